import { z } from 'zod'
import { categories, causes } from './lifecycle.ts'
import { instantOut, line, prose } from './text.ts'

/** A ref such as `INC-1042`: a kind's prefix and the record's number. */
export const ref = z.string().regex(/^[A-Z]{3}-[1-9]\d{0,14}$/, 'must be a ref such as INC-1042')

/** How another thing is named in input: a person by id or e-mail, a team by key, a service by key or ref. */
export const personIn = z.union([z.int().positive(), z.email()])
export const teamIn = line(60)
export const serviceIn = line(100)

export const level = z.int().min(1).max(3)

export const tags = z.array(line(40)).max(20)
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** Fields an organisation adds to a kind; checked against the kind's JSON Schema where one is set. */
export const custom = z
  .record(z.string().max(60), z.unknown() as z.ZodType<JsonValue>)
  .refine(
    (fields) => storable(JSON.stringify(fields)),
    'contains a NUL character or broken Unicode; remove it',
  )
  .refine((fields) => JSON.stringify(fields).length <= 50_000, 'must have at most 50000 characters in all')

/** JSON escapes what PostgreSQL cannot hold. */
function storable(json: string): boolean {
  return !/\\u0000|\\ud[89ab][0-9a-f]{2}/i.test(json)
}

export const channels = ['portal', 'phone', 'mail', 'chat', 'walk-in', 'monitoring', 'api', 'import'] as const

/** A person, team or service as it stands in an answer. */
export const personOut = z.object({ id: z.int(), name: z.string() }).meta({ id: 'Person' })
export const teamOut = z.object({ id: z.int(), key: z.string(), name: z.string() }).meta({ id: 'Team' })
export const serviceOut = z.object({ ref, key: z.string(), name: z.string() }).meta({ id: 'ServiceName' })

export const clockOut = z
  .object({
    name: z.string(),
    state: z.enum(['running', 'paused', 'stopped', 'cancelled']),
    targetSeconds: z.int(),
    dueAt: instantOut.nullable(),
    breachedAt: instantOut.nullable(),
  })
  .meta({ id: 'Clock' })

/** What a clock counted and left out, and why. */
export const clockSpansOut = z
  .object({
    name: z.string(),
    countedSeconds: z.number(),
    remainingSeconds: z.number(),
    spans: z.array(z.object({ from: instantOut, to: instantOut, counted: z.boolean(), why: z.string() })),
  })
  .meta({ id: 'ClockSpans' })

/** What every record shows, whatever its kind. */
export const recordOut = z.object({
  ref,
  kind: z.string(),
  title: z.string(),
  description: z.string(),
  state: z.string(),
  category: z.enum(categories),
  waitingOn: z.enum(causes).nullable(),
  impact: z.int().nullable(),
  urgency: z.int().nullable(),
  priority: z.int().nullable(),
  service: serviceOut.nullable(),
  team: teamOut.nullable(),
  holder: personOut.nullable(),
  requester: personOut.nullable(),
  channel: z.string(),
  restricted: z.boolean(),
  openedAt: instantOut,
  resolvedAt: instantOut.nullable(),
  closedAt: instantOut.nullable(),
  updatedAt: instantOut,
  dueAt: instantOut.nullable(),
  version: z.int(),
  tags: z.array(z.string()),
  custom: z.record(z.string(), z.unknown()),
  /** The record that it was merged into; null where it was not, or where the caller may not see that one. */
  mergedInto: ref.nullable(),
})

/** What can be done with any record beside its lifecycle's verbs: `comment` in public, `note` among staff. */
export const recordAbilities = [
  'comment',
  'note',
  'amend',
  'attach',
  'link',
  'merge',
  'unmerge',
  'split',
  'watch',
  'help',
  'restrict',
  'unrestrict',
  'redact',
] as const
export type RecordAbility = (typeof recordAbilities)[number]

/** Who takes part: one person, or (of what is restricted, or watched by all of it) a team. */
export const participantOut = z
  .object({
    role: z.enum(['watcher', 'helper', 'reader']),
    person: personOut.nullable(),
    team: teamOut.nullable(),
    /** The record merged into this one in which they take part; null where it is this one. */
    from: ref.nullable(),
  })
  .meta({ id: 'Participant' })

/** A record that is merged into another: in it, or in one that was merged into it. */
export const mergedOut = z
  .object({
    ref,
    title: z.string(),
    state: z.string(),
    requester: personOut.nullable(),
    openedAt: instantOut,
    /** When and by whom it was merged. */
    at: instantOut,
    by: personOut.nullable(),
  })
  .meta({ id: 'MergedRecord' })

