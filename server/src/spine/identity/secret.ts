import { randomBytes } from 'node:crypto'
import type { Db } from '../db/index.ts'

/**
 * What cookies are signed with and two-factor secrets are encrypted with: made once, kept in the database, so
 * that all processes have the same. `at` in epoch milliseconds.
 */
export async function signingSecret(db: Db, at: number): Promise<string> {
  const { rows } = await db.pool.query<{ value: string }>(
    `with made as (
       insert into secret (name, value, made_at) values ('signing', $1, $2) on conflict (name) do nothing returning value)
     select value from made union all select value from secret where name = 'signing' limit 1`,
    [randomBytes(32).toString('base64url'), new Date(at)],
  )
  if (rows[0]) return rows[0].value
  // Another process made it between the insert and the look: now it is there.
  return signingSecret(db, at)
}
