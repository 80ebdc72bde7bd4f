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
        where to_id = any($1::bigint[]) and type = any($2::text[]) and ${standing(at)}
      union all
      select to_id, from_id, type from link
        where from_id = any($1::bigint[]) and type = any($3::text[]) and ${standing(at)}
      order by through, id, relation`,
    values: [ids, inward, outward, ...(at === null ? [] : [new Date(at)])],
  })
  return rows
}

/** In a query whose fourth parameter is the instant, where there is one. */
const standing = (at: number | null): string =>
  at === null ? 'ended_at is null' : 'at <= $4 and (ended_at is null or ended_at > $4)'

export type Related = { fromId: number; relation: Relation; toId: number }

/** The relations whose two ends are both among these. */
export async function relationsAmong(db: Db, ids: readonly number[], at: number | null): Promise<Related[]> {
  const { rows } = await db.pool.query<Related>({
    name: `relations among ${at === null ? 'now' : 'then'}`,
    text: `
      select from_id as "fromId", type as relation, to_id as "toId" from link
        where from_id = any($1::bigint[]) and to_id = any($2::bigint[]) and type = any($3::text[]) and ${standing(at)}
        order by 1, 3, 2`,
    values: [ids, ids, relationTypes, ...(at === null ? [] : [new Date(at)])],
  })
  return rows
}
