import { createHmac, timingSafeEqual } from 'node:crypto'
import { badField, Problem } from '@throughline/contract'
import { hashPassword } from 'better-auth/crypto'
import { type Actor, systemActor } from '../access/index.ts'
import { recordChange } from '../audit/index.ts'
import type { Spine } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import { nameOrganisation } from '../setup/index.ts'
import { passwordProblem } from './password-rules.ts'
import { nextId, storePassword, storePerson } from './people-sql.ts'
import { signingSecret } from './secret.ts'

/** The set-up is still open: nobody who can sign in with a password is an administrator, and nobody ever was. */
export async function needsSetUp(db: Db): Promise<boolean> {
  const { rows } = await db.pool.query<{ needed: boolean }>(
    `select not exists (select 1 from secret where name = 'set-up') and not exists (
       select 1 from person p join account a on a.person_id = p.id
       where p.role = 'administrator' and a.password is not null) as needed`,
  )
  return rows[0]?.needed ?? false
}

/**
 * The token with which the first administrator is made, to be printed at start; null once there is one. It is the same
 * in every process and at every start until it has been used.
 */
export async function setupToken({ db, time }: Pick<Spine, 'db' | 'time'>): Promise<string | null> {
  return (await needsSetUp(db)) ? tokenFrom(await signingSecret(db, time.now())) : null
}

/** Where the first administrator is made, below the address that people open. */
export function setupPath(token: string): string {
  return `/set-up?token=${encodeURIComponent(token)}`
}

export type FirstAdministrator = {
  token: string
  name: string
  email: string
  password: string
  zone?: string
  language?: string
  organisation?: string | undefined
}

/**
 * Makes the first administrator, once, and in their name says whose this is and in which zone.
 * @throws Problem `not-allowed` without the token or after it was used; `invalid-input` for a weak password.
 */
export async function createFirstAdministrator(
  spine: Spine,
  input: FirstAdministrator,
): Promise<{ id: number }> {
  const { db, time } = spine
  const expected = await setupToken(spine)
  if (expected === null || !same(input.token, expected))
    throw new Problem('not-allowed', { action: 'set this up' })
  const problem = passwordProblem(input.password, input)
  if (problem) throw badField('password', problem)
  const [id, hash] = await Promise.all([nextId(db, 'person'), hashPassword(input.password)])
  const at = time.now()
  const person = {
    id,
    name: input.name,
    email: input.email,
    role: 'administrator' as const,
    zone: input.zone ?? 'UTC',
    language: input.language ?? 'en',
    at,
  }
  const closeDoor = {
    text: `insert into secret (name, value, made_at) values ('set-up', $1, $2)`,
    values: [String(id), new Date(at)],
  }
  const statements = [closeDoor, storePerson(person), storePassword(id, hash, at)]
  const facts = { person: id, role: 'administrator' }
  await recordChange(
    { ...spine, actor: systemActor },
    { area: 'people', verb: 'set-up', facts, statements },
  ).catch(usedMeanwhile)
  await spine.directory.reload()
  const actor = administrator(id, input.name)
  const { name } = spine.settings.current().organisation
  const { zone, language } = person
  await nameOrganisation({ ...spine, actor }, { name: input.organisation ?? name, zone, language })
  return { id }
}

function administrator(personId: number, name: string): Actor {
  const caller = `person:${personId}`
  return { personId, name, role: 'administrator', teamIds: [], via: 'system', caller }
}

function usedMeanwhile(error: unknown): never {
  if ((error as { constraint?: string }).constraint !== 'secret_pkey') throw error
  throw new Problem('not-allowed', { action: 'set this up' })
}

function tokenFrom(secret: string): string {
  return createHmac('sha256', secret).update('set-up token').digest('base64url').slice(0, 32)
}

function same(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHmac('sha256', 'compare').update(text).digest()) as [
    Buffer,
    Buffer,
  ]
  return timingSafeEqual(a, b)
}
