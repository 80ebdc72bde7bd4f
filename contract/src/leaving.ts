import { z } from 'zod'
import { personIn, personOut } from './record.ts'
import { instantOut, line } from './text.ts'

/** What somebody has that is handed on when they leave. */
export const leavingParts = [
  'service-owner',
  'service-business-owner',
  'item-owner',
  'article-owner',
  'team-lead',
  'team-manager',
  'team-shift-lead',
  'work',
  'on-call',
  'escalation',
] as const
export type LeavingPart = (typeof leavingParts)[number]

const open = z.object({
  part: z.enum(leavingParts),
  /** A record's ref, such as `SVC-12`, or a team's key. */
  ref: z.string(),
  title: z.string(),
  /** Of a record: its state. */
  state: z.string().nullable(),
  /** On call: when their next shift begins, within four weeks. */
  next: instantOut.nullable(),
  /** Whether nobody may have it: a team can be without a lead for a while, open work cannot. */
  nobody: z.boolean(),
})

export const leavingOut = z
  .object({
    person: personOut,
    active: z.boolean(),
    items: z.array(open),
    /** What ends with them and is not handed on: live API keys, and teams that they were going to join or leave. */
    ends: z.object({ keys: z.int(), plans: z.int() }),
    /** Why they cannot leave now; null: they can. */
    against: z.enum(['last-administrator', 'not-active']).nullable(),
  })
  .meta({ id: 'Leaving' })

export const leavingIn = z
  .strictObject({
    /** Who takes whatever is not named below. */
    to: personIn.optional(),
    handOvers: z
      .array(
        z.strictObject({
          part: z.enum(leavingParts),
          ref: line(80),
          /** Null: nobody, where that is possible. */
          to: personIn.nullable(),
        }),
      )
      .max(10_000)
      .default([]),
  })
  .meta({ id: 'LeavingIn' })

export const leftOut = z.object({ person: personOut, handedOver: z.int() }).meta({ id: 'Left' })
