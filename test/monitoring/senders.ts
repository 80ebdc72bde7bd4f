import { mkdir, writeFile } from 'node:fs/promises'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import path from 'node:path'
import { type RunningTool, runTool, type Tools } from './tools.ts'

/** Something that can break: what Prometheus scrapes. */
export type Patient = { breaks(hosts: readonly string[]): void; port: number; stop(): Promise<void> }

/** Serves `booking_errors` for each host that is broken. */
export async function startPatient(): Promise<Patient> {
  let broken: readonly string[] = []
  const server = http.createServer((_request, response) => {
    const lines = broken.map((host) => `booking_errors{host="${host}"} 1`)
    response.end(`# TYPE booking_errors gauge\n${lines.join('\n')}\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    breaks: (hosts) => {
      broken = hosts
    },
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Setting = { folder: string; patient: Patient; house: string; key: string }
export type Senders = { tools: RunningTool[]; stop(): Promise<void> }

/**
 * A Prometheus that watches the patient and tells Alertmanager, which tells Throughline; it also tells Throughline
 * itself, so that each alert comes by both ways. All on loopback, with files in `folder`.
 */
export async function startSenders(tools: Tools, { folder, patient, house, key }: Setting): Promise<Senders> {
  const [prometheus, alertmanager] = await Promise.all([freePort(), freePort()])
  await mkdir(folder, { recursive: true })
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(path.join(folder, name), text)
    return path.join(folder, name)
  }
  const keyFile = await write('key', key)
  const rules = await write('rules.yml', ruleFile)
  const receiving = await write('alertmanager.yml', alertmanagerFile(house, keyFile))
  const watched = { rules, patient: patient.port, alertmanager, house: new URL(house).host, keyFile }
  const watching = await write('prometheus.yml', prometheusFile(watched))
  const running = [
    runTool(tools.alertmanager, [
      `--config.file=${receiving}`,
      `--storage.path=${path.join(folder, 'alertmanager')}`,
      `--web.listen-address=127.0.0.1:${alertmanager}`,
      '--cluster.listen-address=',
    ]),
    runTool(tools.prometheus, [
      `--config.file=${watching}`,
      `--storage.tsdb.path=${path.join(folder, 'prometheus')}`,
      `--web.listen-address=127.0.0.1:${prometheus}`,
      '--rules.alert.resend-delay=5s',
    ]),
  ]
  return {
    tools: running,
    stop: async () => {
      await Promise.all(running.map((tool) => tool.stop()))
    },
  }
}

const ruleFile = `groups:
  - name: booking
    rules:
      - alert: BookingFails
        expr: booking_errors > 0
        labels: { severity: critical, service: booking }
        annotations:
          summary: 'Bookings fail on {{ $labels.host }}'
          runbook_url: https://runbooks.example.org/booking
`

function alertmanagerFile(house: string, keyFile: string): string {
  return `route:
  receiver: throughline
  group_by: ['...']
  group_wait: 0s
  group_interval: 2s
  repeat_interval: 10s
receivers:
  - name: throughline
    webhook_configs:
      - url: ${house}/api/v1/intake/alertmanager
        send_resolved: true
        http_config: { authorization: { credentials_file: ${keyFile} } }
`
}

type Watched = { rules: string; patient: number; alertmanager: number; house: string; keyFile: string }

function prometheusFile({ rules, patient, alertmanager, house, keyFile }: Watched): string {
  return `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: ['${rules}']
scrape_configs:
  - job_name: booking
    static_configs: [{ targets: ['127.0.0.1:${patient}'] }]
alerting:
  alertmanagers:
    - static_configs: [{ targets: ['127.0.0.1:${alertmanager}'] }]
    - path_prefix: /api/v1/intake/alertmanager
      basic_auth: { username: prometheus, password_file: ${keyFile} }
      static_configs: [{ targets: ['${house}'] }]
`
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
