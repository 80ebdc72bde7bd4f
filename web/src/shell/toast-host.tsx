import { lazy, Suspense, useSyncExternalStore } from 'react'
import { onToasts, toastsWanted } from './toasts.tsx'

const Notifications = lazy(() =>
  import('./toast-library.ts').then(({ Notifications: component }) => ({ default: component })),
)

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
