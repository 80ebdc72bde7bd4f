import { Suspense, useSyncExternalStore } from 'react'
import { lazily } from '../parts/lazily.ts'
import { onToasts, toastLibrary, toastsWanted } from './toasts.tsx'

const Notifications = lazily(toastLibrary, 'Notifications')

/** Where toasts appear; its library is loaded with the first of them. */
export function ToastHost() {
  const wanted = useSyncExternalStore(onToasts, toastsWanted)
  if (!wanted) return null
  return (
    <Suspense>
      <Notifications position="bottom-right" limit={4} />
    </Suspense>
  )
}
