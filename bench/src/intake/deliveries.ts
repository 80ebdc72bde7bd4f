import type { Sent } from '../load/messages.ts'
import { bootstrapKey } from '../stage/throughline.ts'

const clients = 8
let begun = 0

/** Deliveries of `alerts` new alerts in batches, shared out among eight clients: the same for any receiver. */
export function deliveries(path: string, alerts: number, batch: number): Sent[][] {
  const from = begun
  begun += alerts
  const amount = alerts / batch
  const headers = { authorization: `Bearer ${bootstrapKey}`, 'content-type': 'application/json' }
  const requests = Array.from({ length: amount }, (_, n) => ({
    method: 'POST',
    path,
    headers,
    body: JSON.stringify(Array.from({ length: batch }, (_, one) => alert(from + n * batch + one))),
  }))
  return Array.from({ length: clients }, (_, client) => requests.filter((_, n) => n % clients === client))
}

/** The size and shape of what Prometheus sends for a node. */
export function alert(n: number, more: Record<string, string> = {}) {
  return {
    labels: {
      alertname: 'NodeFilesystemAlmostOutOfSpace',
      instance: `node-${n}.example.org:9100`,
      job: 'node-exporter',
      device: '/dev/sda1',
      fstype: 'ext4',
      mountpoint: '/',
      cluster: 'north',
      severity: 'warning',
      service: 'service-0',
      ...more,
    },
    annotations: {
      summary: 'Filesystem has less than 5% space left.',
      description: `Filesystem on /dev/sda1 at node-${n}.example.org:9100 has only 4.31% available space left.`,
      runbook_url: 'https://runbooks.prometheus-operator.dev/runbooks/node/nodefilesystemalmostoutofspace',
    },
    startsAt: new Date(Date.now() - 60_000).toISOString(),
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    generatorURL: 'http://prometheus.example.org:9090/graph?g0.expr=node_filesystem_avail_bytes&g0.tab=1',
  }
}
