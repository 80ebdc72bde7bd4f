import { emailOf } from './people.ts'
import { signIns } from './teams.ts'

export type SignIn = { name: string; email: string; shows: string }

/** Who can sign in where the demo is loaded, and what they are there to show. */
export function signInsOf(): SignIn[] {
  return signIns.map(({ name, shows }) => ({ name, shows, email: emailOf(name) }))
}
