import {
  type Calendars,
  type Clock,
  cancelClock,
  fireSteps,
  moveClock,
  reaimClock,
  restateStop,
  startClock,
} from '../clocks/index.ts'
import type {
  AttachmentRow,
  ClockOp,
  Content,
  Entry,
  JsonObject,
  LinkRow,
  Loaded,
  ParticipantOp,
  RecordRow,
  Stint,
  Tombstone,
} from './model.ts'
import { stintEnds, stintFrom } from './stint.ts'

/** What is left in place of words that were removed. */
export const redactedText = '[redacted]'

/**
 * The state of a fold: the record so far, and what the folded entries changed beside the row.
 * Live writes fold new entries onto what was loaded; rebuild and import fold all entries onto nothing:
 * the same function, so both give the same record.
 */
export type Fold = {
  row: RecordRow | null
  stint: Stint | null
  /** Stints that began within the folded entries, by seq, and the loaded one if it ended. */
  stints: Map<number, Stint>
  clocks: Map<string, Clock>
  touchedClocks: Set<string>
  links: LinkRow[]
  participants: ParticipantOp[]
  attachments: AttachmentRow[]
  removedAttachments: { id: number; at: number }[]
}

/** A fold that continues from a loaded record, or from nothing. */
export function beginFold(loaded: Loaded | null): Fold {
  return {
    row: loaded?.row ?? null,
    stint: loaded?.stint ?? null,
    stints: new Map(),
    clocks: new Map(loaded?.clocks.map((clock) => [clock.name, clock])),
    touchedClocks: new Set(),
    links: [],
    participants: [],
    attachments: [],
    removedAttachments: [],
  }
}

/** Folds entries in the order of their time, then number. */
export function foldEntries(fold: Fold, entries: readonly Entry[], calendars: Calendars): Fold {
  const ordered = entries.toSorted((a, b) => a.at - b.at || a.seq - b.seq)
  for (const entry of ordered) foldEntry(fold, entry, calendars)
  // Stints carry the record's present restriction, so that aggregates leave it out whole.
  const restricted = fold.row?.restricted ?? false
  for (const stint of fold.stints.values()) stint.restricted = restricted
  return fold
}

function foldEntry(fold: Fold, entry: Entry, calendars: Calendars): void {
  fold.row = foldRow(fold.row, entry)
  for (const op of entry.data.clocks ?? []) foldClock(fold, op, entry, calendars)
  if (entry.data.clocks) fold.row.dueAt = earliestDue(fold.clocks)
  foldStint(fold, fold.row, entry)
  foldRelations(fold, entry)
}

/** The row after an entry; clocks, stints and relations apart. */
export function foldRow(before: RecordRow | null, entry: Entry): RecordRow {
  const { set, raises } = entry.data
  const row = before ? { ...before } : emptyRow(entry)
  const { data, ...columns } = set ?? {}
  Object.assign(row, columns)
  if (data) row.data = merge(row.data, data)
  if (entry.content) foldContent(row, entry.content)
  row.seq = Math.max(row.seq, entry.seq)
  if (row.seq === entry.seq) row.head = entry.hash
  row.updatedAt = entry.at
  if (raises) row.version += 1
  return row
}

function foldContent(row: RecordRow, content: Content | Tombstone): void {
  if ('redacted' in content) {
    const { title, description, fields = [], custom = [], tags } = content.redacted
    if (title) row.title = redactedText
    if (description) row.description = redactedText
    if (tags) row.tags = []
    row.data = merge(row.data, Object.fromEntries(fields.map((name) => [name, redactedText])))
    row.custom = merge(row.custom, Object.fromEntries(custom.map((name) => [name, redactedText])))
    return
  }
  if (content.title !== undefined) row.title = content.title
  if (content.description !== undefined) row.description = content.description
  if (content.tags) row.tags = content.tags
  if (content.fields) row.data = merge(row.data, content.fields)
  if (content.custom) row.custom = merge(row.custom, content.custom)
}

