import {
  type AlertRules,
  builtInCriteria,
  type Criterion,
  type ItemClass,
  type MailLanguage,
  type MailTemplate,
  resolutionCodes,
} from '@throughline/contract'
import { defaultTargets, type TargetPolicy } from '../clocks/index.ts'

/** All that an administrator can change; each change makes a new version and is in the audit. */
export type Settings = {
  /** impact (row) × urgency (column) → priority. */
  priority: readonly (readonly number[])[]
  /** By kind of record. */
  targets: Readonly<Record<string, readonly TargetPolicy[]>>
  closing: {
    /** Working days after resolution: reminder, then closing as unconfirmed. */
    remindAfterDays: number
    closeAfterDays: number
    /** Working days a mail on a resolved record may lie before the record reopens. */
    heldReopenDays: number
    /** Days in which a new incident counts as the earlier one come back. */
    cameBackDays: number
    /** How long recovery must hold before an incident raised by an alert alone closes. */
    recoveryHeldMinutes: number
  }
  /** The major incident; times are elapsed minutes, but `reviewDays` working days of the service. */
  major: {
    proposeTier: number
    reporters: number
    reportersMinutes: number
    answerMinutes: number
    firstPostMinutes: number
    nextPostMinutes: number
    standDownMinutes: number
    reviewDays: number
    /** In order, until there are rotas: who is on call. */
    managers: readonly number[]
    communications: readonly number[]
  }
  statusPage: { public: boolean }
  resolutionCodes: readonly string[]
  attachments: { maxBytes: number; types: readonly string[] }
  /** Who runs this: shown on the portal and in mails; its zone and language where a person named none. */
  organisation: { name: string; zone: string; language: string }
  cannedReplies: readonly { name: string; body: string; language?: string }[]
  /** What an administrator wrote in place of our mails, by the name of the template and the language. */
  mailTemplates: Readonly<Record<string, Partial<Record<MailLanguage, MailTemplate | undefined>>>>
  /** What becomes of alerts from monitoring: which service, how grave, which incident. */
  alertRules: AlertRules
  itemClasses: readonly ItemClass[]
  readiness: readonly Criterion[]
  /** By kind: a JSON Schema (2020-12) that the fields an organisation adds must meet. */
  customFields: Readonly<Record<string, object>>
}

/** What holds until an administrator says otherwise. */
export const defaultSettings: Settings = {
  priority: [
    [1, 2, 3],
    [2, 3, 4],
    [3, 4, 5],
  ],
  targets: { incident: defaultTargets },
  closing: {
    remindAfterDays: 3,
    closeAfterDays: 5,
    heldReopenDays: 1,
    cameBackDays: 14,
    recoveryHeldMinutes: 30,
  },
  major: {
    proposeTier: 1,
    reporters: 5,
    reportersMinutes: 15,
    answerMinutes: 10,
    firstPostMinutes: 15,
    nextPostMinutes: 30,
    standDownMinutes: 30,
    reviewDays: 5,
    managers: [],
    communications: [],
  },
  statusPage: { public: false },
  resolutionCodes,
  attachments: {
    maxBytes: 25 * 1024 * 1024,
    types: [
      'image/png',
      'image/jpeg',
      'image/gif',
      'image/webp',
      'application/pdf',
      'text/plain',
      'text/csv',
      'application/json',
      'application/zip',
      'application/gzip',
      'message/rfc822',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
  },
  organisation: { name: 'Your organisation', zone: 'UTC', language: 'en' },
  cannedReplies: [],
  mailTemplates: {},
  alertRules: {
    rules: [
      {
        name: 'Signs of life',
        when: 'labels.alertname in ["Watchdog", "InfoInhibitor"]',
        severity: '{severity}',
        suppress: 'It always fires, to show that alerting works.',
      },
      {
        name: 'For information',
        when: 'labels.severity in ["info", "none"]',
        severity: '{severity}',
        service: '{service}',
        suppress: 'For information: nobody needs to act.',
      },
    ],
    otherwise: { service: '{service}', severity: '{severity}' },
  },
  itemClasses: [
    { key: 'application', title: 'Application' },
    { key: 'api', title: 'API' },
    { key: 'library', title: 'Library' },
    { key: 'database', title: 'Database' },
    { key: 'queue', title: 'Queue' },
    { key: 'storage', title: 'Storage' },
    { key: 'host', title: 'Host' },
    { key: 'network', title: 'Network' },
    { key: 'contract', title: "Vendor's contract" },
    { key: 'system', title: 'System' },
    { key: 'domain', title: 'Domain' },
    { key: 'resource', title: 'Resource' },
  ],
  readiness: builtInCriteria.map((one) => ({
    ...one,
    mandatory: [...one.mandatory],
    advisory: [...one.advisory],
  })),
  customFields: {},
}

/** The priority that the matrix gives; null while impact or urgency is unknown. */
export function priorityOf(settings: Settings, impact: number | null, urgency: number | null): number | null {
  if (impact === null || urgency === null) return null
  return settings.priority[impact - 1]?.[urgency - 1] ?? null
}
