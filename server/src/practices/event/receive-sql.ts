// One statement writes a delivery, or several together. Each alert stands in it once (merge.ts).

const settled = `excluded.last_seen > alert.told_at + $2 * interval '1 millisecond'`
/** It was over and begins anew; what is told late of the episode that ended does not. */
const fires = `(excluded.state <> 'resolved' and alert.state = 'resolved' and (
  excluded.starts_at > alert.starts_at or (excluded.starts_at = alert.starts_at and (
    excluded.expires_at > coalesce(alert.expires_at, alert.ends_at, '-infinity') and alert.expires_at is not null
    or ${settled}))))`
const ends = `(excluded.state = 'resolved' and alert.state <> 'resolved' and excluded.starts_at >= alert.starts_at)`
/** By a person, and still. */
const held = `(alert.suppressed_by is not null and coalesce(alert.suppressed_until > excluded.last_seen, true))`
/** Rules that were changed think otherwise of it now; what a person decided stands. */
const hushed = `(excluded.state = 'suppressed' and alert.state = 'firing')`
const roused = `(excluded.state = 'firing' and alert.state = 'suppressed' and not ${held})`
/** An older episode's news is not the present one's. */
const current = `(excluded.starts_at >= alert.starts_at)`

const columns = [
  'source',
  'fingerprint',
  'name',
  'summary',
  'state',
  'severity',
  'impact',
  'urgency',
  'service_id',
  'team_id',
  'group_key',
  'rule',
  'note',
  'starts_at',
  'ends_at',
  'expires_at',
  'reason',
  'labels',
  'annotations',
  'runbook',
  'generator',
  'count',
] as const
const types: Partial<Record<(typeof columns)[number], string>> = {
  impact: 'smallint',
  urgency: 'smallint',
  service_id: 'bigint',
  team_id: 'bigint',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  expires_at: 'timestamptz',
  labels: 'jsonb',
  annotations: 'jsonb',
  count: 'integer',
}

export type Column = (typeof columns)[number]
export const columnsInOrder: readonly Column[] = columns

/** $1: when it came in; $2: `settledAfter`; then an array for each column. Answers how many are news to somebody. */
export const receiveText = `
  with sent as (
    select * from unnest(${columns.map((name, at) => `$${at + 3}::${types[name] ?? 'text'}[]`).join(', ')})
      as s(${columns.join(', ')})),
  written as (
    insert into alert as alert (${columns.join(', ')}, fired_at, recovered_at, told_at, first_seen, last_seen, episodes,
      look_at, turn, handled)
    select ${columns.map((name) => `s.${name}`).join(', ')}, $1,
      case when s.state = 'resolved' then $1::timestamptz end, case when s.state = 'resolved' then $1::timestamptz end,
      $1, $1, 1, case when s.state <> 'resolved' then s.expires_at end,
      case when s.state = 'firing' then 1 else 0 end, 0
    from sent s
    on conflict (source, fingerprint) do update set
      state = case when ${fires} then case when ${held} then 'suppressed' else excluded.state end
        when ${ends} then 'resolved' when ${hushed} or ${roused} then excluded.state else alert.state end,
      turn = alert.turn + case when ${fires} and not (${held} or excluded.state = 'suppressed') or ${ends}
        or ${hushed} or ${roused} then 1 else 0 end,
      episodes = alert.episodes + case when ${fires} then 1 else 0 end,
      fired_at = case when ${fires} then excluded.fired_at else alert.fired_at end,
      -- When the sender says it ended, if that is not before it last told us that it fires, by our clock.
      recovered_at = case when ${fires} then null
        when ${ends} then least(excluded.last_seen, greatest(excluded.ends_at, alert.last_seen, alert.fired_at))
        else alert.recovered_at end,
      told_at = case when ${ends} then excluded.last_seen else alert.told_at end,
      starts_at = greatest(alert.starts_at, excluded.starts_at),
      ends_at = case when ${fires} then excluded.ends_at
        when excluded.state = 'resolved' and ${current} then greatest(alert.ends_at, excluded.ends_at)
        else alert.ends_at end,
      expires_at = case when not ${current} then alert.expires_at else coalesce(excluded.expires_at, alert.expires_at) end,
      look_at = case when ${fires} then excluded.expires_at when ${ends} then null
        else least(alert.look_at, excluded.expires_at) end,
      reason = case when ${held} then alert.reason when ${ends} then alert.reason else excluded.reason end,
      suppressed_by = case when ${held} then alert.suppressed_by end,
      suppressed_until = case when ${held} then alert.suppressed_until end,
      acknowledged_by = case when ${fires} then null else alert.acknowledged_by end,
      acknowledged_at = case when ${fires} then null else alert.acknowledged_at end,
      name = excluded.name, summary = excluded.summary, severity = excluded.severity, impact = excluded.impact,
      urgency = excluded.urgency, service_id = excluded.service_id, team_id = excluded.team_id,
      group_key = excluded.group_key, rule = excluded.rule, note = excluded.note,
      annotations = case when ${current} then excluded.annotations else alert.annotations end,
      runbook = excluded.runbook, generator = excluded.generator,
      last_seen = greatest(alert.last_seen, excluded.last_seen),
      count = alert.count + excluded.count
    returning alert.turn <> alert.handled as news)
  select count(*) filter (where news)::integer as news from written`
