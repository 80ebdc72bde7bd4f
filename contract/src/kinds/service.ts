import { z } from 'zod'
import type { KindFacts } from '../kind.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { custom, personIn, personOut, tags, teamIn } from '../record.ts'
import { line, prose } from '../text.ts'

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
  },
} as const satisfies Lifecycle

/** A service's key: short, lower case, stable; what integrations name it by. */
export const serviceKey = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be lower-case letters, digits and dashes, such as port-network')

const fields = {
  name: line(100),
  description: prose(20_000),
  tier: z.int().min(1).max(3),
  owner: personIn.nullable(),
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
    owner: personOut.nullable(),
    calendar: z.string().nullable(),
  }),
  prose: [],
  lifecycle: serviceLifecycle,
} as const satisfies KindFacts
