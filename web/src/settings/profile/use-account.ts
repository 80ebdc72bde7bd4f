import { useState } from 'react'
import { Refused, request } from '../../api/index.ts'

/**
 * Asks for something of how one signs in. It holds a password or a code, so it does not go by way of the outbox, which
 * keeps what it sends in the browser.
 */
export function useAccount() {
  const [busy, setBusy] = useState(false)
  const [why, setWhy] = useState('')
  /** What was answered, or null where it was refused; then `why` says so. */
  const ask = async <T>(path: string, body: object): Promise<T | null> => {
    setBusy(true)
    setWhy('')
    try {
      const answer = await request(`/api/v1/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (answer ?? {}) as T
    } catch (error) {
      setWhy(error instanceof Refused ? error.message : String(error))
      return null
    } finally {
      setBusy(false)
    }
  }
  return { busy, why, ask }
}
