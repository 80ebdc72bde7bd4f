import type { AlertState } from '@throughline/contract'
import type { Db } from '../../spine/db/index.ts'
import { type Also, Moved } from '../../spine/records/index.ts'
import type { AlertRow } from './event.ts'

// What the handoff to incidents reads and writes: alerts that are news to somebody, by group.

/** An alert of which somebody must know: it fired, it recovered, or nobody needs to act any more. */
export type News = Pick<
  AlertRow,
  | 'id'
  | 'name'
  | 'summary'
  | 'impact'
  | 'urgency'
  | 'serviceId'
  | 'teamId'
  | 'startsAt'
  | 'firedAt'
  | 'recoveredAt'
  | 'incidentId'
> & { state: AlertState; turn: number }

/** Which incident the alerts of a group are in, and what its timeline has not said yet. */
export type Group = {
  incidentId: number
  /** Raised by every change: who decided on an older one is refused. */
  step: number
  notedAt: number
  /** When the alerts that `joined` since then are to be noted; null where none are. */
  noteAt: number | null
  joined: number
}

const most = 5_000

/** Groups with news, a page of them. */
export async function groupsWithNews(db: Db, amount: number): Promise<string[]> {
  const { rows } = await db.pool.query<{ key: string }>({
    name: 'groups with news',
    text: 'select distinct group_key as key from alert where turn <> handled limit $1',
    values: [amount],
  })
  return rows.map(({ key }) => key)
}

/** The news of a group, the oldest first; of a storm a part at a time. */
export async function newsOf(db: Db, group: string): Promise<News[]> {
  const { rows } = await db.pool.query<News>({
    name: 'news of a group',
    text: `select id, name, summary, impact, urgency, service_id as "serviceId", team_id as "teamId", state, turn,
             starts_at as "startsAt", fired_at as "firedAt", recovered_at as "recoveredAt", incident_id as "incidentId"
           from alert where group_key = $1 and turn <> handled order by fired_at, id limit ${most}`,
    values: [group],
  })
  return rows
}

export async function groupOf(db: Db, key: string): Promise<Group | null> {
  const { rows } = await db.pool.query<Group>({
    name: 'group of alerts',
    text: `select incident_id as "incidentId", step, noted_at as "notedAt", note_at as "noteAt", joined
           from alert_group where key = $1`,
    values: [key],
  })
  return rows[0] ?? null
}

/** Groups whose timeline must say what joined, and when the next must. */
export async function notesDue(db: Db, now: number): Promise<{ keys: string[]; next: number | null }> {
  const { rows } = await db.pool.query<{ key: string; at: number }>({
    name: 'notes due',
    text: 'select key, note_at as at from alert_group where note_at is not null order by note_at limit 100',
  })
  return {
    keys: rows.filter(({ at }) => at <= now).map(({ key }) => key),
    next: rows.find(({ at }) => at > now)?.at ?? null,
  }
}

/** Of the alerts of an incident and what is merged into it: how many there are, how many fire and need somebody, when the last one recovered. */
export async function tallyOf(db: Db, incidentIds: readonly number[]) {
  const { rows } = await db.pool.query<{ total: number; firing: number; recoveredAt: number | null }>({
    name: 'tally of an incident',
    text: `select count(*)::integer as total,
             (count(*) filter (where state in ('firing', 'acknowledged')))::integer as firing,
             max(recovered_at) as "recoveredAt"
           from alert where incident_id = any((select $1::bigint[])::bigint[])`,
    values: [incidentIds],
  })
  return rows[0] ?? { total: 0, firing: 0, recoveredAt: null }
}

/**
 * The statement by which alerts are in an incident (null: where they were) and their news is handled as far as it was
 * seen; what came since stays news. Who recovered is noted where it was, for when it fires in another.
 */
export function handled(news: readonly News[], incidentId: number | null): Also[] {
  const values = [news.map(({ id }) => id), news.map(({ turn }) => turn)]
  return [
    {
      text: `insert into alert_before (incident_id, alert_id, fired_at, recovered_at)
             select a.incident_id, a.id, a.fired_at, a.recovered_at
             from unnest($1::bigint[], $2::integer[]) as n(id, turn) join alert a using (id)
             where a.incident_id is not null and a.state = 'resolved'
             on conflict (incident_id, alert_id) do update set recovered_at = excluded.recovered_at`,
      values,
    },
    {
      text: `update alert a set handled = n.turn, incident_id = coalesce($3, a.incident_id)
             from unnest($1::bigint[], $2::integer[]) as n(id, turn) where a.id = n.id`,
      values: [...values, incidentId],
    },
  ]
}

/** The statement that keeps a group as decided, unless it has moved since. */
export function grouped(key: string, before: Group | null, after: Omit<Group, 'step'>): Also {
  const { incidentId, notedAt, noteAt, joined } = after
  const values = [key, incidentId, iso(notedAt), noteAt === null ? null : iso(noteAt), joined]
  if (!before) {
    const text = `insert into alert_group (key, incident_id, noted_at, note_at, joined, step)
                  values ($1, $2, $3, $4, $5, 1) on conflict do nothing`
    return { text, values, rows: 1 }
  }
  const text = `update alert_group set incident_id = $2, noted_at = $3, note_at = $4, joined = $5, step = step + 1
                where key = $1 and step = $6`
  return { text, values: [...values, before.step], rows: 1 }
}

/** Writes statements that belong to no record's write, together. @throws Moved as the door does */
export async function writeTogether(db: Db, statements: readonly Also[]): Promise<void> {
  const client = await db.pool.connect()
  try {
    await client.query('begin')
    for (const { text, values, rows } of statements) {
      const { rowCount } = await client.query(text, values)
      if (rows !== undefined && rowCount !== rows) throw new Moved()
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
