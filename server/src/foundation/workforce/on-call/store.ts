import type { Db } from '../../../spine/db/index.ts'
import type { JsonObject } from '../../../spine/records/index.ts'
import type { CalendarDefinition } from '../../../spine/time/index.ts'

export type ScheduleRow = {
  id: number
  ref: string
  key: string
  name: string
  teamId: number | null
  zone: string
}

export async function keyTaken(db: Db, key: string): Promise<boolean> {
  const { rowCount } = await db.pool.query({
    name: 'a schedule is called so',
    text: `select from record where kind = 'schedule' and data ->> 'key' = $1`,
    values: [key],
  })
  return rowCount !== 0
}

/** Schedules that are in force, or one by its ref or key whether it is or not; the restricted never. */
export async function readSchedules(db: Db, name: string | null = null): Promise<ScheduleRow[]> {
  const { rows } = await db.pool.query<ScheduleRow>({
    name: 'schedules',
    text: `
      select id, 'ROT-' || id as ref, data ->> 'key' as key, title as name, team_id as "teamId", data ->> 'zone' as zone
        from record where kind = 'schedule' and not restricted
          and case when $1::text is null then state = 'in-force'
            else data ->> 'key' = $1 or 'ROT-' || id = upper($1) end
        order by key`,
    values: [name],
  })
  return rows
}

/** What each entry of these schedules set of their own facts, oldest first; `at` in epoch milliseconds. */
export async function factsSet(
  db: Db,
  ids: readonly number[],
): Promise<{ id: number; at: number; state: string | null; data: JsonObject | null }[]> {
  const { rows } = await db.pool.query<{
    id: number
    at: number
    state: string | null
    data: JsonObject | null
  }>({
    name: 'what schedules were',
    text: `
      select record_id as id, at, data -> 'set' ->> 'state' as state, data -> 'set' -> 'data' as data from entry
        where record_id = any($1::bigint[]) and data -> 'set' is not null order by record_id, seq`,
    values: [ids],
  })
  return rows
}

/** The holidays of calendars, by key, as dates. */
export async function holidaysOf(db: Db, keys: readonly string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await db.pool.query<{ key: string; definition: CalendarDefinition }>({
    name: 'holidays of calendars',
    text: 'select distinct on (key) key, definition from calendar_version where key = any($1) order by key, version desc',
    values: [keys],
  })
  return new Map(
    rows.map(({ key, definition }) => [key, new Set(definition.holidays.map(({ date }) => date))]),
  )
}
