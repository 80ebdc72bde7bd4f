import type { Db } from '../../spine/db/index.ts'
import { nameOf, runbookOf, settledAfter, storable, storableText, summaryOf } from './event.ts'
import type { Counted } from './merge.ts'
import { type Column, columnsInOrder, receiveText } from './receive-sql.ts'
import type { Judge } from './rules.ts'

type Cell = string | number | null

/** Writes what was sent, in one statement. Answers how many of them are news to somebody. */
export async function writeAlerts(
  db: Db,
  alerts: readonly Counted[],
  judge: Judge,
  now: number,
): Promise<number> {
  const rows = alerts.map((one) => rowOf(one, judge))
  const { rows: answers } = await db.pool.query<{ news: number }>({
    name: 'receive alerts',
    text: receiveText,
    values: [
      new Date(now).toISOString(),
      settledAfter,
      ...columnsInOrder.map((name) => rows.map((row) => row[name])),
    ],
  })
  return answers[0]?.news ?? 0
}

function rowOf({ sent, source, count }: Counted, judge: Judge): Record<Column, Cell> {
  const { fingerprint, generator, resolved, startsAt, endsAt, expiresAt } = sent
  const labels = storable(sent.labels)
  const annotations = storable(sent.annotations)
  const judged = judge(source, { labels, annotations })
  return {
    source,
    fingerprint,
    name: nameOf({ labels }),
    summary: summaryOf({ labels, annotations }),
    state: resolved ? 'resolved' : judged.suppressed === null ? 'firing' : 'suppressed',
    severity: judged.severity,
    impact: judged.impact,
    urgency: judged.urgency,
    service_id: judged.serviceId,
    team_id: judged.teamId,
    group_key: judged.group,
    rule: judged.rule,
    note: judged.note,
    starts_at: instantOf(startsAt),
    ends_at: endsAt === null ? null : instantOf(endsAt),
    expires_at: expiresAt === null ? null : instantOf(expiresAt),
    reason: judged.suppressed,
    labels: JSON.stringify(labels),
    annotations: JSON.stringify(annotations),
    runbook: runbookOf({ annotations }),
    generator: generator === null ? null : storableText(generator, 2_000),
    count,
  }
}

function instantOf(at: number): string {
  return new Date(at).toISOString()
}
