import { ports, ships } from '../company/places.ts'
import type { ServiceKey } from '../company/services.ts'

/** What watches what at Kestrel Ferries. */
export type AlertKind = {
  alertname: string
  service: ServiceKey
  /** As Prometheus says it: `page` wakes somebody, and opens an incident. */
  severity: 'critical' | 'page' | 'warning' | 'info'
  /** Labels of the things watched, `service` among them where they differ in it; `{pod}` is a new pod each time. */
  on: readonly Readonly<Record<string, string>>[]
  /** How often one of them fires in a week, and for how many minutes, around. */
  aWeek: number
  minutes: number
  /** Texts in which `{label}` is filled in. */
  summary: string
  description: string
}

/** `mended`: what those wrote who had to do something. */
export type PageKind = AlertKind & { mended: readonly string[] }

const numbered = (prefix: string, many: number): string[] =>
  Array.from({ length: many }, (_, index) => `${prefix}${String(index + 1).padStart(2, '0')}`)
const shipCode = (ship: string): string => ship.split(' ').at(-1)?.toLowerCase() ?? ''
const hosts = ['bkg-db', 'bkg-app', 'pay-app', 'sched-app', 'crm-app', 'dwh-etl'].flatMap((name) =>
  numbered(`${name}-`, 4),
)
const runs: Readonly<Record<string, ServiceKey>> = {
  bkg: 'booking',
  pay: 'payments',
  sched: 'schedule',
  crm: 'crm',
  dwh: 'warehouse',
}
const onHosts = hosts.map((host) => ({
  instance: `${host}:9100`,
  job: 'node',
  service: runs[host.split('-')[0] as string] as string,
}))
const pods = ['booking-web', 'booking-search', 'schedule-feed', 'crm-api', 'intranet'].map((app) => ({
  namespace: app.split('-')[0] as string,
  service: app.split('-')[0] as string,
  container: app,
  pod: `${app}-{pod}`,
}))

export const pages: readonly PageKind[] = [
  {
    alertname: 'GateControllerDown',
    service: 'gates',
    severity: 'page',
    on: ports.map(({ name, code }) => ({
      instance: `gate-ctl-${code.toLowerCase()}:9100`,
      job: 'gates',
      site: name,
    })),
    aWeek: 1.4,
    minutes: 16,
    summary: 'Gate controller in {site} does not answer',
    description: 'No scrape for 3 minutes. Lanes fall back to handheld scanners.',
    mended: [
      'Power supply of the controller was dead. Changed it; the lanes are back.',
      'The controller hung after its nightly update. Restarted it; the vendor has our log.',
    ],
  },
  {
    alertname: 'CardErrorsHigh',
    service: 'payments',
    severity: 'page',
    on: ['web', 'terminals', 'ships'].map((path) => ({ instance: 'pay-app:9464', job: 'payments', path })),
    aWeek: 0.5,
    minutes: 12,
    summary: 'Card payments from {path} fail more often than usual',
    description: 'Over 5 % of authorisations fail, for 5 minutes.',
    mended: [
      'The acquirer had trouble on one of its two lines. Switched to the other until they said it was over.',
      'A certificate chain was incomplete after the acquirer changed it. Added the missing one.',
    ],
  },
  {
    alertname: 'PortLinkDown',
    service: 'network',
    severity: 'page',
    on: ports.map(({ name, code }) => ({
      instance: `rt-${code.toLowerCase()}-1:161`,
      job: 'snmp',
      site: name,
    })),
    aWeek: 0.7,
    minutes: 22,
    summary: 'Main link of {site} is down',
    description: 'Traffic runs over the spare link. Calls may break up.',
    mended: [
      'The carrier had cut it during announced work that had not reached us. Back on the main link.',
      'The optic in the port router was worn out. Changed it with the spare from the cabinet.',
    ],
  },
  {
    alertname: 'DiskFull',
    service: 'warehouse',
    severity: 'page',
    on: numbered('dwh-etl-', 2).map((host) => ({
      instance: `${host}:9100`,
      job: 'node',
      mountpoint: '/data',
    })),
    aWeek: 0.4,
    minutes: 55,
    summary: '{mountpoint} on {instance} is 95 % full',
    description: 'At this rate it is full within four hours.',
    mended: [
      'Old exports had not been cleared. Cleared them, and the job that clears runs daily now.',
      'A report wrote 80 GB of temporary files. Ended it and told its author.',
    ],
  },
  {
    alertname: 'EdiInboundStopped',
    service: 'freight-edi',
    severity: 'page',
    on: ['tidewater-a', 'tidewater-b'].map((gateway) => ({ instance: 'edi-gw:8080', job: 'edi', gateway })),
    aWeek: 0.6,
    minutes: 40,
    summary: 'No freight order has come in by {gateway} for 30 minutes',
    description: 'In these hours at least one comes in every 4 minutes.',
    mended: [
      'Tidewater restarted their gateway. Orders of the last hour came in by themselves; none is missing.',
      'One broken message held the queue. Put it aside; the haulier sends it again.',
    ],
  },
  {
    alertname: 'TextMessagesFail',
    service: 'schedule',
    severity: 'page',
    on: [{ instance: 'sched-app-01:9464', job: 'schedule', provider: 'northcall' }],
    aWeek: 0.5,
    minutes: 18,
    summary: 'Text messages about delays do not go out',
    description: 'The provider {provider} refuses more than half of them.',
    mended: ['Our credit with the provider had run out. Topped up; the limit warns earlier now.'],
  },
]

