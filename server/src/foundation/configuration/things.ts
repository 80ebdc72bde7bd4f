import { Problem } from '@throughline/contract'
import type { Db } from '../../spine/db/index.ts'

/** A service or an item, as relations see it. */
export type Thing = {
  id: number
  ref: string
  kind: 'service' | 'item'
  key: string
  name: string
  tier: number | null
  class: string
  state: string
  teamId: number | null
}

const columns = `
  id, case kind when 'service' then 'SVC-' else 'ITM-' end || id as ref, kind, data ->> 'key' as key, title as name,
  (data ->> 'tier')::integer as tier, coalesce(data ->> 'class', 'business') as class, state, team_id as "teamId"`

/** Those that are there, and not restricted; in no order. */
export async function thingsOf(db: Db, ids: readonly number[]): Promise<Map<number, Thing>> {
  const { rows } = await db.pool.query<Thing>({
    name: 'things by number',
    text: `select ${columns} from record
      where id = any($1::bigint[]) and kind in ('service', 'item') and not restricted`,
    values: [ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** By their keys: a key names one thing, be it a service or an item. */
export async function thingsNamed(db: Db, keys: readonly string[]): Promise<Map<string, Thing>> {
  const { rows } = await db.pool.query<Thing>({
    name: 'things by key',
    text: `select ${columns} from record
      where data ->> 'key' = any($1::text[]) and kind in ('service', 'item') and not restricted`,
    values: [keys],
  })
  return new Map(rows.map((row) => [row.key, row]))
}

export async function keyTaken(db: Db, key: string): Promise<boolean> {
  const { rowCount } = await db.pool.query({
    name: 'a key is taken',
    text: `select from record where data ->> 'key' = $1 and kind in ('service', 'item')`,
    values: [key],
  })
  return rowCount !== 0
}

/** By ref or by key. @throws not-found */
export async function thingCalled(db: Db, kind: Thing['kind'], name: string): Promise<Thing> {
  const number = /^(?:SVC|ITM)-(\d{1,15})$/i.exec(name)?.[1]
  const found = number
    ? (await thingsOf(db, [Number(number)])).get(Number(number))
    : (await thingsNamed(db, [name])).get(name)
  if (found?.kind !== kind) throw new Problem('not-found', { what: name })
  return found
}
