import type { AlertState } from '@throughline/contract'
import type { Db } from '../../spine/db/index.ts'
import type { AlertRow } from './event.ts'

/** Rows of a list: without labels and annotations, which can be long. */
export type AlertListRow = Omit<AlertRow, 'labels' | 'annotations'>

const columns: Readonly<Record<keyof AlertListRow, string>> = {
  id: 'a.id',
  source: 'a.source',
  fingerprint: 'a.fingerprint',
  name: 'a.name',
  summary: 'a.summary',
  state: 'a.state',
  severity: 'a.severity',
  impact: 'a.impact',
  urgency: 'a.urgency',
  serviceId: 'a.service_id',
  teamId: 'a.team_id',
  group: 'a.group_key',
  rule: 'a.rule',
  note: 'a.note',
  startsAt: 'a.starts_at',
  endsAt: 'a.ends_at',
  firedAt: 'a.fired_at',
  recoveredAt: 'a.recovered_at',
  firstSeen: 'a.first_seen',
  lastSeen: 'a.last_seen',
  count: 'a.count',
  episodes: 'a.episodes',
  reason: 'a.reason',
  suppressedBy: 'a.suppressed_by',
  suppressedUntil: 'a.suppressed_until',
  acknowledgedBy: 'a.acknowledged_by',
  acknowledgedAt: 'a.acknowledged_at',
  runbook: 'a.runbook',
  generator: 'a.generator',
  incidentId: 'a.incident_id',
}

/** As an alert stood when it was in an incident that it is in no more. */
const before = {
  state: `'resolved'`,
  firedAt: 'b.fired_at',
  recoveredAt: 'coalesce(b.recovered_at, b.fired_at)',
  incidentId: 'b.incident_id',
}

function selected(own: Partial<typeof columns> = {}): string {
  return Object.entries({ ...columns, ...own })
    .map(([name, column]) => `${column} as "${name}"`)
    .join(', ')
}

export type Filter = {
  states?: readonly AlertState[] | undefined
  severity?: string | undefined
  serviceId?: number | undefined
  incidentId?: number | undefined
}
/** Where a page goes on: after the alert that fired then, of this id. */
export type Place = { firedAt: number; id: number }

/** Alerts, those that fired last first. Of an incident also those that have left it for a later one. */
export async function listAlerts(
  db: Db,
  { states, severity, serviceId, incidentId }: Filter,
  after: Place | null,
  limit: number,
): Promise<AlertListRow[]> {
  const open = states !== undefined && !states.includes('resolved')
  const all =
    incidentId === undefined
      ? `select ${selected()} from alert a where ${open ? `a.state <> 'resolved'` : 'true'} and $5::bigint is null
         ${serviceId === undefined ? '' : 'and a.service_id = $4'}`
      : `select ${selected()} from alert a where a.incident_id = $5 union all
         select ${selected(before)} from alert_before b join alert a on a.id = b.alert_id
         where b.incident_id = $5 and a.incident_id is distinct from $5`
  const { rows } = await db.pool.query<AlertListRow>({
    text: `select * from (${all}) f
      where ($1::text[] is null or state = any($1)) and ($2::text is null or severity = $2)
        and ($4::bigint is null or "serviceId" = $4)
        and ($3::timestamptz is null or ("firedAt", id) < ($3, $6::bigint))
      order by "firedAt" desc, id desc limit $7`,
    values: [
      states ?? null,
      severity ?? null,
      after === null ? null : new Date(after.firedAt).toISOString(),
      serviceId ?? null,
      incidentId ?? null,
      after?.id ?? null,
      limit,
    ],
  })
  return rows
}

export async function readAlert(db: Db, id: number): Promise<AlertRow | null> {
  const { rows } = await db.pool.query<AlertRow>({
    name: 'an alert',
    text: `select ${selected()}, a.labels, a.annotations from alert a where a.id = $1`,
    values: [id],
  })
  return rows[0] ?? null
}

/** How many alerts of an incident are in which state. */
export async function countAlerts(db: Db, incidentId: number): Promise<Partial<Record<AlertState, number>>> {
  const { rows } = await db.pool.query<{ state: AlertState; amount: number }>({
    name: 'alerts of an incident by state',
    text: `select state, count(*)::integer as amount from (
             select a.state from alert a where a.incident_id = $1
             union all select 'resolved' from alert_before b join alert a on a.id = b.alert_id
             where b.incident_id = $1 and a.incident_id is distinct from $1) s
           group by state`,
    values: [incidentId],
  })
  return Object.fromEntries(rows.map(({ state, amount }) => [state, amount]))
}

/** The alerts that came last, with all that rules may ask. */
export async function newestAlerts(
  db: Db,
  amount: number,
): Promise<Pick<AlertRow, 'source' | 'labels' | 'annotations'>[]> {
  const { rows } = await db.pool.query<Pick<AlertRow, 'source' | 'labels' | 'annotations'>>(
    'select source, labels, annotations from alert order by fired_at desc, id desc limit $1',
    [amount],
  )
  return rows
}

type Acted = { id: number; personId: number | null; at: number }

/** Someone looks at it: it fires on, and recovers by itself. Answers whether it was firing. */
export async function acknowledge(db: Db, { id, personId, at }: Acted): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `update alert set state = 'acknowledged', acknowledged_by = $2, acknowledged_at = $3
     where id = $1 and state = 'firing'`,
    [id, personId, new Date(at).toISOString()],
  )
  return rowCount === 1
}

/** Nobody needs to act, also when it fires anew, until `until` or until that is lifted. */
export async function suppress(
  db: Db,
  { id, personId, reason, until }: Acted & { reason: string; until: number | null },
): Promise<void> {
  const ends = until === null ? null : new Date(until).toISOString()
  await db.pool.query(
    `update alert set state = case when state = 'resolved' then state else 'suppressed' end, reason = $3,
       suppressed_by = coalesce($2, 0), suppressed_until = $4, look_at = least(look_at, $4),
       turn = turn + case when state in ('firing', 'acknowledged') then 1 else 0 end
     where id = $1`,
    [id, personId, reason, ends],
  )
}

/** Lifts a suppression: what fires needs somebody again. */
export async function lift(db: Db, ids: readonly number[]): Promise<void> {
  await db.pool.query(
    `update alert set state = case when state = 'suppressed' then 'firing' else state end, reason = null,
       suppressed_by = null, suppressed_until = null,
       turn = turn + case when state = 'suppressed' then 1 else 0 end
     where id = any($1)`,
    [ids],
  )
}
