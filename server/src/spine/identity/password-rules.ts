import { commonPasswords } from './common-passwords.ts'

export const passwordLength = { least: 12, most: 128 } as const

/** What is known of the person whose password it is to be. */
export type PasswordOwner = { name: string; email: string | null }

/** Why this cannot be the person's password, as a sentence for them; null when it can. */
export function passwordProblem(password: string, owner: PasswordOwner): string | null {
  const { least, most } = passwordLength
  const length = [...password].length
  if (length < least) return `A password has at least ${least} characters.`
  if (length > most) return `A password has at most ${most} characters.`
  const folded = fold(password)
  if (new Set(folded).size < 5) return 'This password repeats too few characters; choose another.'
  if (commonPasswords.has(folded))
    return 'This password is on every list of common passwords; choose another.'
  if (namesOf(owner).some((name) => folded.includes(name))) {
    return 'A password must not contain the name or e-mail of the person it belongs to.'
  }
  return null
}

/** Shorter words are left out: `ana` is in `banana`. */
const SHORTEST_WORD = 4

function namesOf({ name, email }: PasswordOwner): string[] {
  const words = [name, ...name.split(/[\s.'-]+/), email ?? '', email?.split('@')[0] ?? '']
  return words.map(fold).filter((word) => word.length >= SHORTEST_WORD)
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}
