import { z } from 'zod'
import { personOut, teamOut } from './record.ts'
import { instantOut, line, took } from './text.ts'

/**
 * What makes a service ready to be supported, and for which tiers it is mandatory and for which advisory; in others it does
 * not apply. *Ready* is a service of which every mandatory line passes or has a waiver: there are no weights.
 */
export const builtInCriteria = [
  { key: 'owner', title: 'An owner is named', mandatory: [1, 2, 3], advisory: [] },
  { key: 'business-owner', title: 'A business owner is named', mandatory: [1, 2, 3], advisory: [] },
  { key: 'team', title: 'A support team stands behind it', mandatory: [1, 2, 3], advisory: [] },
  { key: 'hours', title: 'Its support hours are set', mandatory: [], advisory: [1, 2, 3] },
  {
    key: 'escalation-path',
    title: 'An escalation path ends in a person',
    mandatory: [1, 2, 3],
    advisory: [],
  },
  {
    key: 'on-call-cover',
    title: 'Somebody is on call in the promised hours of the next 14 days',
    mandatory: [1, 2, 3],
    advisory: [],
  },
  {
    key: 'runbook',
    title: 'A runbook tells the first three steps, and was reviewed in the last 180 days',
    mandatory: [1, 2, 3],
    advisory: [],
  },
  { key: 'runbook-rehearsed', title: 'A runbook was rehearsed', mandatory: [], advisory: [1, 2, 3] },
  { key: 'monitoring', title: 'It is monitored', mandatory: [1, 2], advisory: [3] },
  { key: 'telemetry', title: 'Logs, metrics and traces are linked', mandatory: [], advisory: [1, 2, 3] },
  { key: 'rollback-tested', title: 'The way back was tested', mandatory: [], advisory: [1, 2, 3] },
  { key: 'known-errors', title: 'Known errors are written down', mandatory: [], advisory: [1, 2, 3] },
  { key: 'desk-articles', title: 'The desk has articles about it', mandatory: [], advisory: [1, 2, 3] },
  { key: 'desk-briefed', title: 'The desk acknowledged its briefing', mandatory: [], advisory: [1, 2, 3] },
  { key: 'targets', title: 'Targets are set', mandatory: [], advisory: [1, 2, 3] },
  {
    key: 'dependencies',
    title: 'What it depends on is known, and supported itself',
    mandatory: [],
    advisory: [1, 2, 3],
  },
  { key: 'data-class', title: 'How sensitive its data is, is said', mandatory: [], advisory: [1, 2, 3] },
  { key: 'data-approved', title: 'Regulated data was approved', mandatory: [1, 2, 3], advisory: [] },
  {
    key: 'restore-tested',
    title: 'Backup and restore were tested in the last year',
    mandatory: [],
    advisory: [1, 2, 3],
  },
  {
    key: 'signed-off',
    title: 'The business owner signed off what it means for operations',
    mandatory: [],
    advisory: [1, 2, 3],
  },
] as const

/** Approval for regulated data is never waived. */
export const neverWaived: readonly string[] = ['data-approved']

/** What people vouch for, each by the criterion that it answers. */
export const attestations = [
  'rollback-tested',
  'restore-tested',
  'desk-briefed',
  'signed-off',
  'data-approved',
] as const
export type Attestation = (typeof attestations)[number]

const tiers = z.array(z.int().min(1).max(3)).max(3)
const criterion = z.strictObject({
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be lower-case letters, digits and dashes'),
  title: line(200),
  mandatory: tiers,
  advisory: tiers,
  /** Of your own: a condition in CEL on `service`, `links`, `attested` and `custom`, all maps of texts. */
  when: line(2_000).optional(),
})
export type Criterion = z.output<typeof criterion>

const builtIn = new Set<string>(builtInCriteria.map(({ key }) => key))
/** Built in or not: one that is not built in needs a condition. */
export const criteria = z
  .array(criterion)
  .max(200)
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'names a criterion twice')
  .refine(
    (all) => all.every(({ key, when }) => builtIn.has(key) !== (when !== undefined)),
    'a criterion of your own has a condition, and one that is built in has none',
  )

const lineOut = z.object({
  key: z.string(),
  title: z.string(),
  mandatory: z.boolean(),
  status: z.enum(['pass', 'fail', 'waived', 'not-applicable']),
  /** What it was read off, in sentences; `ref` is the record that says so. */
  evidence: z.array(z.object({ says: z.string(), ref: z.string().nullable(), at: instantOut.nullable() })),
  /** Where it is mended: an address of the screens; null where there is nothing to mend. */
  fix: z.string().nullable(),
  waiver: z.object({ reason: z.string(), by: personOut.nullable(), until: instantOut }).nullable(),
})

const about = z.object({
  ref: z.string(),
  key: z.string(),
  name: z.string(),
  tier: z.int(),
  state: z.string(),
  team: teamOut.nullable(),
})
export const readinessOut = z
  .object({
    service: about,
    at: instantOut,
    ready: z.boolean(),
    /** Mandatory lines that fail, advisory lines that fail, and waivers in force. */
    failing: z.int(),
    advisory: z.int(),
    waived: z.int(),
    items: z.array(lineOut),
  })
  .meta({ id: 'Readiness' })

/** The least ready first, tier by tier. */
export const readinessListOut = z
  .object({
    items: z.array(readinessOut.omit({ items: true, at: true }).extend({ lines: z.array(z.string()) })),
  })
  .meta({ id: 'ReadinessList' })

/** `at` without an offset is in the service's zone. */
export const nightQuery = z.strictObject({ at: z.string().max(40).optional() })

const reached = z.object({
  id: z.int(),
  name: z.string(),
  /** In the order in which they want to be reached. */
  contacts: z.array(z.object({ kind: z.enum(['mail', 'phone']), value: z.string(), verified: z.boolean() })),
})
export const nightOut = z
  .object({
    service: about,
    at: instantOut,
    zone: z.string(),
    took,
    /** Who is called first; null: nobody. */
    person: reached.nullable(),
    /** Why there is nobody. */
    why: z.string().nullable(),
    /** Which schedule or team has them on call; null where the path names them. */
    via: z.string().nullable(),
    /** Who is next where the one before does not answer, once through; the last resort at the end. */
    next: z.array(z.object({ afterMinutes: z.int(), people: z.array(reached), via: z.string().nullable() })),
    rounds: z.int(),
    runbook: z.object({ ref: z.string(), title: z.string(), reviewed: instantOut.nullable() }).nullable(),
    /** The first three. */
    steps: z.array(
      z.object({ do: z.string(), expect: z.string(), ifNot: z.string(), link: z.string().optional() }),
    ),
  })
  .meta({ id: 'Night' })
