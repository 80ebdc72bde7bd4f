import { z } from 'zod'
import type { KindFacts } from '../kind.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { channels, custom, level, personIn, personOut, ref, serviceIn, tags, teamIn } from '../record.ts'
import { instant, instantOut, line, prose } from '../text.ts'
import { majorOut, majorTransitions } from './major.ts'

const open = [
  'new',
  'assigned',
  'in-progress',
  'waiting-requester',
  'waiting-supplier',
  'waiting-change',
  'waiting-problem',
] as const
const waiting = ['waiting-requester', 'waiting-supplier', 'waiting-change', 'waiting-problem'] as const
const staffed = ['new', 'assigned', 'in-progress', ...waiting] as const

/** How an incident was solved. An administrator can change the list. */
export const resolutionCodes = [
  'fixed',
  'workaround',
  'answered',
  'restarted',
  'replaced',
  'configured',
  'no-fault-found',
  'third-party',
  'imported',
] as const

const note = { note: prose(10_000).optional() }
const resolution = {
  code: line(40),
  text: prose(20_000).min(1, 'say what solved it'),
  restoredAt: instant.optional(),
  workaround: prose(20_000).optional(),
}

export const incidentLifecycle = {
  // Resolved at once: a call that is answered while it lasts.
  initial: ['new', 'assigned', 'resolved'],
  states: {
    'new': { title: 'New', category: 'queue' },
    assigned: { title: 'Assigned', category: 'queue' },
    'in-progress': { title: 'In progress', category: 'active' },
    'waiting-requester': { title: 'Waiting for the requester', category: 'waiting', on: 'requester' },
    'waiting-supplier': { title: 'Waiting for a supplier', category: 'waiting', on: 'supplier' },
    'waiting-change': { title: 'Waiting for a change', category: 'waiting', on: 'change' },
    'waiting-problem': { title: 'Waiting for a problem', category: 'waiting', on: 'problem' },
    resolved: { title: 'Resolved', category: 'done' },
    closed: { title: 'Closed', category: 'done' },
    cancelled: { title: 'Cancelled', category: 'cancelled' },
  },
  transitions: {
    assign: {
      title: 'Route to a team',
      from: staffed,
      to: 'assigned',
      by: 'staff',
      input: z.strictObject({ team: teamIn, ...note }),
    },
    take: {
      title: 'Take',
      from: ['new', 'assigned', 'in-progress'],
      to: 'in-progress',
      by: 'staff',
      input: z.strictObject({ team: teamIn.optional() }),
    },
    give: {
      title: 'Give to a colleague',
      from: staffed,
      to: 'in-progress',
      by: 'staff',
      input: z.strictObject({ holder: personIn, team: teamIn.optional(), ...note }),
    },
    release: {
      title: 'Put back',
      from: ['in-progress'],
      to: 'assigned',
      by: 'staff',
      input: z.strictObject({ ...note }),
    },
    ask: {
      title: 'Ask the requester',
      from: ['new', 'assigned', 'in-progress'],
      to: 'waiting-requester',
      by: 'staff',
      input: z.strictObject({ question: prose(20_000).min(1, 'ask a question') }),
    },
    'await-supplier': {
      title: 'Wait for a supplier',
      from: ['assigned', 'in-progress'],
      to: 'waiting-supplier',
      by: 'staff',
      input: z.strictObject({ supplier: line(100), reference: line(100), chaseAt: instant, ...note }),
    },
    'await-change': {
      title: 'Wait for a change',
      from: ['assigned', 'in-progress'],
      to: 'waiting-change',
      by: 'staff',
      input: z.strictObject({ change: line(60), ...note }),
    },
    'await-problem': {
      title: 'Wait for a problem',
      from: ['assigned', 'in-progress'],
      to: 'waiting-problem',
      by: 'staff',
      input: z.strictObject({ problem: line(60), ...note }),
    },
    resume: {
      title: 'Resume',
      from: waiting,
      to: 'in-progress',
      by: 'staff',
      input: z.strictObject({ ...note }),
    },
    resolve: {
      title: 'Resolve',
      from: staffed,
      to: 'resolved',
      by: 'staff',
      input: z.strictObject(resolution),
    },
    confirm: {
      title: 'Confirm',
      from: ['resolved'],
      to: 'closed',
      by: 'requester',
      input: z.strictObject({ how: line(100).optional() }),
    },
    reopen: {
      title: 'Reopen',
      from: ['resolved'],
      to: ['new', 'assigned', 'in-progress'],
      by: 'requester',
      input: z.strictObject({ reason: prose(10_000).min(1, 'say what is still wrong') }),
    },
    thanks: {
      title: 'It was only thanks',
      from: ['resolved'],
      to: '=',
      by: 'staff',
      input: z.strictObject({}),
    },
    'still-broken': {
      title: 'It is still broken',
      from: ['resolved'],
      to: ['new', 'assigned', 'in-progress'],
      by: 'staff',
      input: z.strictObject({}),
    },
    lapse: {
      title: 'Close unconfirmed',
      from: ['resolved'],
      to: 'closed',
      by: 'system',
      input: z.strictObject({}),
    },
    recover: {
      title: 'Close on held recovery',
      from: ['resolved'],
      to: 'closed',
      by: 'system',
      input: z.strictObject({}),
    },
    cancel: {
      title: 'Cancel',
      from: staffed,
      to: 'cancelled',
      by: 'requester',
      input: z.strictObject({ reason: prose(10_000).min(1, 'say why') }),
    },
    'override-priority': {
      title: 'Override the priority',
      from: open,
      to: '=',
      by: 'staff',
      input: z.strictObject({ priority: z.int().min(1).max(5), reason: line(1000) }),
    },
    chase: {
      title: 'Chase the supplier',
      from: ['waiting-supplier'],
      to: '=',
      by: 'staff',
      input: z.strictObject({ chaseAt: instant, ...note }),
    },
    ...majorTransitions,
  },
} as const satisfies Lifecycle

