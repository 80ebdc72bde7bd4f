import { type FieldProblem, isOpen, type ListFilters, Problem } from '@throughline/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../context/index.ts'
import type { Practice } from '../practice/index.ts'
import { type TextFilter, textFilter } from '../search/index.ts'
import { type Finder, openCondition } from './indexes.ts'

/** A filter as a condition over `record r`, and what of an index answers it (`other`: none does). */
export type Condition = {
  readonly what: Finder | 'open' | 'updated' | 'opened' | 'due' | 'text' | 'tag' | 'other'
  readonly where: RawBuilder<boolean>
}

/** What a query asks for, names resolved. */
export type Wanted = {
  readonly kinds: readonly string[]
  readonly conditions: readonly Condition[]
  readonly found: ReadonlyMap<Finder, number | null>
  readonly open: boolean | null
  readonly restricted: boolean | null
  /** What an index names: the ids of what has some words or a tag, at most so many. */
  readonly named: readonly { readonly what: 'text' | 'tag'; ids(most: number): RawBuilder<unknown> }[]
}

/**
 * Resolves a query's names and reads its filters.
 * @throws invalid-input with a line for every name that nothing has
 */
export function wantedOf(ctx: Ctx, practices: readonly Practice[], query: ListFilters): Wanted {
  const kinds = practices.map(({ facts }) => facts.kind).filter((kind) => query.kind?.includes(kind) ?? true)
  const open = openOf(practices, query)
  const found = foundBy(ctx, practices, query)
  const text = query.q === undefined ? null : textFilter(ctx.actor, kinds, query.q)
  const tag = query.tag === undefined ? null : tagFilter(query.tag)
  const conditions: Condition[] = [
    ...[...found].map(([what, id]) => ({ what, where: equals(what, id) })),
    ...(open === null
      ? []
      : [{ what: 'open' as const, where: open ? openCondition : sql<boolean>`not (${openCondition})` }]),
    ...(text ? [{ what: 'text' as const, where: text.where }] : []),
    ...(tag ? [{ what: 'tag' as const, where: tag.where }] : []),
    ...times(query),
    ...others(query),
    ...(query.team === 'mine' && !found.has('team') ? [ofTeams(ctx.actor.teamIds)] : []),
  ]
  const named = [
    ...(tag ? [{ what: 'tag' as const, ids: tag.ids }] : []),
    ...(text ? [{ what: 'text' as const, ids: text.ids }] : []),
  ]
  return { kinds, conditions, found, open, restricted: query.restricted ?? null, named }
}

/** Whose tags an index knows: those that have any. Materialized, PostgreSQL does not hope to meet many on its way. */
function tagFilter(tag: string): TextFilter {
  const where = sql<boolean>`r.tags <> '{}' and r.tags @> array[${tag}::text]`
  const ids = (most: number): RawBuilder<unknown> =>
    sql`with tagged as materialized (select r.id from record r where ${where}) select id from tagged limit ${most}`
  return { where, ids }
}

/** Whether only open work is asked for, or only finished: said, or known from the states asked for. */
function openOf(
  practices: readonly Practice[],
  { open, category, state, waitingOn }: ListFilters,
): boolean | null {
  if (open !== undefined) return open
  if (waitingOn !== undefined) return true
  const states = practices.flatMap(({ facts }) => Object.entries(facts.lifecycle.states))
  const asked =
    category ?? (state && states.filter(([name]) => state.includes(name)).map(([, facts]) => facts.category))
  if (!asked || asked.length === 0) return null
  if (asked.every(isOpen)) return true
  return asked.some(isOpen) ? null : false
}

function foundBy(ctx: Ctx, practices: readonly Practice[], query: ListFilters): Map<Finder, number | null> {
  const problems: FieldProblem[] = []
  const found = new Map<Finder, number | null>()
  const named = (finder: Finder, name: string | undefined, known: { id: number } | null): void => {
    if (name === undefined) return
    if (known) found.set(finder, known.id)
    else problems.push({ path: `/${finder}`, message: `there is no ${finder} ${name}` })
  }
  const { team, service, holder, requester } = query
  const own = ctx.actor.teamIds
  if (team === 'none') found.set('team', null)
  else if (team === 'mine') {
    if (own.length === 1) found.set('team', own[0] as number)
  } else named('team', team, team === undefined ? null : ctx.directory.team(team))
  named('service', service, service === undefined ? null : ctx.directory.service(service))
  const me = ctx.actor.personId
  if (holder !== undefined)
    found.set('holder', holder === 'none' ? null : holder === 'me' ? (me ?? nobody) : holder)
  if (requester !== undefined) found.set('requester', requester === 'me' ? (me ?? nobody) : requester)
  for (const kind of query.kind ?? []) {
    const known = practices.some(({ facts }) => facts.kind === kind)
    if (!known) problems.push({ path: '/kind', message: `there is no kind ${kind}` })
  }
  if (problems.length > 0) throw new Problem('invalid-input', {}, problems)
  return found
}

/** An index finds by one team: among several one looks. */
function ofTeams(teams: readonly number[]): Condition {
  return { what: 'other', where: sql<boolean>`r.team_id = any(${teams}::bigint[])` }
}

/** The program itself holds and asks for nothing. */
const nobody = 0

const columns: Record<Finder, RawBuilder<unknown>> = {
  team: sql`r.team_id`,
  holder: sql`r.holder_id`,
  requester: sql`r.requester_id`,
  service: sql`r.service_id`,
}

function equals(finder: Finder, id: number | null): RawBuilder<boolean> {
  return id === null
    ? sql<boolean>`${columns[finder]} is null`
    : sql<boolean>`${columns[finder]} = ${id}::bigint`
}

function times(query: ListFilters): Condition[] {
  const { openedAfter, openedBefore, updatedAfter, updatedBefore, dueAfter, dueBefore } = query
  const bound = (
    what: 'opened' | 'updated' | 'due',
    sign: '>=' | '<',
    ms: number | undefined,
  ): Condition[] => {
    if (ms === undefined) return []
    const where = sql<boolean>`r.${sql.raw(`${what}_at ${sign}`)} ${new Date(ms).toISOString()}::timestamptz`
    return [{ what, where }]
  }
  return [
    ...bound('opened', '>=', openedAfter),
    ...bound('opened', '<', openedBefore),
    ...bound('updated', '>=', updatedAfter),
    ...bound('updated', '<', updatedBefore),
    ...bound('due', '>=', dueAfter),
    ...bound('due', '<', dueBefore),
  ]
}

function others({ state, category, waitingOn, priority, restricted }: ListFilters): Condition[] {
  const wheres = [
    state && sql<boolean>`r.state = any(${state}::text[])`,
    category && sql<boolean>`r.category = any(${category}::text[])`,
    waitingOn && sql<boolean>`r.cause = any(${waitingOn}::text[])`,
    priority && sql<boolean>`r.priority = any(${priority}::smallint[])`,
    restricted !== undefined && sql<boolean>`r.restricted = ${restricted}::boolean`,
  ]
  return wheres.filter((where) => !!where).map((where) => ({ what: 'other', where }))
}
