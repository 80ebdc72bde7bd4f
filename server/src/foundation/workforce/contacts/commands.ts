import { badField, type contactIn, type contactVerify, Problem } from '@throughline/contract'
import type { z } from 'zod'
import { atLeast } from '../../../spine/access/index.ts'
import type { Ctx } from '../../../spine/context/index.ts'
import { nextId } from '../../../spine/identity/index.ts'
import { queueMail } from '../../../spine/notices/index.ts'
import { changeOnce, makeOnce } from '../change.ts'
import { knownPerson } from '../commands.ts'
import { answersFor } from '../managers.ts'
import { authorizeStaff, type PersonRow } from '../workforce.ts'
import { codeMail, isCode, newCode } from './code.ts'
import {
  type ContactRow,
  dropContact,
  keepCode,
  orderContacts,
  readContacts,
  storeContact,
  tryCode,
  verifyContact,
} from './store.ts'

/** A code holds so long, milliseconds; may be tried so often; and the next one is sent so much later. */
export const codeRules = { holds: 15 * 60_000, tries: 5, again: 60_000 } as const
const MOST = 10

export type Seen = { person: PersonRow; rows: ContactRow[] }

/** How somebody is reached: for them, who leads or manages their teams, and administrators. */
export async function seeContacts(ctx: Ctx, personId: number): Promise<Seen> {
  if (ctx.actor.personId !== personId) authorizeStaff(ctx.actor, 'see how people are reached')
  const person = await knownPerson(ctx, personId)
  if (!answersFor(ctx, person))
    throw new Problem('not-allowed', { action: `see how ${person.name} is reached` })
  return { person, rows: await readContacts(ctx.db, [personId]) }
}

/** The person's own to change, or an administrator's. */
export function mayAmend({ actor }: Ctx, personId: number): boolean {
  return actor.personId === personId || atLeast(actor, 'administrator')
}

export async function addContact(
  ctx: Ctx,
  personId: number,
  input: z.output<typeof contactIn>,
): Promise<Seen> {
  const { rows } = await own(ctx, personId)
  if (rows.length >= MOST)
    throw new Problem('rule-broken', { why: `There are ${MOST} already; remove one first.` })
  const same = ({ kind, address }: { kind: string; address: string }): string =>
    `${kind} ${address.toLowerCase()}`
  if (rows.some((row) => same(row) === same(input))) throw badField('address', 'is there already')
  const id = await nextId(ctx.db, 'contact')
  await makeOnce(ctx, id, {
    area: 'people',
    verb: 'add-contact',
    facts: { person: personId, contact: id, kind: input.kind },
    note: { address: input.address },
    statements: [storeContact({ id, personId, ...input }, rows.length + 1)],
  })
  return seeContacts(ctx, personId)
}

export async function removeContact(ctx: Ctx, personId: number, id: number): Promise<Seen> {
  const contact = await one(ctx, personId, id)
  await changeOnce(ctx, {
    area: 'people',
    verb: 'drop-contact',
    facts: { person: personId, contact: id, kind: contact.kind },
    statements: [dropContact(id)],
  })
  return seeContacts(ctx, personId)
}

/** Says which is used first. @throws invalid-input unless each of them is named once */
export async function arrangeContacts(ctx: Ctx, personId: number, ids: readonly number[]): Promise<Seen> {
  const { rows } = await own(ctx, personId)
  const all = new Set(ids)
  if (all.size !== ids.length || all.size !== rows.length || rows.some(({ id }) => !all.has(id)))
    throw badField('ids', 'must name each of them once')
  await changeOnce(ctx, {
    area: 'people',
    verb: 'order-contacts',
    facts: { person: personId, contacts: [...ids] },
    statements: [orderContacts(personId, ids)],
  })
  return seeContacts(ctx, personId)
}

/** Sends a code to a mail address of one's own. @throws too-many-requests within a minute of the last one */
export async function sendCode(ctx: Ctx, personId: number, id: number, mail: boolean): Promise<Seen> {
  const contact = await mine(ctx, personId, id)
  if (contact.kind !== 'mail')
    throw new Problem('rule-broken', { why: 'Nothing here places calls: have somebody call you.' })
  if (!mail) throw new Problem('rule-broken', { why: 'There is no mail server to send a code with.' })
  const now = ctx.time.now()
  const { code, kept } = newCode()
  if (!(await keepCode(ctx.db, id, { ...kept, at: now, since: now - codeRules.again })))
    throw new Problem('too-many-requests', { seconds: codeRules.again / 1000 })
  const { language } = await knownPerson(ctx, personId)
  await queueMail(ctx, {
    ...codeMail(ctx.settings.current().organisation.name, language, code),
    cause: `contact code:${id}:${now}`,
    address: contact.address,
    urgent: true,
  })
  return seeContacts(ctx, personId)
}

/**
 * Says that a contact reaches its person: for a mail address by the code that came, for a phone by their word that the test
 * call did. @throws invalid-input for a wrong code, or one that is over or was tried five times
 */
export async function verify(
  ctx: Ctx,
  personId: number,
  id: number,
  { code, rang }: z.output<typeof contactVerify>,
): Promise<Seen> {
  const contact = await mine(ctx, personId, id)
  if (contact.kind === 'phone' && !rang) throw badField('rang', 'say that the test call came')
  if (contact.kind === 'mail') await checkCode(ctx, id, code)
  await changeOnce(ctx, {
    area: 'people',
    verb: 'verify-contact',
    facts: { person: personId, contact: id, kind: contact.kind },
    statements: [verifyContact(id, ctx.time.now())],
  })
  return seeContacts(ctx, personId)
}

async function checkCode(ctx: Ctx, id: number, code: string | undefined): Promise<void> {
  if (code === undefined) throw badField('code', 'write the code that came')
  const since = ctx.time.now() - codeRules.holds
  const kept = await tryCode(ctx.db, id, { since, most: codeRules.tries })
  if (!kept) throw badField('code', 'no code holds any more; let another one be sent')
  if (!isCode(code, kept)) throw badField('code', 'is not the code that was sent')
}

async function own(ctx: Ctx, personId: number): Promise<Seen> {
  const seen = await seeContacts(ctx, personId)
  if (!mayAmend(ctx, personId))
    throw new Problem('not-allowed', { action: `change how ${seen.person.name} is reached` })
  return seen
}

async function one(ctx: Ctx, personId: number, id: number): Promise<ContactRow> {
  const found = (await own(ctx, personId)).rows.find((row) => row.id === id)
  if (!found) throw new Problem('not-found', { what: `Contact ${id}` })
  return found
}

/** Only who is reached by it can say that it reaches them. */
async function mine(ctx: Ctx, personId: number, id: number): Promise<ContactRow> {
  const contact = await one(ctx, personId, id)
  if (ctx.actor.personId !== personId)
    throw new Problem('not-allowed', { action: 'verify the contact of somebody else' })
  return contact
}
