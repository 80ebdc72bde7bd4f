import { MantineThemeProvider } from '@mantine/core'
import { Suspense, useSyncExternalStore } from 'react'
import { lazily } from '../parts/lazily.ts'
import { useWords } from '../words/index.ts'
import { onToasts, toastLibrary, toastsWanted } from './toasts.tsx'

const Notifications = lazily(toastLibrary, 'Notifications')

/** Where toasts appear; its library is loaded with the first of them. */
export function ToastHost() {
  const words = useWords().shell
  const wanted = useSyncExternalStore(onToasts, toastsWanted)
  if (!wanted) return null
  return (
    <MantineThemeProvider
      theme={{
        components: {
          Notification: { defaultProps: { closeButtonProps: { 'aria-label': words.close } } },
        },
      }}
    >
      <Suspense>
        <Notifications position="bottom-right" limit={4} />
      </Suspense>
    </MantineThemeProvider>
  )
}
