import { lazy, Suspense, useEffect, useState } from 'react'
import { holdOutbox, onSignals } from '../api/index.ts'
import { connection } from './connection.ts'

const SignInAgain = lazy(() =>
  import('./sign-in-again.tsx').then(({ SignInAgain: component }) => ({ default: component })),
)

/** Asks the person to sign in again when their session has ended; what they did waits meanwhile. */
export function SessionGuard() {
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    onSignals({
      signedOut: () => {
        holdOutbox(true)
        setEnded(true)
      },
      reached: connection.set,
    })
  }, [])
  if (!ended) return null
  return (
    <Suspense>
      <SignInAgain onDone={() => setEnded(false)} />
    </Suspense>
  )
}
