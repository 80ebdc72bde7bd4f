import { z } from 'zod'
import type { KindFacts } from '../kind.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { custom, personIn, personOut, tags, teamIn } from '../record.ts'
import { line, prose } from '../text.ts'
import { serviceKey } from './service.ts'

const noted = { by: 'manager', input: z.strictObject({ note: prose(10_000).optional() }) } as const

export const escalationPathLifecycle = {
  initial: ['in-force'],
  states: {
    'in-force': { title: 'In force', category: 'active' },
    retired: { title: 'Retired', category: 'done' },
  },
  transitions: {
    retire: { title: 'Retire', from: ['in-force'], to: 'retired', ...noted },
    revive: { title: 'Take back into force', from: ['retired'], to: 'in-force', ...noted },
  },
} as const satisfies Lifecycle

/** So long a step is given to answer, minutes. */
const minutes = z.int().min(1).max(1_440)

/** One of three: whoever a schedule has on call then, a person, or all of a team. */
const step = z
  .strictObject({
    schedule: line(60).optional(),
    person: personIn.optional(),
    team: teamIn.optional(),
    minutes: minutes.default(5),
  })
  .refine(
    ({ schedule, person, team }) => [schedule, person, team].filter((who) => who !== undefined).length === 1,
    'must name a schedule, a person or a team, and one of them only',
  )

const fields = {
  name: line(100),
  description: prose(20_000),
  team: teamIn.nullable(),
  steps: z.array(step).min(1, 'must have a step').max(20),
  /** So often all steps are gone through. */
  rounds: z.int().min(1).max(10),
  /** Who is called after all rounds; a path ends in a person. */
  lastResort: personIn,
  tags,
  custom,
}

/** Who is called, in which order and after how long, until somebody answers. */
export const escalationPath = {
  kind: 'escalation-path',
  prefix: 'ESC',
  collection: 'escalation-paths',
  title: 'Escalation path',
  create: z
    .strictObject({
      ...z.object(fields).partial().shape,
      key: serviceKey,
      name: line(100),
      steps: fields.steps,
      rounds: fields.rounds.default(3),
      lastResort: fields.lastResort,
    })
    .meta({ id: 'EscalationPathIn' }),
  amend: z.strictObject(z.object(fields).partial().shape).meta({ id: 'EscalationPathAmend' }),
  out: z.object({
    key: z.string(),
    name: z.string(),
    steps: z.array(
      z.object({
        schedule: z.string().nullable(),
        person: personOut.nullable(),
        /** A team's key. */
        team: z.string().nullable(),
        minutes: z.int(),
      }),
    ),
    rounds: z.int(),
    lastResort: personOut.nullable(),
  }),
  prose: [],
  lifecycle: escalationPathLifecycle,
} as const satisfies KindFacts