/** Shown on the boards of a team; they wake nobody. */
export const quiet: readonly AlertKind[] = [
  {
    alertname: 'TillNotSynchronised',
    service: 'tills',
    severity: 'warning',
    on: ships.flatMap((ship) =>
      numbered(`till-${shipCode(ship)}-`, 6).map((till) => ({ instance: till, job: 'tills', ship })),
    ),
    aWeek: 95,
    minutes: 25,
    summary: '{instance} on {ship} has not synchronised for 20 minutes',
    description: 'Sales are kept on the till and sent when the ship has a link.',
  },
  {
    alertname: 'ShipLinkSlow',
    service: 'network',
    severity: 'info',
    on: ships.flatMap((ship) =>
      ['satellite', 'mobile'].map((link) => ({
        instance: `rt-${shipCode(ship)}-1`,
        job: 'snmp',
        ship,
        link,
      })),
    ),
    aWeek: 110,
    minutes: 12,
    summary: 'The {link} link of {ship} is slow',
    description: 'Round trip above 1.5 s for 5 minutes.',
  },
  {
    alertname: 'AccessPointDown',
    service: 'network',
    severity: 'warning',
    on: ports.flatMap(({ name, code }) =>
      numbered(`ap-${code.toLowerCase()}-`, 8).map((point) => ({ instance: point, job: 'wifi', site: name })),
    ),
    aWeek: 45,
    minutes: 18,
    summary: 'Access point {instance} in {site} does not answer',
    description: 'Neighbours cover for it where they can.',
  },
  {
    alertname: 'ScannerOffline',
    service: 'gates',
    severity: 'warning',
    on: ports.flatMap(({ name, code }) =>
      numbered(`scan-${code.toLowerCase()}-`, 12).map((scanner) => ({
        instance: scanner,
        job: 'gates',
        site: name,
      })),
    ),
    aWeek: 70,
    minutes: 15,
    summary: 'Scanner {instance} in {site} is offline',
    description: 'Not seen by its controller for 10 minutes.',
  },
  {
    alertname: 'DiskFillingUp',
    service: 'booking',
    severity: 'warning',
    on: onHosts.map((labels) => ({ ...labels, mountpoint: '/var' })),
    aWeek: 20,
    minutes: 240,
    summary: '{mountpoint} on {instance} will be full within two days',
    description: 'Straight line through the last six hours.',
  },
  {
    alertname: 'MemoryPressure',
    service: 'booking',
    severity: 'info',
    on: onHosts,
    aWeek: 35,
    minutes: 20,
    summary: '{instance} is short of memory',
    description: 'Less than 8 % available for 10 minutes.',
  },
  {
    alertname: 'PodCrashLooping',
    service: 'booking',
    severity: 'warning',
    on: pods,
    aWeek: 40,
    minutes: 15,
    summary: '{container} restarts again and again in {namespace}',
    description: 'Pod {pod} restarted three times in 10 minutes.',
  },
  {
    alertname: 'ResponsesSlow',
    service: 'crm',
    severity: 'warning',
    on: ['booking', 'payments', 'crm', 'intranet', 'rostering'].map((job) => ({
      instance: `${job}:443`,
      job,
      service: job,
      quantile: '0.95',
    })),
    aWeek: 40,
    minutes: 10,
    summary: '{job} answers slowly',
    description: 'Slowest twentieth of requests takes over 2 s, for 5 minutes.',
  },
  {
    alertname: 'EdiQueueLong',
    service: 'freight-edi',
    severity: 'warning',
    on: ['orders', 'manifests'].map((queue) => ({ instance: 'edi-gw:8080', job: 'edi', queue })),
    aWeek: 25,
    minutes: 30,
    summary: 'More than 200 freight messages wait in {queue}',
    description: 'Mostly after a haulier sent a whole day at once.',
  },
  {
    alertname: 'CertificateEndsSoon',
    service: 'identity',
    severity: 'info',
    on: ['www', 'signin', 'edi', 'intranet', 'crew', 'api'].map((name) => ({
      instance: `${name}.kestrel-ferries.example:443`,
      job: 'blackbox',
    })),
    aWeek: 1,
    minutes: 2_900,
    summary: 'The certificate of {instance} ends within 21 days',
    description: 'It is renewed by itself; look at it if this stays.',
  },
  {
    alertname: 'BackupMissed',
    service: 'warehouse',
    severity: 'warning',
    on: onHosts.map((labels) => ({ ...labels, job: 'backup' })),
    aWeek: 6,
    minutes: 600,
    summary: 'No backup of {instance} for 26 hours',
    description: 'The next one is tried at 01:00.',
  },
  {
    alertname: 'SignInsFail',
    service: 'identity',
    severity: 'info',
    on: ['office', 'ships', 'partners'].map((realm) => ({ instance: 'idp:9464', job: 'identity', realm })),
    aWeek: 15,
    minutes: 9,
    summary: 'Many failed sign-ins: {realm}',
    description: 'Three times what is usual at this hour.',
  },
  {
    alertname: 'MailQueueGrows',
    service: 'mail',
    severity: 'warning',
    on: numbered('mx-', 2).map((host) => ({ instance: `${host}:9154`, job: 'postfix' })),
    aWeek: 12,
    minutes: 20,
    summary: 'Mail waits on {instance}',
    description: 'More than 400 messages are not delivered yet.',
  },
  {
    alertname: 'PrinterOffline',
    service: 'laptops',
    severity: 'info',
    on: ports.flatMap(({ name, code }) =>
      numbered(`prn-${code.toLowerCase()}-`, 8).map((printer) => ({
        instance: printer,
        job: 'snmp-printers',
        site: name,
      })),
    ),
    aWeek: 80,
    minutes: 120,
    summary: 'Printer {instance} in {site} is offline',
    description: 'Switched off, without paper, or without network.',
  },
  {
    alertname: 'ReplicaBehind',
    service: 'booking',
    severity: 'info',
    on: numbered('bkg-db-', 4)
      .slice(1)
      .map((host) => ({ instance: `${host}:9187`, job: 'postgres' })),
    aWeek: 20,
    minutes: 14,
    summary: 'Replica {instance} is more than a minute behind',
    description: 'Reports read from it are older than they look.',
  },
]
