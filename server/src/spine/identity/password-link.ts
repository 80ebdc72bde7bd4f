import { createHash, randomBytes } from 'node:crypto'
import type { Statement } from './keys.ts'

/** How long an invitation can be used. */
const VALID_MS = 7 * 86_400_000

/**
 * A one-time token with which a person chooses their password (POST /auth/reset-password), and the statement that
 * keeps its digest, under the name and in the form in which better-auth looks for it.
 */
export function makePasswordToken(
  personId: number,
  at: number,
): { token: string; expiresAt: number; store: Statement } {
  const token = randomBytes(24).toString('base64url')
  const identifier = createHash('sha256').update(`reset-password:${token}`).digest('base64url')
  const expiresAt = at + VALID_MS
  const store = {
    text: `insert into verification (identifier, value, expires_at, created_at, updated_at) values ($1, $2, $3, $4, $4)`,
    values: [identifier, String(personId), new Date(expiresAt), new Date(at)],
  }
  return { token, expiresAt, store }
}

/** Where a password is chosen with a one-time token, below the address that people open. */
export function passwordPath(token: string): string {
  return `/password?token=${encodeURIComponent(token)}`
}
