import {
  attachmentColumns,
  type ClockRow,
  type Column,
  clockColumns,
  entryColumns,
  linkColumns,
  participantColumns,
  recordColumns,
  stintColumns,
} from './columns.ts'
import type { AttachmentRow, Entry, LinkRow, ParticipantRow, RecordRow, Stint } from './model.ts'

/**
 * What the door's one statement (statement.ts) writes. It compares and appends: a record is inserted, or updated
 * where its `seq` is still what the decision saw; everything else is written only for the records that passed
 * (`done`).
 */
export type Parts = {
  insert: RecordRow[]
  update: { row: RecordRow; expectedSeq: number }[]
  entry: Entry[]
  stintEnd: Stint[]
  stintBegin: Stint[]
  clock: ClockRow[]
  linkAdd: LinkRow[]
  linkEnd: LinkRow[]
  participantAdd: ParticipantRow[]
  participantRemove: ParticipantRow[]
  attachmentAdd: AttachmentRow[]
  attachmentRemove: { recordId: number; id: number; at: number }[]
  outbox: { recordId: number; seq: number; kind: string; verb: string; version: number }[]
  searchPut: SearchText[]
  searchAppend: SearchText[]
  /** Where new records came from; a second one from the same place is refused. */
  source: SourceRow[]
  /** What of its source a record has taken in by now. */
  sourceMark: SourceRow[]
  idempotency: { recordId: number; seq: number; caller: string; key: string; digest: string; at: number }[]
}

type SourceRow = { system: string; externalId: string; recordId: number; digest: string }

/** Words to find a record by: its title, what staff may find, what its requester may find. */
export type SearchText = { id: number; kind: string; title: string; staff: string; open: string }

/** The rows of a part as a source `v`, and the condition that the record which owns a row has passed. */
export type Rows = { from: string; passed(owner: string): string }

/** A column without its rows: all that the SQL needs. */
export type Name = { name: string; type: string; into?: string }
export type Part<Row> = {
  columns: readonly Column<Row>[]
  sql: (rows: Rows, columns: readonly Name[]) => string
}

const column = <Row>(name: string, type: string, value: (row: Row) => unknown): Column<Row> => ({
  name,
  type,
  value,
})
export const names = (columns: readonly Name[]): string => columns.map(({ name }) => name).join(', ')
const values = (columns: readonly Name[]): string =>
  columns.map(({ name, into }) => into ?? `v.${name}`).join(', ')

const insertInto =
  (table: string, owner: string, onConflict = '') =>
  (rows: Rows, columns: readonly Name[]): string =>
    `insert into ${table} (${names(columns)}) select ${values(columns)} from ${rows.from} where ${rows.passed(owner)} ${onConflict}`

/** The two vectors of a search row `v`. */
export const searchVectors = `setweight(to_tsvector('simple', v.title), 'A') || to_tsvector('simple', v.staff),
  setweight(to_tsvector('simple', v.title), 'A') || to_tsvector('simple', v.open)`

export const searchColumns: readonly Column<SearchText>[] = [
  column('id', 'bigint', (row) => row.id),
  column('kind', 'text', (row) => row.kind),
  column('title', 'text', (row) => row.title),
  column('staff', 'text', (row) => row.staff),
  column('open', 'text', (row) => row.open),
]

const sourceColumns: readonly Column<SourceRow>[] = [
  column('system', 'text', (row) => row.system),
  column('external_id', 'text', (row) => row.externalId),
  column('record_id', 'bigint', (row) => row.recordId),
  column('digest', 'text', (row) => row.digest),
]

/** Above this many words a record's later comments are no longer added to its search row (a tsvector has a limit). */
const mostWords = 8000

const updated = recordColumns.filter(({ name }) => name !== 'id' && name !== 'kind')

