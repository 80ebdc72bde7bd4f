import { z } from 'zod'
import type { KindFacts } from '../kind.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { attestations } from '../readiness.ts'
import { custom, personIn, personOut, tags, teamIn } from '../record.ts'
import { skillKey } from '../skills.ts'
import { instant, instantOut, line, prose } from '../text.ts'

const noted = { by: 'manager', input: z.strictObject({ note: prose(10_000).optional() }) } as const

export const serviceLifecycle = {
  initial: ['planned', 'live'],
  states: {
    planned: { title: 'Planned', category: 'queue' },
    live: { title: 'Live', category: 'active' },
    retiring: { title: 'Retiring', category: 'active' },
    retired: { title: 'Retired', category: 'done' },
  },
  transitions: {
    'go-live': { title: 'Go live', from: ['planned'], to: 'live', ...noted },
    'start-retiring': { title: 'Start retiring', from: ['live'], to: 'retiring', ...noted },
    retire: { title: 'Retire', from: ['planned', 'live', 'retiring'], to: 'retired', ...noted },
    revive: { title: 'Take back into service', from: ['retiring', 'retired'], to: 'live', ...noted },
    attest: {
      title: 'Vouch for it',
      from: ['planned', 'live', 'retiring'],
      to: '=',
      by: 'staff',
      input: z.strictObject({ what: z.enum(attestations), note: prose(10_000).optional() }),
    },
    waive: {
      title: 'Waive a criterion',
      from: ['planned', 'live', 'retiring'],
      to: '=',
      by: 'manager',
      input: z.strictObject({
        criterion: line(60),
        reason: prose(2_000).min(1, 'must say why'),
        until: instant,
      }),
    },
    'end-waiver': {
      title: 'Take a waiver back',
      from: ['planned', 'live', 'retiring'],
      to: '=',
      by: 'manager',
      input: z.strictObject({ criterion: line(60), note: prose(10_000).optional() }),
    },
  },
} as const satisfies Lifecycle

/** A service's key: short, lower case, stable; what integrations name it by. */
export const serviceKey = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be lower-case letters, digits and dashes, such as port-network')

const web = z.url({ protocol: /^https?$/, error: 'must be an address that begins with https://' }).max(2_000)
const linkKind = z.enum(['repository', 'dashboard', 'logs', 'metrics', 'traces', 'runbook', 'other'])
const tier = z.int().min(1).max(3)
/** `business`: what people outside IT know it as; `technical`: what such a service is made of. */
const level = z.enum(['business', 'technical'])
/** How sensitive what it holds is. */
const dataClass = z.enum(['public', 'internal', 'confidential', 'regulated']).nullable()

const fields = {
  tier,
  class: level,
  dataClass,
  /** The key of who is called, in which order, where something is broken at night. */
  escalationPath: line(60).nullable(),
  /** Where more is to be seen of it. */
  links: z.array(z.strictObject({ kind: linkKind, title: line(100), url: web })).max(50),
  /** What somebody needs to know who works on it: offered to who assigns. */
  skills: z.array(skillKey).max(20),
  name: line(100),
  description: prose(20_000),
  owner: personIn.nullable(),
  /** Who answers for what it is worth to the business. */
  businessOwner: personIn.nullable(),
  team: teamIn.nullable(),
  calendar: line(60).nullable(),
  tags,
  custom,
}

export const service = {
  kind: 'service',
  prefix: 'SVC',
  collection: 'services',
  title: 'Service',
  create: z
    .strictObject({
      ...z.object(fields).partial().shape,
      key: serviceKey,
      name: line(100),
      state: z.enum(serviceLifecycle.initial).default('live'),
    })
    .meta({ id: 'ServiceIn' }),
  amend: z.strictObject(z.object(fields).partial().shape).meta({ id: 'ServiceAmend' }),
  out: z.object({
    key: z.string(),
    name: z.string(),
    tier: z.int(),
    class: level,
    dataClass,
    escalationPath: z.string().nullable(),
    links: z.array(z.object({ kind: linkKind, title: z.string(), url: z.string() })),
    skills: z.array(z.string()),
    owner: personOut.nullable(),
    businessOwner: personOut.nullable(),
    calendar: z.string().nullable(),
    /** Who vouched for what, and when. */
    attested: z.array(z.object({ what: z.enum(attestations), by: personOut.nullable(), at: instantOut })),
    waivers: z.array(
      z.object({ criterion: z.string(), reason: z.string(), by: personOut.nullable(), until: instantOut }),
    ),
  }),
  prose: [],
  lifecycle: serviceLifecycle,
} as const satisfies KindFacts
