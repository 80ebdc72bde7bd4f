import type { PastAlert } from '../../practices/event/index.ts'
import type { AlertKind } from './kinds.ts'

export type SentAlert = Pick<PastAlert, 'labels' | 'annotations' | 'generator'>

/** One time that an alert fired. Epoch ms; null: it still fires when the history ends. */
export type Fired = { sent: SentAlert; firedAt: number; recoveredAt: number | null }

export function labelsOf(
  kind: Pick<AlertKind, 'alertname' | 'severity' | 'service'>,
  on: Readonly<Record<string, string>>,
): Record<string, string> {
  const { alertname, severity, service } = kind
  return { alertname, severity, service, cluster: 'kestrel', ...on }
}

/** What Prometheus sends of a kind with these labels. */
export function sentOf(
  kind: Pick<AlertKind, 'alertname' | 'summary' | 'description'>,
  labels: Readonly<Record<string, string>>,
): { sent: SentAlert } {
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name) => labels[name] ?? '')
  const page = kind.alertname.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
  return {
    sent: {
      labels,
      annotations: {
        summary: fill(kind.summary),
        description: fill(kind.description),
        runbook_url: `https://wiki.kestrel-ferries.example/runbooks/${page}`,
      },
      generator: `https://prometheus.kestrel-ferries.example/graph?g0.expr=ALERTS%7Balertname%3D%22${kind.alertname}%22%7D&g0.tab=1`,
    },
  }
}
