import type { Spine } from '../../spine/context/index.ts'
import { nameOf, runbookOf, type Sent, storable, summaryOf } from './event.ts'
import { fingerprintOf } from './fingerprint.ts'
import { judgeOf } from './receive.ts'

/** Of an alert: when it fired, when it recovered (null: it still fires), and the incident it was in. Epoch ms. */
export type PastEpisode = { firedAt: number; recoveredAt: number | null; incidentId: number | null }

/** An alert of the past with its episodes, at least one, the oldest first. `count`: how often it was sent. */
export type PastAlert = Pick<Sent, 'labels' | 'annotations' | 'generator'> & {
  source: string
  count: number
  episodes: readonly PastEpisode[]
}

/**
 * Brings alerts in as history, with their own times: they are judged by the rules in force, and nothing follows from
 * them, since their incidents are history too. What still fires in an incident is joined by more of its group. Known
 * ones (of the same source and labels) stay as they are. Answers how many were new.
 */
export async function bringInAlerts(spine: Spine, alerts: readonly PastAlert[]): Promise<number> {
  const rows = rowsOf(spine, alerts)
  const { rows: answers } = await spine.db.pool.query<{ amount: number }>(bringInText, [JSON.stringify(rows)])
  return answers[0]?.amount ?? 0
}

const bringInText = `
  with sent as (
    select * from jsonb_to_recordset($1::jsonb) as s(source text, fingerprint text, name text, summary text,
      state text, severity text, impact smallint, urgency smallint, service_id bigint, team_id bigint, group_key text,
      rule text, note text, first_seen timestamptz, fired_at timestamptz, recovered_at timestamptz, count integer,
      episodes integer, reason text, labels jsonb, annotations jsonb, runbook text, generator text,
      incident_id bigint, before jsonb)),
  written as (
    insert into alert (source, fingerprint, name, summary, state, severity, impact, urgency, service_id, team_id,
      group_key, rule, note, starts_at, ends_at, fired_at, recovered_at, told_at, first_seen, last_seen, count,
      episodes, reason, labels, annotations, runbook, generator, incident_id, turn, handled)
    select source, fingerprint, name, summary, state, severity, impact, urgency, service_id, team_id, group_key, rule,
      note, fired_at, recovered_at, fired_at, recovered_at, recovered_at, first_seen,
      coalesce(recovered_at, fired_at), count, episodes, reason, labels, annotations, runbook, generator,
      incident_id, 1, 1
    from sent order by source, fingerprint
    on conflict (source, fingerprint) do nothing
    returning id, source, fingerprint, group_key, state, incident_id, fired_at),
  earlier as (
    insert into alert_before (incident_id, alert_id, fired_at, recovered_at)
    select b.incident_id, w.id, b.fired_at, b.recovered_at
    from written w join sent s using (source, fingerprint),
      jsonb_to_recordset(s.before) as b(incident_id bigint, fired_at timestamptz, recovered_at timestamptz)),
  grouped as (
    insert into alert_group (key, incident_id, step, noted_at, joined)
    select distinct on (group_key) group_key, incident_id, 1, fired_at, 0 from written
    where state = 'firing' and incident_id is not null order by group_key, fired_at
    on conflict (key) do nothing)
  select count(*)::integer as amount from written`

function rowsOf(spine: Spine, alerts: readonly PastAlert[]) {
  const judge = judgeOf(spine)
  return alerts.map(({ source, count, generator, episodes, ...sent }) => {
    const labels = storable(sent.labels)
    const annotations = storable(sent.annotations)
    const judged = judge(source, { labels, annotations })
    const open = judged.suppressed === null ? 'firing' : 'suppressed'
    return {
      ...{ source, labels, annotations, count, generator },
      fingerprint: fingerprintOf(labels),
      name: nameOf({ labels }),
      summary: summaryOf({ labels, annotations }),
      severity: judged.severity,
      impact: judged.impact,
      urgency: judged.urgency,
      service_id: judged.serviceId,
      team_id: judged.teamId,
      group_key: judged.group,
      rule: judged.rule,
      note: judged.note,
      reason: judged.suppressed,
      runbook: runbookOf({ annotations }),
      ...timesOf(episodes, open),
    }
  })
}

function timesOf(episodes: readonly PastEpisode[], open: 'firing' | 'suppressed') {
  const [first, last] = [episodes[0], episodes.at(-1)]
  if (!first || !last) throw new RangeError('an alert of the past has at least one episode')
  const before = new Map(
    episodes.flatMap((one) =>
      one.incidentId === null || one.incidentId === last.incidentId ? [] : [[one.incidentId, one] as const],
    ),
  )
  return {
    state: last.recoveredAt === null ? open : 'resolved',
    first_seen: iso(first.firedAt),
    fired_at: iso(last.firedAt),
    recovered_at: last.recoveredAt === null ? null : iso(last.recoveredAt),
    episodes: episodes.length,
    incident_id: last.incidentId ?? [...before.keys()].at(-1) ?? null,
    before: [...before.values()].map(({ incidentId, firedAt, recoveredAt }) => ({
      incident_id: incidentId,
      fired_at: iso(firedAt),
      recovered_at: recoveredAt === null ? null : iso(recoveredAt),
    })),
  }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
