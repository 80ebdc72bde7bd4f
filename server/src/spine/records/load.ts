import type { ClientBase } from 'pg'
import type { Clock } from '../clocks/index.ts'
import type { Db } from '../db/index.ts'
import type { Entry, Loaded, RecordRow, Stint } from './model.ts'

/** The columns of a record under its names in code; instants arrive as epoch milliseconds. */
export const recordSelection = `
  r.id, r.kind, r.state, r.category, r.cause, r.title, r.description, r.impact, r.urgency, r.priority,
  r.service_id as "serviceId", r.team_id as "teamId", r.holder_id as "holderId", r.requester_id as "requesterId",
  r.restricted, r.merged_into as "mergedInto", r.channel, r.opened_at as "openedAt", r.resolved_at as "resolvedAt", r.closed_at as "closedAt",
  r.updated_at as "updatedAt", r.due_at as "dueAt", r.version, r.seq, encode(r.head, 'hex') as head,
  r.data, r.custom, r.tags`

const stintSelection = `
  json_build_object('recordId', s.record_id, 'seq', s.seq, 'kind', s.kind, 'state', s.state, 'category', s.category,
    'cause', s.cause, 'teamId', s.team_id, 'holderId', s.holder_id, 'serviceId', s.service_id, 'priority', s.priority,
    'restricted', s.restricted, 'fromState', s.from_state, 'fromTeam', s.from_team,
    'startedAt', (extract(epoch from s.started_at) * 1000)::bigint, 'endedAt', null)`

const ms = (name: string): string => `(extract(epoch from c.${name}) * 1000)::bigint`
const clockSelection = `
  json_build_object('name', c.name, 'targetId', c.target_id, 'targetMs', c.target_ms, 'calendarId', c.calendar_id,
    'steps', c.steps, 'origin', ${ms('origin')}, 'spans', c.spans, 'fired', c.fired,
    'breachedAt', ${ms('breached_at')}, 'state', c.state, 'dueAt', ${ms('due_at')}, 'nextAt', ${ms('next_at')},
    'moves', c.memory -> 'moves', 'aims', c.memory -> 'aims', 'asOf', c.memory -> 'asOf')`

/**
 * The ids asked for, their number unknown to the planner: it would otherwise see a plan for one as so much better than
 * one for any that it planned each time, which takes longer than to read a record.
 */
const theseIds = '(select $1::bigint[])::bigint[]'

const loading = `
  select ${recordSelection},
    (select ${stintSelection} from stint s where s.record_id = r.id and s.ended_at is null
     order by s.seq desc limit 1) as stint,
    (select coalesce(json_agg(${clockSelection} order by c.name), '[]') from clock c where c.record_id = r.id) as clocks
  from record r where r.id = any(${theseIds})`

const mine = `
  array(select distinct p.role from participant p where p.record_id = r.id and
    ((p.subject = 'person' and p.subject_id = $2) or (p.subject = 'team' and p.subject_id = any($3::bigint[]))))`

/** Who asks, as far as taking part in a record goes. */
export type Asker = { personId: number | null; teamIds: readonly number[] }

/** Records by id as `loadRecords`, with the parts the asker has in each (`watcher`, `helper`, `reader`). */
export async function loadFor(
  db: Db,
  asker: Asker,
  ids: readonly number[],
): Promise<Map<number, Loaded & { mine: string[] }>> {
  const { rows } = await db.pool.query<LoadedRow & { mine: string[] }>({
    name: 'load records for',
    text: loading.replace('from record r', `, ${mine} as mine from record r`),
    values: [ids, asker.personId, asker.teamIds],
  })
  return new Map(rows.map(({ stint, clocks, mine, ...row }) => [row.id, { row, stint, clocks, mine }]))
}

type LoadedRow = RecordRow & { stint: Stint | null; clocks: Clock[] }

/** Rows of records by id, without their clocks and stint: to look at, not to decide on. */
export async function loadRows(db: Db, ids: readonly number[]): Promise<Map<number, RecordRow>> {
  const { rows } = await db.pool.query<RecordRow>({
    name: 'load rows',
    text: `select ${recordSelection} from record r where r.id = any(${theseIds})`,
    values: [ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Records by id, with what a decision needs; those that do not exist are missing from the map. */
export async function loadRecords(db: Db, ids: readonly number[]): Promise<Map<number, Loaded>> {
  const { rows } = await db.pool.query<LoadedRow>({ name: 'load records', text: loading, values: [ids] })
  return new Map(rows.map(({ stint, clocks, ...row }) => [row.id, { row, stint, clocks }]))
}

const entrySelection = `
  record_id as "recordId", seq, at, recorded_at as "recordedAt", actor_id as "actorId", verb, public, body, content,
  data, encode(salt, 'hex') as salt, encode(digest, 'hex') as digest, encode(hash, 'hex') as hash, cause, redacted`

/** All entries of some records, by record and number. */
export async function loadEntries(db: Db, ids: readonly number[]): Promise<Entry[]> {
  const { rows } = await db.pool.query<Entry>({
    name: 'load entries',
    text: `select ${entrySelection} from entry where record_id = any(${theseIds}) order by record_id, seq`,
    values: [ids],
  })
  return rows
}

/** All entries of the records with `after < id ≤ upTo` (both as SQL numbers), by record and number. */
export async function loadEntriesBetween(client: ClientBase, after: string, upTo: string): Promise<Entry[]> {
  const { rows } = await client.query<Entry>({
    name: 'load entries between',
    text: `select ${entrySelection} from entry where record_id > $1 and record_id <= $2 order by record_id, seq`,
    values: [after, upTo],
  })
  return rows
}

/** Single entries, by record and number; those that do not exist are missing. */
export async function loadEntriesAt(
  db: Db,
  places: readonly { recordId: number; seq: number }[],
): Promise<Entry[]> {
  const { rows } = await db.pool.query<Entry>({
    name: 'load entries at',
    text: `select ${entrySelection} from unnest($1::bigint[], $2::integer[]) as w(record_id, seq)
           join entry e using (record_id, seq) order by record_id, seq`,
    values: [places.map(({ recordId }) => recordId), places.map(({ seq }) => seq)],
  })
  return rows
}
