import { badField, isOpen, Problem } from '@throughline/contract'
import { authorize, isStaff } from '../../spine/access/index.ts'
import type { Ctx, ServiceFacts, TeamFacts } from '../../spine/context/index.ts'
import { type Loaded, loadFor } from '../../spine/records/index.ts'

/** The service an input names; null where it names none. */
export function serviceFor(ctx: Ctx, name: string | null | undefined): ServiceFacts | null {
  if (name === null || name === undefined) return null
  const service = ctx.directory.service(name)
  if (!service) throw badField('service', `there is no service ${name}`)
  return service
}

/** Keys of services that are affected beside the main one. */
export function affectedServices(ctx: Ctx, names: readonly string[]): string[] {
  return names.map((name) => {
    const service = ctx.directory.service(name)
    if (!service) throw badField('alsoAffected', `there is no service ${name}`)
    return service.key
  })
}

/** A team that takes work: one that is retired does not. */
export function teamFor(ctx: Ctx, key: string): TeamFacts {
  const team = ctx.directory.teams().find((one) => one.key === key)
  if (!team) throw badField('team', `there is no team ${key} that takes work`)
  return team
}

/** The team that stands behind a service; null where it has none that takes work. */
export function supportTeam(ctx: Ctx, service: ServiceFacts | null): number | null {
  return ctx.directory.teams().find(({ id }) => id === service?.teamId)?.id ?? null
}

/** The actor's team where they have one and only one; null otherwise. */
export function ownTeam(ctx: Ctx): number | null {
  const [first, second] = ctx.actor.teamIds
  return second === undefined ? (first ?? null) : null
}

/** For whom it is reported: oneself; staff may name another, or (a program) nobody. */
export async function requesterFor(ctx: Ctx, name: number | string | undefined): Promise<number | null> {
  const { actor } = ctx
  if (name === undefined) return isStaff(actor) ? null : actor.personId
  const person = await ctx.directory.person(name)
  if (!person) throw badField('requester', `there is nobody called ${name}`)
  if (!isStaff(actor) && person.id !== actor.personId)
    throw new Problem('not-allowed', { action: 'report for someone else' })
  return person.id
}

/** The incident that a new one is one more report of: open, so that resolving it resolves the new one as well. */
export async function openParent(ctx: Ctx, ref: string): Promise<Loaded> {
  if (!isStaff(ctx.actor)) throw new Problem('not-allowed', { action: 'link incidents' })
  const found = await incidentNamed(ctx, 'parent', ref)
  if (!isOpen(found.row.category))
    throw badField('parent', `${ref} is ${found.row.state}: leave it out, and say what is wrong now`)
  return found
}

async function incidentNamed(ctx: Ctx, field: string, ref: string): Promise<Loaded> {
  const id = Number(ref.slice(4))
  const found = (await loadFor(ctx.db, ctx.actor, [id])).get(id)
  if (!ref.startsWith('INC-') || !found || found.row.kind !== 'incident')
    throw badField(field, `there is no incident ${ref}`)
  authorize(ctx.actor, 'read', { ...found.row, mine: found.mine }, ref)
  return found
}
