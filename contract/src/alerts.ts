import { z } from 'zod'
import { paging } from './lists.ts'
import { level, pageOf, personOut, ref, serviceIn, serviceOut, teamIn, teamOut } from './record.ts'
import { instant, instantOut, line, prose } from './text.ts'

/** How grave the sender says it is, the worst first. */
export const severities = ['critical', 'error', 'warning', 'info', 'none'] as const
export type Severity = (typeof severities)[number]

/** `suppressed`: it fires, and a rule or a person said why nobody needs to act. */
export const alertStates = ['firing', 'acknowledged', 'suppressed', 'resolved'] as const
export type AlertState = (typeof alertStates)[number]

/** Text in which `{label}` stands for the value of that label. */
const template = line(200)

const routed = {
  /** A service's key, or where to find it: `{service}`. */
  service: template.optional(),
  /** `critical` to `none`, or where to find it: `{severity}`. Gives impact and urgency where they are not said. */
  severity: template.optional(),
  impact: level.optional(),
  urgency: level.optional(),
  /** Where the service has no team, or there is no service. */
  team: teamIn.optional(),
  /** What makes alerts join one incident: `{cluster} {alertname}`. The service if not said, else the alert's name. */
  group: template.optional(),
}

/** What becomes of alerts that a rule matches: they are routed, or nobody needs to act and the rule says why. */
export const alertRule = z
  .strictObject({
    name: line(80),
    /** A CEL expression over `labels`, `annotations` and `source`. An absent label is an empty one. */
    when: prose(2000).min(1, 'say when it matches'),
    ...routed,
    suppress: line(200).optional(),
  })
  .meta({ id: 'AlertRule' })
export type AlertRule = z.output<typeof alertRule>

/** Rules in their order, the first that matches decides; `otherwise` is for what none of them matched. */
export const alertRules = z
  .strictObject({ rules: z.array(alertRule).max(200), otherwise: z.strictObject(routed) })
  .meta({ id: 'AlertRules' })
export type AlertRules = z.output<typeof alertRules>

const listed = {
  id: z.int(),
  name: z.string(),
  summary: z.string(),
  source: z.string(),
  severity: z.enum(severities),
  state: z.enum(alertStates),
  /** Why it is suppressed, and until when, where somebody said so. */
  reason: z.string().nullable(),
  suppressedUntil: instantOut.nullable(),
  /** Who acknowledged or suppressed it. */
  by: personOut.nullable(),
  service: serviceOut.nullable(),
  team: teamOut.nullable(),
  group: z.string(),
  /** Since when it fires (or fired last), by our clock; and until when. */
  since: instantOut,
  recoveredAt: instantOut.nullable(),
  firstSeen: instantOut,
  lastSeen: instantOut,
  /** How often it was sent, and how often it began to fire. */
  count: z.int(),
  episodes: z.int(),
  runbook: z.string().nullable(),
  /** The incident it opened or joined; null where there is none that the caller may see. */
  incident: ref.nullable(),
}
export const alertListed = z.object(listed).meta({ id: 'AlertListed' })
export const alertPage = pageOf(alertListed).meta({ id: 'AlertPage' })

export const alertOut = z
  .object({
    ...listed,
    fingerprint: z.string(),
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    generator: z.string().nullable(),
    /** By the sender's clock. */
    startsAt: instantOut,
    endsAt: instantOut.nullable(),
    /** Which rule routed it (null: none matched), and what went wrong with one. */
    rule: z.string().nullable(),
    note: z.string().nullable(),
    owner: personOut.nullable(),
  })
  .meta({ id: 'Alert' })

export const alertsQuery = z.strictObject({
  ...paging,
  state: z
    .string()
    .max(100)
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(alertStates)).min(1))
    .optional(),
  severity: z.enum(severities).optional(),
  service: serviceIn.optional(),
  incident: ref.optional(),
})
export type AlertsQuery = z.output<typeof alertsQuery>

/** How many alerts of an incident are in which state. */
export const alertCounts = z
  .object(Object.fromEntries(alertStates.map((state) => [state, z.int()])) as Record<AlertState, z.ZodInt>)
  .meta({ id: 'AlertCounts' })

export const suppressIn = z
  .strictObject({
    reason: line(200),
    /** Until it is lifted, if not said. */
    until: instant.optional(),
  })
  .meta({ id: 'AlertSuppress' })

/** What rules make of an alert. */
export const alertJudged = z
  .object({
    name: z.string(),
    labels: z.record(z.string(), z.string()),
    rule: z.string().nullable(),
    note: z.string().nullable(),
    severity: z.enum(severities),
    impact: z.int(),
    urgency: z.int(),
    priority: z.int().nullable(),
    service: serviceOut.nullable(),
    team: teamOut.nullable(),
    group: z.string(),
    suppressed: z.string().nullable(),
  })
  .meta({ id: 'AlertJudged' })
export const alertsJudged = z.object({ items: z.array(alertJudged) }).meta({ id: 'AlertsJudged' })

/** Rules to try (those in force, if not said) on a payload that a tool sends, or on the alerts that came last. */
export const tryRulesIn = z
  .strictObject({ rules: alertRules.optional(), payload: z.unknown().optional() })
  .meta({ id: 'TryAlertRules' })

/** A key with which a tool may deliver, and nothing else. Its name is the source of its alerts. */
const intakeKey = {
  id: z.int(),
  name: z.string(),
  start: z.string(),
  state: z.enum(['live', 'revoked']),
  createdAt: instantOut,
  revokedAt: instantOut.nullable(),
  usedAt: instantOut.nullable(),
}
export const intakeKeyOut = z.object(intakeKey).meta({ id: 'IntakeKey' })
export const intakeKeysOut = z.object({ items: z.array(intakeKeyOut) }).meta({ id: 'IntakeKeys' })
export const intakeKeyCreate = z.strictObject({ name: line(60) }).meta({ id: 'IntakeKeyCreate' })
/** This is the only time that the key is shown; a repeated request gets null. */
export const newIntakeKeyOut = z
  .object({ ...intakeKey, key: z.string().nullable() })
  .meta({ id: 'NewIntakeKey' })
