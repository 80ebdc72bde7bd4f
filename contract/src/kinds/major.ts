import { z } from 'zod'
import { personIn, personOut } from '../record.ts'
import { instant, instantOut, line, prose } from '../text.ts'

/**
 * The major incident: a role that an incident has for a while, beside its own state. Proposed, it is accepted or
 * declined; accepted, users are told in posts until service is restored; then it stands down. It may fail again.
 */
export const majorStates = ['proposed', 'accepted', 'restored', 'stood-down', 'declined'] as const
export type MajorState = (typeof majorStates)[number]

/** In these, somebody has to act. */
export const openMajorStates = ['proposed', 'accepted', 'restored'] as const satisfies readonly MajorState[]

const open = [
  'new',
  'assigned',
  'in-progress',
  'waiting-requester',
  'waiting-supplier',
  'waiting-change',
  'waiting-problem',
] as const
// What becomes of the incident itself decides nothing here: resolved, it is still watched for a while.
const any = [...open, 'resolved', 'closed', 'cancelled'] as const

/** The next post may be promised so many minutes from now. */
export const postBounds = { least: 5, most: 240 } as const
const bridge = line(500)
const post = {
  affected: prose(2000).min(1, 'say what is affected'),
  known: prose(5000).min(1, 'say what is known'),
  meanwhile: prose(2000).optional(),
}

/** Beside the lifecycle's own verbs; when each is possible, the practice's guards say. */
export const majorTransitions = {
  'propose-major': {
    title: 'Propose as a major incident',
    from: open,
    to: '=',
    by: 'requester',
    input: z.strictObject({ reason: prose(5000).min(1, 'say why') }),
  },
  'accept-major': {
    title: 'Accept as a major incident',
    from: any,
    to: '=',
    by: 'staff',
    input: z.strictObject({ manager: personIn, communications: personIn, bridge: bridge.optional() }),
  },
  'decline-major': {
    title: 'Decline as a major incident',
    from: any,
    to: '=',
    by: 'staff',
    input: z.strictObject({ reason: prose(5000).min(1, 'say why') }),
  },
  'post-update': {
    title: 'Write to the users',
    from: any,
    to: '=',
    by: 'staff',
    input: z.strictObject({
      ...post,
      /** Minutes until the next post; the usual number without. */
      nextInMinutes: z
        .int()
        .min(postBounds.least, `must be at least ${postBounds.least} minutes`)
        .max(postBounds.most, `must be at most ${postBounds.most} minutes`)
        .optional(),
    }),
  },
  'hand-over-role': {
    title: 'Hand over a role',
    from: any,
    to: '=',
    by: 'staff',
    input: z.strictObject({ role: z.enum(['manager', 'communications']), to: personIn }),
  },
  'set-bridge': {
    title: 'Set the bridge',
    from: any,
    to: '=',
    by: 'staff',
    input: z.strictObject({ bridge: bridge.nullable().default(null) }),
  },
  'note-decision': {
    title: 'Note a decision',
    from: any,
    to: '=',
    by: 'staff',
    input: z.strictObject({ text: prose(5000).min(1, 'say what was decided') }),
  },
  'note-action': {
    title: 'Note an action',
    from: any,
    to: '=',
    by: 'staff',
    input: z.strictObject({ text: line(), holder: personIn, dueAt: instant }),
  },
  'restore-service': {
    title: 'Service is restored',
    from: any,
    to: '=',
    by: 'staff',
    input: z.strictObject({ restoredAt: instant.optional(), message: prose(5000).optional() }),
  },
  'fails-again': {
    title: 'It fails again',
    from: any,
    to: '=',
    by: 'staff',
    input: z.strictObject({ reason: prose(5000).min(1, 'say what fails') }),
  },
  'stand-down': {
    title: 'Stand down',
    from: any,
    to: '=',
    by: 'staff',
    input: z.strictObject({ reason: prose(5000).optional() }),
  },
} as const

/** What staff read of it. A bridge that is no safe address is text, and no link. */
export const majorOut = z
  .object({
    state: z.enum(majorStates),
    /** By whom: null for a rule, which `rule` names. */
    proposedBy: personOut.nullable(),
    rule: z.enum(['priority', 'reporters']).nullable(),
    proposedAt: instantOut,
    /** Until then somebody accepts or declines it; after that it is accepted by itself. */
    answerBy: instantOut.nullable(),
    acceptedAt: instantOut.nullable(),
    bridge: z.string().nullable(),
    bridgeIsLink: z.boolean(),
    posts: z.int(),
    postedAt: instantOut.nullable(),
    nextPostAt: instantOut.nullable(),
    /** How many posts came late. */
    late: z.int(),
    restoredAt: instantOut.nullable(),
    standsDownAt: instantOut.nullable(),
    stoodDownAt: instantOut.nullable(),
    /** People who reported it: its own requester and those of its children. */
    reporters: z.int(),
  })
  .meta({ id: 'Major' })
