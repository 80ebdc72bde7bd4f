import { badField } from '@throughline/contract'
import type { Ctx, PersonFacts, Spine } from '../../spine/context/index.ts'
import type { ParticipantOp, RecordRow } from '../../spine/records/index.ts'

export type MajorRole = 'manager' | 'communications'

/**
 * Who takes a role: active staff, and as a manager not who resolves it.
 * @throws invalid-input about `field`
 */
export async function roleTaker(
  ctx: Ctx,
  row: RecordRow,
  role: MajorRole,
  { field, name }: { field: string; name: number | string },
): Promise<number> {
  const person = await ctx.directory.person(name)
  if (!person) throw badField(field, `there is nobody called ${name}`)
  if (!works(person)) throw badField(field, `${person.name} does not work on incidents`)
  if (role === 'manager' && person.id === row.holderId)
    throw badField(
      field,
      `${person.name} resolves this incident: its manager is somebody else. Name another, or give the incident to a colleague first`,
    )
  return person.id
}

/**
 * Who leads where nobody was named in time. There are no rotas yet: the people of the setting in its order, then the
 * service's owner and those who lead its team; active staff, and as a manager not who resolves it. Null: nobody.
 */
export async function onCall(spine: Spine, row: RecordRow): Promise<Record<MajorRole, number | null>> {
  const { managers, communications } = spine.settings.current().major
  const fallback = leadersOf(spine, row)
  const people = await spine.directory.people([...managers, ...communications, ...fallback])
  const first = (ids: readonly number[], except: number | null): number | null =>
    ids.find((id) => id !== except && works(people.get(id))) ?? null
  const manager = first([...managers, ...fallback], row.holderId)
  return { manager, communications: first(communications, manager) ?? manager }
}

/** Whom to ask whether a proposal is one. */
export function askedOf(spine: Spine, row: RecordRow): number[] {
  return [...spine.settings.current().major.managers, ...leadersOf(spine, row)]
}

function leadersOf({ directory }: Spine, row: RecordRow): number[] {
  const service = row.serviceId === null ? null : directory.service(row.serviceId)
  const team = row.teamId === null ? null : directory.team(row.teamId)
  return [service?.ownerId, team?.managerId, team?.leadId, team?.shiftLeadId].filter((id) => id != null)
}

function works(person: PersonFacts | null | undefined): boolean {
  return person?.active === true && person.role !== 'requester'
}

/** Whoever leads a restricted one has to read it. */
export function readersFor(row: RecordRow, ids: readonly (number | null)[]): ParticipantOp[] {
  if (!row.restricted) return []
  return [...new Set(ids)].flatMap((id): ParticipantOp[] =>
    id === null ? [] : [{ op: 'add', role: 'reader', subject: 'person', id }],
  )
}
