import type { Calendars } from '../clocks/index.ts'
import {
  attachmentColumns,
  type ClockRow,
  type Column,
  clockColumns,
  linkColumns,
  participantColumns,
  recordColumns,
  stintColumns,
} from './columns.ts'
import { beginFold, type Fold, foldEntries } from './fold.ts'
import type {
  AttachmentRow,
  Entry,
  LinkRow,
  ParticipantOp,
  ParticipantRow,
  RecordRow,
  Stint,
} from './model.ts'

/** All that stands in the tables because of one record's entries; its search row apart. */
export type Standing = {
  row: RecordRow
  stints: readonly Stint[]
  clocks: readonly ClockRow[]
  links: readonly LinkRow[]
  participants: readonly ParticipantRow[]
  attachments: readonly AttachmentRow[]
}

/** Folds all entries of one record, in the order of their numbers, onto nothing. */
export function standingOf(entries: readonly Entry[], calendars: Calendars): Standing {
  const fold = foldEntries(beginFold(null), entries, calendars)
  const { row } = fold
  if (!row) throw new Error('a record begins with an entry')
  return {
    row,
    stints: [...fold.stints.values()],
    clocks: [...fold.clocks.values()].map((clock) => ({ recordId: row.id, clock })),
    links: fold.links.filter(({ seq }) => seq >= 0),
    participants: participantsOf(fold, row.id),
    attachments: attachmentsOf(fold),
  }
}

function participantsOf(fold: Fold, recordId: number): ParticipantRow[] {
  return lastOfEach(fold.participants)
    .filter(({ op }) => op === 'add')
    .map(({ role, subject, id }) => ({ recordId, role, subject, subjectId: id }))
}

/** Of several comings and goings of the same participant the last one counts. */
export function lastOfEach(ops: readonly ParticipantOp[]): ParticipantOp[] {
  return [...new Map(ops.map((op) => [`${op.role} ${op.subject} ${op.id}`, op])).values()]
}

function attachmentsOf({ attachments, removedAttachments }: Fold): AttachmentRow[] {
  const removed = new Map(removedAttachments.map(({ id, at }) => [id, at]))
  return attachments.map((row) => ({ ...row, removedAt: removed.get(row.id) ?? null }))
}

/** A table that is a fold of the entries. */
export type StandingTable = {
  table: string
  /** The column that says whose row it is. */
  owner: string
  key: readonly string[]
  columns: readonly Column<never>[]
  rows(standing: Standing): readonly unknown[]
}

const of = <Row>(
  table: string,
  [owner, ...rest]: [string, ...string[]],
  columns: readonly Column<Row>[],
  rows: (standing: Standing) => readonly Row[],
): StandingTable => ({
  table,
  owner,
  key: [owner, ...rest],
  columns: columns as readonly Column<never>[],
  rows,
})

/** All of them. */
export const standingTables: readonly StandingTable[] = [
  of('record', ['id'], recordColumns, ({ row }) => [row]),
  of('stint', ['record_id', 'seq'], stintColumns, ({ stints }) => stints),
  of('clock', ['record_id', 'name'], clockColumns, ({ clocks }) => clocks),
  of('link', ['from_id', 'type', 'to_id', 'seq'], linkColumns, ({ links }) => links),
  of(
    'participant',
    ['record_id', 'role', 'subject', 'subject_id'],
    participantColumns,
    (s) => s.participants,
  ),
  of('attachment', ['record_id', 'id'], attachmentColumns, ({ attachments }) => attachments),
]

/** Rows of a table as one array per column: parameters for `unnest`, which `unnested` reads. */
export function arraysOf({ columns }: Pick<StandingTable, 'columns'>, rows: readonly unknown[]): unknown[][] {
  return columns.map(({ value }) => (rows as never[]).map(value))
}

/** The rows that `arraysOf` made, as a subquery; its parameters begin after the first `given`. */
export function unnested({ columns }: Pick<StandingTable, 'columns'>, given: number): string {
  const arrays = columns.map(({ type }, index) => `$${given + index + 1}::${type}[]`).join(', ')
  const names = columns.map(({ name }) => name).join(', ')
  const values = columns.map(({ name, into }) => (into ? `${into} as ${name}` : `v.${name}`)).join(', ')
  return `(select ${values} from unnest(${arrays}) as v(${names}))`
}
