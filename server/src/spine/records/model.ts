import type { Category, Cause, LinkType } from '@throughline/contract'
import type { Clock, ClockMode, Target } from '../clocks/index.ts'

/**
 * The words of the spine, as types. Instants are epoch milliseconds.
 *
 * A record is known by its *entries*, appended and never changed. Its *row*, *stints*, *clocks*, links,
 * participants and attachments are a fold of them (`fold.ts`). The *door* (`door.ts`) is the only writer.
 */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export type RecordRow = {
  id: number
  kind: string
  state: string
  category: Category
  cause: Cause | null
  title: string
  description: string
  impact: number | null
  urgency: number | null
  priority: number | null
  serviceId: number | null
  teamId: number | null
  holderId: number | null
  requesterId: number | null
  restricted: boolean
  /** The record that this one was merged into, itself: that one may be merged into another. */
  mergedInto: number | null
  channel: string
  openedAt: number
  resolvedAt: number | null
  closedAt: number | null
  updatedAt: number
  dueAt: number | null
  version: number
  seq: number
  /** The newest entry's hash, hex. */
  head: string
  /** The kind's own fields. */
  data: JsonObject
  /** Fields an organisation added. */
  custom: JsonObject
  tags: string[]
}

/** What an entry may set of the row that is not words of people. `data` is merged, a null removes. */
export type Facts = Partial<
  Pick<
    RecordRow,
    | 'state'
    | 'category'
    | 'cause'
    | 'impact'
    | 'urgency'
    | 'priority'
    | 'serviceId'
    | 'teamId'
    | 'holderId'
    | 'requesterId'
    | 'restricted'
    | 'mergedInto'
    | 'channel'
    | 'resolvedAt'
    | 'closedAt'
  >
> & { data?: JsonObject }

/** What people wrote: kept apart, so that it can be redacted while the facts stay. `fields` merges into `data`. */
export type Content = {
  title?: string
  description?: string
  fields?: JsonObject
  custom?: JsonObject
  tags?: string[]
  /** Words that belong to the entry alone, such as a reason. */
  note?: JsonObject
}

/** What is left of a redacted content: the names of what it set. */
export type Tombstone = {
  redacted: { title?: true; description?: true; fields?: string[]; custom?: string[]; tags?: true }
}

export type ClockOp =
  | { op: 'start'; target: Target; at: number }
  | { op: 'move'; name: string; mode: ClockMode; why: string; effectiveAt?: number }
  | { op: 'reaim'; target: Target }
  | { op: 'fire'; name: string }
  | { op: 'restate'; name: string; effectiveAt: number }
  | { op: 'cancel'; name: string; why?: string }

export type LinkOp = { op: 'add' | 'end'; type: LinkType; to: number }
export type Subject = 'person' | 'team'
/** `reporter`: has the same trouble, and hears of it; may not read the record for that. */
export type Role = 'watcher' | 'helper' | 'reader' | 'reporter'
export type ParticipantOp = { op: 'add' | 'remove'; role: Role; subject: Subject; id: number }
export type AttachmentOp =
  | { op: 'add'; id: number; type: string; size: number; sha256: string; public: boolean }
  | { op: 'remove'; id: number }

export type EntryData = {
  /** On the first entry only. */
  kind?: string
  set?: Facts
  clocks?: ClockOp[]
  links?: LinkOp[]
  participants?: ParticipantOp[]
  attachment?: AttachmentOp
  /** Raises the version: amendments and acts do, comments do not. */
  raises?: true
  /** Brought in from history: nothing follows from it. */
  replayed?: true
  /** A move that the lifecycle does not allow, kept because history has it. */
  deviation?: string
  /** The entries that a `redact` emptied. */
  redacts?: number[]
  /** Anything else the entry wants to remember. */
  more?: JsonObject
}

/** An entry before the door has numbered, salted and hashed it. */
export type NewEntry = {
  at: number
  actorId: number | null
  verb: string
  public: boolean
  body: string | null
  content: Content | null
  data: EntryData
  /** A name for why a handler wrote this, unique for ever: writing it twice is refused. */
  cause?: string | null
}

export type Entry = Omit<NewEntry, 'content'> & {
  recordId: number
  seq: number
  recordedAt: number
  content: Content | Tombstone | null
  salt: string | null
  digest: string
  hash: string
  cause: string | null
  redacted: boolean
}

/** An unbroken span of a record with the same state, team and holder. */
export type Stint = {
  recordId: number
  /** The entry that began it. */
  seq: number
  kind: string
  state: string
  category: Category
  cause: Cause | null
  teamId: number | null
  holderId: number | null
  serviceId: number | null
  priority: number | null
  restricted: boolean
  fromState: string | null
  fromTeam: number | null
  startedAt: number
  endedAt: number | null
}

export type LinkRow = {
  fromId: number
  type: LinkType
  toId: number
  madeBy: number | null
  at: number
  seq: number
  endedAt: number | null
}
export type ParticipantRow = { recordId: number; role: Role; subject: Subject; subjectId: number }
export type AttachmentRow = {
  id: number
  recordId: number
  seq: number
  name: string
  type: string
  size: number
  sha256: string
  public: boolean
  at: number
  byId: number | null
  removedAt: number | null
}

/** A record as far as a decision needs it: its row, its open stint and its clocks. */
export type Loaded = { row: RecordRow; stint: Stint | null; clocks: Clock[] }
