import { isDeepStrictEqual } from 'node:util'
import type { JsonValue, reportedThing } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../../spine/context/index.ts'
import type { JsonObject, RecordRow } from '../../../spine/records/index.ts'
import { personIdOf, teamIdOf } from '../named.ts'

export type Said = z.output<typeof reportedThing>
/** By field; an attribute is a field of its own, as `attributes.port`. People are numbers, a team is its key. */
export type Fields = Record<string, JsonValue>

const attribute = 'attributes.'

/** What a thing that was reported says, field by field. @throws invalid-input for people and teams that are not there */
export async function fieldsSaid(ctx: Ctx, said: Said): Promise<Fields> {
  const { kind: _kind, key: _key, relations: _, attributes = {}, owner, businessOwner, team, ...plain } = said
  if (team !== undefined) teamIdOf(ctx, team)
  const all = {
    ...plain,
    team: team && ctx.directory.team(team)?.key,
    owner: await personIdOf(ctx, 'owner', owner),
    businessOwner: await personIdOf(ctx, 'businessOwner', businessOwner),
    ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [attribute + name, value])),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Fields
}

/** The same of what stands. */
export function fieldsStanding(ctx: Ctx, row: RecordRow): Fields {
  const {
    ownerId,
    businessOwnerId,
    attributes = {},
    ...data
  } = row.data as JsonObject & {
    attributes?: JsonObject
  }
  return {
    ...(data as Fields),
    name: row.title,
    description: row.description,
    tags: row.tags,
    team: row.teamId === null ? null : (ctx.directory.team(row.teamId)?.key ?? null),
    owner: ownerId ?? null,
    businessOwner: businessOwnerId ?? null,
    ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [attribute + name, value])),
  } as Fields
}

/** Fields as a kind's input takes them. */
export function inputOf(fields: Fields): JsonObject {
  const attributes = Object.entries(fields)
    .filter(([name]) => name.startsWith(attribute))
    .map(([name, value]) => [name.slice(attribute.length), value] as const)
  const plain = Object.entries(fields).filter(([name]) => !name.startsWith(attribute))
  return {
    ...Object.fromEntries(plain),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
  } as JsonObject
}

const isEmpty = (value: JsonValue | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** What a source said before, and what became of it. */
export type Before = { said: Fields; owned: readonly string[]; settled: Fields }
export type Outcome = { set: Fields; owned: string[]; conflicts: Fields; settled: Fields }

/**
 * What becomes of what a source says. A source owns what it set: it may change it, as long as nobody else has changed it
 * since. An empty field is anybody's. Whatever else it says otherwise than what stands is a conflict, unless somebody
 * has settled it for just that.
 */
export function reconcile(
  said: Fields,
  stands: Fields,
  before: Before | null,
  ownedByOthers: ReadonlySet<string>,
): Outcome {
  const outcome: Outcome = { set: {}, owned: [], conflicts: {}, settled: {} }
  for (const [field, value] of Object.entries(said)) {
    const now = stands[field]
    const mine = before?.owned.includes(field) ?? false
    if (isDeepStrictEqual(value, now)) {
      if (mine || !ownedByOthers.has(field)) outcome.owned.push(field)
    } else if (
      (isEmpty(now) && !ownedByOthers.has(field)) ||
      (mine && isDeepStrictEqual(now, before?.said[field]))
    ) {
      outcome.set[field] = value
      outcome.owned.push(field)
    } else if (before && field in before.settled && isDeepStrictEqual(before.settled[field], value)) {
      outcome.settled[field] = value
    } else {
      outcome.conflicts[field] = value
    }
  }
  return outcome
}
