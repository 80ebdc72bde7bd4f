import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { meQuery, type Profile } from '../api/index.ts'

const MeContext = createContext<Profile | null>(null)
export const MeProvider = MeContext.Provider

/** Who is signed in. Only below the frame, which waits for it. */
export function useMe(): Profile {
  const given = useContext(MeContext)
  const { data } = useQuery({ ...meQuery, enabled: false })
  const me = data ?? given
  if (!me) throw new Error('nobody is signed in')
  return me
}

/** Leaves this page for the one to sign in at, and comes back here after. */
export function goSignIn(): void {
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`)
}

/** Ends the session on the server, then leaves. */
export async function signOut(): Promise<void> {
  await fetch('/api/v1/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => {})
  location.assign('/sign-in')
}