/** What a record read alone adds: its clocks, what the caller may do with it now, and who takes part. */
export const recordDetail = {
  clocks: z.array(clockOut),
  /** Verbs of its lifecycle that lead on from here, then abilities. */
  can: z.array(z.string()),
  /** Whether the caller watches it, themselves. */
  watching: z.boolean(),
  /** To staff all of them, to others they themselves; readers where it is restricted. */
  participants: z.array(participantOut),
  /** To staff: what is merged into it, chains flat, the latest first. */
  merged: z.array(mergedOut),
}

/** A record in a list of any kinds. */
export const recordSummary = recordOut.meta({ id: 'RecordSummary' })

/**
 * What an entry changed of a record: a field as the record shows it, before and after; `custom.<name>` for a field
 * an organisation added. What was removed by a redaction reads `[redacted]`.
 */
export const changeOut = z
  .object({ field: z.string(), from: z.unknown().nullable(), to: z.unknown().nullable() })
  .meta({ id: 'Change' })

export const entryOut = z
  .object({
    seq: z.int(),
    at: instantOut,
    actor: personOut.nullable(),
    verb: z.string(),
    public: z.boolean(),
    body: z.string().nullable(),
    changes: z.array(changeOut),
    /** What else the entry says, for staff: a reason, another record, why something happened. */
    details: z.record(z.string(), z.unknown()),
    redacted: z.boolean(),
    replayed: z.boolean(),
    /** The record it was written in, where that is another: one merged into this, or one that this was split from. */
    from: ref.nullable(),
  })
  .meta({ id: 'Entry' })

/** `public`: shown to the requester. Staff say so; what a requester says always is. */
export const commentIn = z
  .strictObject({ body: prose().min(1, 'must not be empty'), public: z.boolean().optional() })
  .meta({ id: 'CommentIn' })

export const linkTypes = [
  'relates',
  'recurs',
  'duplicate-of',
  'child-of',
  'task-of',
  'caused-by',
  'depends-on',
  'runs-on',
  'supplied-by',
  'provided-by',
  'part-of',
  'connects-to',
  'flow',
  'merged-into',
  'split-from',
  'differs-from',
] as const
export type LinkType = (typeof linkTypes)[number]

/** Made by what they are part of, and ended with it; `duplicate-of` is what merging was before. */
const madeByCommands = ['merged-into', 'split-from', 'duplicate-of'] as const satisfies LinkType[]
/** The links that people make and end by themselves. */
export const linkTypesByHand = linkTypes.filter(
  (type): type is Exclude<LinkType, (typeof madeByCommands)[number]> =>
    !madeByCommands.some((made) => made === type),
)
export const linkIn = z.strictObject({ type: z.enum(linkTypesByHand), to: ref }).meta({ id: 'LinkIn' })

/** Merging is said of the record that goes into another, which stays. */
export const mergeIn = z.strictObject({ into: ref, reason: prose(1000).optional() }).meta({ id: 'MergeIn' })

/** A new record of what a part of this one is about: which of its entries it takes with it, to read there too. */
export const splitIn = z
  .strictObject({
    title: line(),
    description: prose().optional(),
    entries: z.array(z.int().positive()).max(200).default([]),
    requester: personIn.nullable().optional(),
    service: serviceIn.nullable().optional(),
  })
  .meta({ id: 'SplitIn' })
export const linkOut = z
  .object({
    type: z.enum(linkTypes),
    direction: z.enum(['out', 'in']),
    record: recordSummary,
    at: instantOut,
    /** The record merged into this one whose link it is; null where it is this one's. */
    from: ref.nullable(),
  })
  .meta({ id: 'Link' })

export const attachmentOut = z
  .object({
    id: z.int(),
    name: z.string(),
    type: z.string(),
    size: z.int(),
    sha256: z.string(),
    public: z.boolean(),
    at: instantOut,
    by: personOut.nullable(),
    /** The record merged into this one that has it, and where it is downloaded; null where it is this one. */
    from: ref.nullable(),
  })
  .meta({ id: 'Attachment' })

/** A page of a list: `next` goes into `cursor` for the following one, null on the last. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

export const problemOut = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .catchall(z.unknown())
  .meta({ id: 'Problem' })

/** The most files that one request may send. */
export const mostFiles = 20

/** What became of several files sent together: each was kept, or says why not. */
export const attachmentsSent = z
  .object({
    items: z.array(
      z.object({
        name: z.string(),
        attachment: attachmentOut.nullable(),
        problem: problemOut.nullable(),
      }),
    ),
  })
  .meta({ id: 'AttachmentsSent' })
