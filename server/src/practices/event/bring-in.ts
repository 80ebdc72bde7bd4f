import type { Spine } from '../../spine/context/index.ts'
import { nameOf, runbookOf, type Sent, storable, summaryOf } from './event.ts'
import { fingerprintOf } from './fingerprint.ts'
import { judgeOf } from './receive.ts'

/** An alert of the past: when it fired and recovered (null: it still fires) by our clock, and the incident it was in. */
export type PastAlert = Pick<Sent, 'labels' | 'annotations'> & {
  source: string
  generator?: string | null
  firedAt: number
  recoveredAt: number | null
  /** How often it was sent. */
  count?: number
  incidentId?: number | null
}

/**
 * Brings alerts in as history, with their own times: they are judged by the rules in force, and nothing follows from
 * them, since their incidents are history too. Those that still fire are told of again by their senders, or not at
 * all. Known ones (of the same source and labels) stay as they are. Answers how many were new.
 */
export async function bringInAlerts(spine: Spine, alerts: readonly PastAlert[]): Promise<number> {
  const judge = judgeOf(spine)
  const rows = alerts.map((alert) => {
    const labels = storable(alert.labels)
    const annotations = storable(alert.annotations)
    return { ...alert, labels, annotations, judged: judge(alert.source, { labels, annotations }) }
  })
  const { rowCount } = await spine.db.pool.query(
    `insert into alert (source, fingerprint, name, summary, state, severity, impact, urgency, service_id, team_id,
       group_key, rule, note, starts_at, ends_at, fired_at, recovered_at, told_at, first_seen, last_seen, count,
       episodes, reason, labels, annotations, runbook, generator, incident_id, turn, handled)
     select source, fingerprint, name, summary, state, severity, impact, urgency, service_id, team_id, group_key, rule,
       note, fired_at, recovered_at, fired_at, recovered_at, recovered_at, fired_at, coalesce(recovered_at, fired_at),
       count, 1, reason, labels, annotations, runbook, generator, incident_id, 1, 1
     from jsonb_to_recordset($1::jsonb) as s(source text, fingerprint text, name text, summary text, state text,
       severity text, impact smallint, urgency smallint, service_id bigint, team_id bigint, group_key text, rule text,
       note text, fired_at timestamptz, recovered_at timestamptz, count integer, reason text, labels jsonb,
       annotations jsonb, runbook text, generator text, incident_id bigint)
     on conflict (source, fingerprint) do nothing`,
    [JSON.stringify(rows.map(rowOf))],
  )
  return rowCount ?? 0
}

type Judged = PastAlert & { judged: ReturnType<ReturnType<typeof judgeOf>> }

function rowOf({ labels, annotations, judged, ...alert }: Judged) {
  const { source, recoveredAt, count = 1, generator = null, incidentId = null } = alert
  const open = judged.suppressed === null ? 'firing' : 'suppressed'
  return {
    ...{ source, labels, annotations, count, generator },
    fingerprint: fingerprintOf(labels),
    name: nameOf({ labels }),
    summary: summaryOf({ labels, annotations }),
    state: recoveredAt === null ? open : 'resolved',
    severity: judged.severity,
    impact: judged.impact,
    urgency: judged.urgency,
    service_id: judged.serviceId,
    team_id: judged.teamId,
    group_key: judged.group,
    rule: judged.rule,
    note: judged.note,
    fired_at: new Date(alert.firedAt).toISOString(),
    recovered_at: recoveredAt === null ? null : new Date(recoveredAt).toISOString(),
    reason: judged.suppressed,
    runbook: runbookOf({ annotations }),
    incident_id: incidentId,
  }
}
