import { Problem, type personAmend, type personCreate, type profileAmend } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../spine/context/index.ts'
import { endSessions, nextId, storePerson } from '../../spine/identity/index.ts'
import { changeOnce, makeOnce } from './change.ts'
import { endKeys } from './key-store.ts'
import { dropPlansOf } from './memberships/store.ts'
import { changePerson, countActiveAdministrators, listPeople, readPerson } from './store.ts'
import {
  authorizeAdministrator,
  authorizeStaff,
  changedFields,
  keepAnAdministrator,
  type PeopleFilter,
  type PersonPatch,
  type PersonRow,
  type Place,
} from './workforce.ts'

/** People by name. For staff: requesters know the names of those they deal with, not the list. */
export async function findPeople(
  ctx: Ctx,
  filter: PeopleFilter,
  after: Place | null,
  limit: number,
): Promise<PersonRow[]> {
  authorizeStaff(ctx.actor, 'list people')
  return listPeople(ctx.db, filter, after, limit)
}

/** Someone, as staff see them; everyone sees themselves. */
export async function seePerson(ctx: Ctx, id: number): Promise<PersonRow> {
  if (ctx.actor.personId !== id) authorizeStaff(ctx.actor, 'look people up')
  return knownPerson(ctx, id)
}

/**
 * Someone new. They sign in once they have an invitation and an e-mail. Who calls the desk for the first time is made
 * known by whoever answers; who may do more than report is an administrator's to say.
 */
export async function createPerson(ctx: Ctx, input: z.output<typeof personCreate>): Promise<PersonRow> {
  if (input.role === 'requester') authorizeStaff(ctx.actor, 'make people')
  else authorizeAdministrator(ctx.actor, 'make people who are more than requesters')
  const [id, at] = [await nextId(ctx.db, 'person'), ctx.time.now()]
  const made = await makeOnce(ctx, id, {
    area: 'people',
    verb: 'create',
    facts: { person: id, role: input.role },
    note: { name: input.name, email: input.email },
    statements: [storePerson({ ...input, id, at })],
  })
  return knownPerson(ctx, made.id)
}

/** Changes someone. Who is deactivated is out at once, with every session and key. */
export async function amendPerson(
  ctx: Ctx,
  id: number,
  input: z.output<typeof personAmend>,
): Promise<PersonRow> {
  authorizeAdministrator(ctx.actor, 'change people')
  const person = await knownPerson(ctx, id)
  const patch = input as PersonPatch
  keepAnAdministrator(person, patch, await countActiveAdministrators(ctx.db))
  return change(
    ctx,
    person,
    patch,
    patch.active === false ? 'deactivate' : patch.active && !person.active ? 'reactivate' : 'amend',
  )
}

/** Changes one's own name, zone or language. */
export async function amendProfile(ctx: Ctx, input: z.output<typeof profileAmend>): Promise<PersonRow> {
  return change(ctx, await seePerson(ctx, me(ctx)), input as PersonPatch, 'amend')
}

/** Who asks, as a person. */
export function me(ctx: Ctx): number {
  if (ctx.actor.personId === null) throw new Problem('not-found', { what: 'A person for this caller' })
  return ctx.actor.personId
}

async function change(ctx: Ctx, person: PersonRow, patch: PersonPatch, verb: string): Promise<PersonRow> {
  const fields = changedFields<PersonPatch>(person, lowered(patch))
  if (fields.length === 0) return person
  const { id } = person
  const at = ctx.time.now()
  const words = fields.filter((field) => field === 'name' || field === 'email')
  await changeOnce(ctx, {
    area: 'people',
    verb,
    facts: { person: id, fields, ...(patch.role && { from: person.role, to: patch.role }) },
    ...(words.length > 0 && {
      note: Object.fromEntries(words.map((field) => [field, patch[field] ?? null])),
    }),
    statements: [
      changePerson(id, patch, at),
      ...(patch.active === false ? [endSessions(id), endKeys(id, at), dropPlansOf(id)] : []),
    ],
    people: [id],
  })
  return knownPerson(ctx, id)
}

function lowered(patch: PersonPatch): PersonPatch {
  return patch.email ? { ...patch, email: patch.email.toLowerCase() } : patch
}

/** Someone who must be there. */
export async function knownPerson(ctx: Ctx, id: number): Promise<PersonRow> {
  const person = await readPerson(ctx.db, id)
  if (!person) throw new Problem('not-found', { what: `Person ${id}` })
  return person
}