export type IncidentState = keyof (typeof incidentLifecycle)['states']

/** Fields that may be set when reporting and amended later. */
const described = {
  title: line(),
  description: prose(),
  impact: level,
  urgency: level,
  service: serviceIn.nullable(),
  category: line(100).nullable(),
  subcategory: line(100).nullable(),
  symptom: line(100).nullable(),
  impactFrom: instant.nullable(),
  detectedAt: instant.nullable(),
  outage: z.boolean(),
  alsoAffected: z.array(serviceIn).max(50),
  tags,
  custom,
}

export const incidentCreate = z
  .strictObject({
    ...z.object(described).partial().shape,
    title: line(),
    team: teamIn.optional(),
    requester: personIn.optional(),
    channel: z.enum(channels).optional(),
    /** The open incident that this is one more report of: it becomes its child in the same act. */
    parent: ref.optional(),
    /** *Answered now*: reported and resolved in one act. */
    resolution: z.strictObject(resolution).optional(),
  })
  .meta({ id: 'IncidentIn' })

export const incidentAmend = z
  .strictObject({
    ...z.object(described).partial().shape,
    restoredAt: instant.optional(),
    workaround: prose(20_000).optional(),
    contained: z.boolean().optional(),
    resolutionText: prose(20_000).optional(),
  })
  .meta({ id: 'IncidentAmend' })

export const incidentOut = z.object({
  symptomCategory: z.string().nullable(),
  subcategory: z.string().nullable(),
  symptom: z.string().nullable(),
  impactFrom: instantOut.nullable(),
  detectedAt: instantOut.nullable(),
  reportedAt: instantOut,
  restoredAt: instantOut.nullable(),
  outage: z.boolean(),
  alsoAffected: z.array(z.string()),
  priorityOverridden: z.boolean(),
  supplier: z.string().nullable(),
  supplierReference: z.string().nullable(),
  chaseAt: instantOut.nullable(),
  workaround: z.string().nullable(),
  contained: z.boolean(),
  resolutionCode: z.string().nullable(),
  resolutionText: z.string().nullable(),
  closure: z.enum(['confirmed', 'confirmed-for', 'unconfirmed', 'recovered', 'imported']).nullable(),
  held: z.boolean(),
  reopened: z.int(),
  firstContact: z.enum(['yes', 'provisional', 'no']).nullable(),
  cameBack: z.object({ confirmed: z.array(ref), suspected: z.array(ref) }),
  helpers: z.array(personOut),
  /** The roles of a major incident: who leads, and who writes to users. */
  incidentManager: personOut.nullable(),
  communicationsLead: personOut.nullable(),
  /** For staff, where it is or was a major incident. */
  major: majorOut.nullable(),
})

export const incident = {
  kind: 'incident',
  prefix: 'INC',
  collection: 'incidents',
  title: 'Incident',
  create: incidentCreate,
  amend: incidentAmend,
  out: incidentOut,
  prose: ['workaround', 'resolutionText', 'supplierReference'],
  lifecycle: incidentLifecycle,
} as const satisfies KindFacts