function foldStint(fold: Fold, row: RecordRow, entry: Entry): void {
  const open = fold.stint
  if (open && !stintEnds(open, row)) return
  if (open) fold.stints.set(open.seq, { ...open, endedAt: entry.at })
  fold.stint = stintFrom(entry, row, open)
  fold.stints.set(entry.seq, fold.stint)
}

function foldClock(fold: Fold, op: ClockOp, entry: Entry, calendars: Calendars): void {
  const name = op.op === 'start' || op.op === 'reaim' ? op.target.name : op.name
  const clock = fold.clocks.get(name)
  fold.touchedClocks.add(name)
  if (op.op === 'start') fold.clocks.set(name, startClock(op.target, op.at, calendars))
  else if (clock) fold.clocks.set(name, applyClockOp(clock, op, entry, calendars))
}

function applyClockOp(
  clock: Clock,
  op: Exclude<ClockOp, { op: 'start' }>,
  entry: Entry,
  calendars: Calendars,
): Clock {
  switch (op.op) {
    case 'move':
      return moveClock(clock, entry.at, op.mode, op.why, calendars, op.effectiveAt)
    case 'reaim':
      return reaimClock(clock, op.target, entry.at, calendars)
    case 'fire':
      return fireSteps(clock, entry.at, calendars).clock
    case 'restate':
      return restateStop(clock, op.effectiveAt, entry.at, calendars)
    case 'cancel':
      return cancelClock(clock, entry.at, op.why)
    default: {
      const never: never = op
      return never
    }
  }
}

function foldRelations(fold: Fold, entry: Entry): void {
  const { links = [], participants = [], attachment } = entry.data
  for (const link of links) foldLink(fold, link, entry)
  fold.participants.push(...participants)
  if (attachment?.op === 'remove') fold.removedAttachments.push({ id: attachment.id, at: entry.at })
  if (attachment?.op === 'add') {
    const { id, type, size, sha256 } = attachment
    fold.attachments.push({
      id,
      recordId: entry.recordId,
      seq: entry.seq,
      name: attachmentName(entry),
      type,
      size,
      sha256,
      public: attachment.public,
      at: entry.at,
      byId: entry.actorId,
      removedAt: null,
    })
  }
}

function foldLink(
  fold: Fold,
  link: { op: 'add' | 'end'; type: LinkRow['type']; to: number },
  entry: Entry,
): void {
  const base = { fromId: entry.recordId, type: link.type, toId: link.to }
  if (link.op === 'add') {
    fold.links.push({ ...base, madeBy: entry.actorId, at: entry.at, seq: entry.seq, endedAt: null })
    return
  }
  const live = fold.links.find(
    (row) => row.type === link.type && row.toId === link.to && row.endedAt === null,
  )
  if (live) live.endedAt = entry.at
  else fold.links.push({ ...base, madeBy: null, at: entry.at, seq: -1, endedAt: entry.at })
}

function attachmentName(entry: Entry): string {
  const content = entry.content
  if (!content || 'redacted' in content) return redactedText
  return String(content.note?.name ?? 'file')
}

/** Merges a patch into an object; a null removes a key. */
export function merge(object: JsonObject, patch: JsonObject): JsonObject {
  const merged = { ...object }
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else merged[key] = value
  }
  return merged
}

function earliestDue(clocks: Map<string, Clock>): number | null {
  const due = [...clocks.values()]
    .filter((clock) => clock.state === 'running')
    .map((clock) => clock.dueAt ?? Infinity)
  const first = Math.min(...due)
  return Number.isFinite(first) ? first : null
}

function emptyRow(entry: Entry): RecordRow {
  return {
    id: entry.recordId,
    kind: entry.data.kind ?? '',
    state: '',
    category: 'queue',
    cause: null,
    title: '',
    description: '',
    impact: null,
    urgency: null,
    priority: null,
    serviceId: null,
    teamId: null,
    holderId: null,
    requesterId: null,
    restricted: false,
    mergedInto: null,
    channel: 'api',
    openedAt: entry.at,
    resolvedAt: null,
    closedAt: null,
    updatedAt: entry.at,
    dueAt: null,
    version: 0,
    seq: 0,
    head: '',
    data: {},
    custom: {},
    tags: [],
  }
}
