import { z } from 'zod'
import { personOut, recordSummary } from './record.ts'
import { instantOut, line } from './text.ts'

/** Why a record needs somebody next; of several, the one that stands first here is told. */
export const nowReasons = {
  'update-late': 'The update to users is late',
  'major-proposed': 'It was proposed as a major incident, and nobody has answered',
  'major-unled': 'Nobody manages this major incident',
  'update-due': 'The next update to users is due soon',
  breached: 'A promise is broken',
  breaching: 'A promise will be broken soon',
  unassigned: 'Nobody has taken it, and half of the time to respond is gone',
  'answer-owed': 'The requester wrote last, and nobody has answered',
  chase: 'It is time to chase the supplier',
  held: 'Somebody wrote after it was resolved: thanks, or still broken?',
  'still-waiting': 'It has waited for days',
  'review-late': 'The review of a major incident is overdue',
} as const satisfies Record<string, string>
export type NowReason = keyof typeof nowReasons
const reasons = Object.keys(nowReasons) as [NowReason, ...NowReason[]]

/** One team by its key, `all`, or one's own teams. */
export const nowQuery = z.strictObject({ team: line(60).optional() })
export type NowQuery = z.output<typeof nowQuery>

const item = z.object({
  why: z.enum(reasons),
  /** When the reason arose; of what is not broken yet, when the record was opened. */
  since: instantOut,
  /** Of a promise: when it was, or will be, broken. */
  dueAt: instantOut.optional(),
  record: recordSummary,
  /** What the reader could do next, if there is one thing: a verb of the record, or `comment`. */
  act: z.object({ verb: z.string(), label: z.string() }).nullable(),
})
const load = z.object({
  person: personOut,
  open: z.int(),
  /** Of the open ones. */
  waiting: z.int(),
  oldestAt: instantOut.nullable(),
})

/** What needs somebody next, in order, and what the colleagues have in hand, by name. */
export const nowOut = z
  .object({
    at: instantOut,
    items: z.array(item),
    /** How many there are for each reason, beyond those listed. */
    counts: z.record(z.enum(reasons), z.int()),
    /** There is more open work than was looked at: the least urgent was left out. */
    capped: z.boolean(),
    load: z.array(load),
  })
  .meta({ id: 'Now' })