/** How each part is written, in the order in which a statement writes them. */
export const parts: { [P in keyof Parts]: Part<Parts[P][number]> } = {
  insert: {
    columns: recordColumns,
    sql: (rows, columns) =>
      `insert into record (${names(columns)}) select ${values(columns)} from ${rows.from} returning id`,
  },
  update: {
    columns: [
      ...recordColumns.map((c) => ({ ...c, value: ({ row }: Parts['update'][number]) => c.value(row) })),
      column('expected_seq', 'integer', (row) => row.expectedSeq),
    ],
    sql: (rows) =>
      `update record r set ${updated.map(({ name, into }) => `${name} = ${into ?? `v.${name}`}`).join(', ')}
       from ${rows.from} where r.id = v.id and r.seq = v.expected_seq returning r.id`,
  },
  entry: { columns: entryColumns, sql: insertInto('entry', 'record_id') },
  stintEnd: {
    columns: stintColumns,
    sql: (rows) =>
      `update stint s set ended_at = v.ended_at, secs = v.secs, bucket = v.bucket from ${rows.from}
       where s.record_id = v.record_id and s.seq = v.seq and ${rows.passed('record_id')}`,
  },
  stintBegin: { columns: stintColumns, sql: insertInto('stint', 'record_id') },
  clock: {
    columns: clockColumns,
    sql: insertInto(
      'clock',
      'record_id',
      `on conflict (record_id, name) do update set ${clockColumns
        .filter(({ name }) => name !== 'record_id' && name !== 'name')
        .map(({ name }) => `${name} = excluded.${name}`)
        .join(', ')}`,
    ),
  },
  linkAdd: { columns: linkColumns, sql: insertInto('link', 'from_id') },
  linkEnd: {
    columns: linkColumns,
    sql: (rows) =>
      `update link l set ended_at = v.ended_at from ${rows.from} where l.from_id = v.from_id and l.type = v.type
       and l.to_id = v.to_id and l.ended_at is null and ${rows.passed('from_id')}`,
  },
  participantAdd: {
    columns: participantColumns,
    sql: insertInto('participant', 'record_id', 'on conflict do nothing'),
  },
  participantRemove: {
    columns: participantColumns,
    sql: (rows) =>
      `delete from participant p using ${rows.from} where p.record_id = v.record_id and p.role = v.role
       and p.subject = v.subject and p.subject_id = v.subject_id and ${rows.passed('record_id')}`,
  },
  attachmentAdd: { columns: attachmentColumns, sql: insertInto('attachment', 'record_id') },
  attachmentRemove: {
    columns: [
      column('record_id', 'bigint', (row) => row.recordId),
      column('id', 'bigint', (row) => row.id),
      column('at', 'timestamptz', (row) => new Date(row.at).toISOString()),
    ],
    sql: (rows) =>
      `update attachment a set removed_at = v.at from ${rows.from} where a.id = v.id and a.record_id = v.record_id
       and ${rows.passed('record_id')}`,
  },
  outbox: {
    columns: [
      column('record_id', 'bigint', (row) => row.recordId),
      column('seq', 'integer', (row) => row.seq),
      column('kind', 'text', (row) => row.kind),
      column('verb', 'text', (row) => row.verb),
      column('version', 'integer', (row) => row.version),
    ],
    sql: insertInto('outbox', 'record_id'),
  },
  searchPut: {
    columns: searchColumns,
    sql: (rows) =>
      `insert into record_search (id, kind, staff, open) select v.id, v.kind, ${searchVectors} from ${rows.from}
       where ${rows.passed('id')}
       on conflict (id) do update set staff = excluded.staff, open = excluded.open`,
  },
  searchAppend: {
    columns: searchColumns,
    sql: (rows) =>
      `update record_search s set staff = s.staff || to_tsvector('simple', v.staff),
         open = s.open || to_tsvector('simple', v.open) from ${rows.from}
       where s.id = v.id and length(s.staff) < ${mostWords} and ${rows.passed('id')}`,
  },
  source: { columns: sourceColumns, sql: insertInto('source', 'record_id') },
  sourceMark: {
    columns: sourceColumns,
    sql: (rows) =>
      `update source s set digest = v.digest from ${rows.from} where s.system = v.system and s.external_id = v.external_id
       and ${rows.passed('record_id')}`,
  },
  idempotency: {
    columns: [
      column('caller', 'text', (row) => row.caller),
      column('key', 'text', (row) => row.key),
      column('digest', 'text', (row) => row.digest),
      column('record_id', 'bigint', (row) => row.recordId),
      column('seq', 'integer', (row) => row.seq),
      column('at', 'timestamptz', (row) => new Date(row.at).toISOString()),
    ],
    sql: insertInto('idempotency', 'record_id'),
  },
}
