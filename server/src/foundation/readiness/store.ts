import { relations, relationTypes } from '@throughline/contract'
import type { Db } from '../../spine/db/index.ts'
import type { ServiceData } from '../configuration/index.ts'

export type ServiceRow = {
  id: number
  ref: string
  name: string
  state: string
  teamId: number | null
  custom: Record<string, unknown>
  data: ServiceData
}

/** One by its ref or key, or all that are not retired; the restricted never. */
export async function readServiceRows(db: Db, name: string | null): Promise<ServiceRow[]> {
  const { rows } = await db.pool.query<ServiceRow>({
    name: 'services to be ready',
    text: `
      select id, 'SVC-' || id as ref, title as name, state, team_id as "teamId", custom, data from record
        where kind = 'service' and not restricted
          and case when $1::text is null then state <> 'retired'
            else data ->> 'key' = $1 or 'SVC-' || id = upper($1) end
        order by (data ->> 'tier')::integer, data ->> 'key'`,
    values: [name],
  })
  return rows
}

type Seen = { by: number; at: number } | null | undefined
/** Instants in epoch milliseconds. */
export type Article = {
  ref: string
  title: string
  type: string
  services: string[]
  steps: { do: string; expect: string; ifNot: string; link?: string }[]
  reviewed: Seen
  rehearsed: Seen
}

/** The published articles about any of these services, by key; the newest first. */
export async function articlesOf(db: Db, keys: readonly string[]): Promise<Article[]> {
  const { rows } = await db.pool.query<Article>({
    name: 'articles of services',
    text: `
      select 'KBA-' || id as ref, title, data ->> 'type' as type, data -> 'services' as services,
        coalesce(data -> 'steps', '[]') as steps, data -> 'reviewed' as reviewed, data -> 'rehearsed' as rehearsed
      from record where kind = 'article' and state = 'published' and not restricted and data -> 'services' ?| $1::text[]
      order by updated_at desc, id desc`,
    values: [keys],
  })
  return rows
}

/** Those that alerts have come for: one stands now, or an incident was opened by one. */
export async function monitoredAmong(db: Db, ids: readonly number[]): Promise<Set<number>> {
  const { rows } = await db.pool.query<{ id: number }>({
    name: 'monitored services',
    text: `
      select id from unnest($1::bigint[]) id
        where exists (select from alert where service_id = id and state <> 'resolved')
          or exists (select from record where service_id = id and kind = 'incident' and channel = 'monitoring')`,
    values: [ids],
  })
  return new Set(rows.map(({ id }) => id))
}

const needed = relationTypes.filter((type) => relations[type] === 'back')

/** What each of these stands on at once. */
export async function dependenciesOf(
  db: Db,
  ids: readonly number[],
): Promise<{ fromId: number; toId: number }[]> {
  const { rows } = await db.pool.query<{ fromId: number; toId: number }>({
    name: 'dependencies of services',
    text: `select distinct from_id as "fromId", to_id as "toId" from link
      where from_id = any($1::bigint[]) and type = any($2::text[]) and ended_at is null order by 1, 2`,
    values: [ids, needed],
  })
  return rows
}
