import { type Relation, relations, relationTypes } from '@throughline/contract'
import type { Db } from '../../spine/db/index.ts'

/** `impact`: who is hit when it fails. `dependencies`: what it stands on, whose failure hits it. */
export type Direction = 'impact' | 'dependencies'
export type Step = { id: number; depth: number; through: number; relation: Relation }
export type Reached = { steps: readonly Step[]; more: boolean }

/** More things than this are not looked at: nobody reads them, and an answer has to come in time. */
export const mostReached = 1_000

const back = relationTypes.filter((type) => relations[type] === 'back')
const forth = relationTypes.filter((type) => relations[type] === 'forth')

/**
 * All that is reached from a thing along its relations, nearest first, each on a shortest way; circles end where they
 * began. A query for each step away, because a recursive one cannot know what it has seen on other ways, and cannot stop.
 * @param at epoch milliseconds: by the relations as they stood then
 * @param depth steps at most
 */
export async function reach(
  db: Db,
  from: number,
  { direction, at, depth }: { direction: Direction; at: number | null; depth: number },
): Promise<Reached> {
  const seen = new Map<number, Step | null>([[from, null]])
  let edge = [from]
  for (let away = 1; edge.length > 0; away++) {
    const next = await neighbours(db, edge, { direction, at })
    const fresh = next.filter(({ id }) => !seen.has(id))
    if (away > depth || seen.size > mostReached) return { steps: stepsIn(seen), more: fresh.length > 0 }
    edge = []
    for (const { id, through, relation } of fresh) {
      if (seen.has(id)) continue
      seen.set(id, { id, depth: away, through, relation })
      edge.push(id)
    }
  }
  return { steps: stepsIn(seen), more: false }
}

const stepsIn = (seen: ReadonlyMap<number, Step | null>): Step[] =>
  [...seen.values()].filter((step) => step !== null).slice(0, mostReached)

type Neighbour = { id: number; through: number; relation: Relation }

async function neighbours(
  db: Db,
  ids: readonly number[],
  { direction, at }: { direction: Direction; at: number | null },
): Promise<Neighbour[]> {
  const [inward, outward] = direction === 'impact' ? [back, forth] : [forth, back]
  const { rows } = await db.pool.query<Neighbour>({
    name: `neighbours ${at === null ? 'now' : 'then'}`,
    text: `
      select from_id as id, to_id as through, type as relation from link
        where to_id = any($1::bigint[]) and type = any($2::text[]) and ${standing(at, 4)}
      union all
      select to_id, from_id, type from link
        where from_id = any($1::bigint[]) and type = any($3::text[]) and ${standing(at, 4)}
      order by through, id, relation`,
    values: [ids, inward, outward, ...(at === null ? [] : [new Date(at)])],
  })
  return rows
}

/** `parameter`: the place of the instant among the query's parameters, where there is one. */
const standing = (at: number | null, parameter: 3 | 4): string =>
  at === null ? 'ended_at is null' : `at <= $${parameter} and (ended_at is null or ended_at > $${parameter})`

export type Related = { fromId: number; relation: Relation; toId: number }

/**
 * The relations whose two ends are both among these. Those that lead away are read by an index; which of them lead to one of
 * these is asked here, because the database would look through all of these for each.
 */
export async function relationsAmong(db: Db, ids: readonly number[], at: number | null): Promise<Related[]> {
  const { rows } = await db.pool.query<Related>({
    name: `relations among ${at === null ? 'now' : 'then'}`,
    text: `
      select from_id as "fromId", type as relation, to_id as "toId" from link
        where from_id = any($1::bigint[]) and type = any($2::text[]) and ${standing(at, 3)}
        order by 1, 3, 2`,
    values: [ids, relationTypes, ...(at === null ? [] : [new Date(at)])],
  })
  const among = new Set(ids)
  return rows.filter(({ toId }) => among.has(toId))
}
