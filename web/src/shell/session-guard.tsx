import { Suspense, useEffect, useState } from 'react'
import { holdOutbox, onSignals } from '../api/index.ts'
import { lazily } from '../parts/lazily.ts'
import { connection } from './connection.ts'

const SignInAgain = lazily(() => import('./sign-in-again.tsx'), 'SignInAgain')

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
