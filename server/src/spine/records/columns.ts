import { isoOf } from '@throughline/contract'
import type { Clock } from '../clocks/index.ts'
import { textOf } from './chain.ts'
import type { AttachmentRow, Entry, LinkRow, ParticipantRow, RecordRow, Stint } from './model.ts'
import { bucketOf } from './stint.ts'

/** A column of a table the door writes: its name, its SQL type, and its value of a row. `into` where a cast is due. */
export type Column<Row> = { name: string; type: string; value: (row: Row) => unknown; into?: string }

function column<Row>(name: string, type: string, value: (row: Row) => unknown, into?: string): Column<Row> {
  return into ? { name, type, value, into } : { name, type, value }
}

const bytes = (hex: string | null): string | null => (hex === null ? null : `\\x${hex}`)

export const recordColumns: readonly Column<RecordRow>[] = [
  column('id', 'bigint', (row) => row.id),
  column('kind', 'text', (row) => row.kind),
  column('state', 'text', (row) => row.state),
  column('category', 'text', (row) => row.category),
  column('cause', 'text', (row) => row.cause),
  column('title', 'text', (row) => row.title),
  column('description', 'text', (row) => row.description),
  column('impact', 'smallint', (row) => row.impact),
  column('urgency', 'smallint', (row) => row.urgency),
  column('priority', 'smallint', (row) => row.priority),
  column('service_id', 'bigint', (row) => row.serviceId),
  column('team_id', 'bigint', (row) => row.teamId),
  column('holder_id', 'bigint', (row) => row.holderId),
  column('requester_id', 'bigint', (row) => row.requesterId),
  column('restricted', 'boolean', (row) => row.restricted),
  column('merged_into', 'bigint', (row) => row.mergedInto),
  column('channel', 'text', (row) => row.channel),
  column('opened_at', 'timestamptz', (row) => isoOf(row.openedAt)),
  column('resolved_at', 'timestamptz', (row) => isoOf(row.resolvedAt)),
  column('closed_at', 'timestamptz', (row) => isoOf(row.closedAt)),
  column('updated_at', 'timestamptz', (row) => isoOf(row.updatedAt)),
  column('due_at', 'timestamptz', (row) => isoOf(row.dueAt)),
  column('version', 'integer', (row) => row.version),
  column('seq', 'integer', (row) => row.seq),
  column('head', 'bytea', (row) => bytes(row.head)),
  column('data', 'jsonb', (row) => JSON.stringify(row.data)),
  column('custom', 'jsonb', (row) => JSON.stringify(row.custom)),
  // An array of arrays must be rectangular, so tags travel as one literal each.
  column('tags', 'text', (row) => arrayLiteral(row.tags), 'v.tags::text[]'),
]

export const entryColumns: readonly Column<Entry>[] = [
  column('record_id', 'bigint', (entry) => entry.recordId),
  column('seq', 'integer', (entry) => entry.seq),
  column('at', 'timestamptz', (entry) => isoOf(entry.at)),
  column('recorded_at', 'timestamptz', (entry) => isoOf(entry.recordedAt)),
  column('actor_id', 'bigint', (entry) => entry.actorId),
  column('verb', 'text', (entry) => entry.verb),
  column('public', 'boolean', (entry) => entry.public),
  column('body', 'text', (entry) => entry.body),
  column('content', 'json', (entry) => textOf(entry.content)),
  column('data', 'json', (entry) => JSON.stringify(entry.data)),
  column('salt', 'bytea', (entry) => bytes(entry.salt)),
  column('digest', 'bytea', (entry) => bytes(entry.digest)),
  column('hash', 'bytea', (entry) => bytes(entry.hash)),
  column('cause', 'text', (entry) => entry.cause),
]

const secondsOf = (stint: Stint): number | null =>
  stint.endedAt === null ? null : (stint.endedAt - stint.startedAt) / 1000

export const stintColumns: readonly Column<Stint>[] = [
  column('record_id', 'bigint', (stint) => stint.recordId),
  column('seq', 'integer', (stint) => stint.seq),
  column('kind', 'text', (stint) => stint.kind),
  column('state', 'text', (stint) => stint.state),
  column('category', 'text', (stint) => stint.category),
  column('cause', 'text', (stint) => stint.cause),
  column('team_id', 'bigint', (stint) => stint.teamId),
  column('holder_id', 'bigint', (stint) => stint.holderId),
  column('service_id', 'bigint', (stint) => stint.serviceId),
  column('priority', 'smallint', (stint) => stint.priority),
  column('restricted', 'boolean', (stint) => stint.restricted),
  column('from_state', 'text', (stint) => stint.fromState),
  column('from_team', 'bigint', (stint) => stint.fromTeam),
  column('started_at', 'timestamptz', (stint) => isoOf(stint.startedAt)),
  column('ended_at', 'timestamptz', (stint) => isoOf(stint.endedAt)),
  column('secs', 'double precision', secondsOf),
  column('bucket', 'smallint', (stint) => {
    const seconds = secondsOf(stint)
    return seconds === null ? null : bucketOf(seconds)
  }),
]

export type ClockRow = { recordId: number; clock: Clock }

export const clockColumns: readonly Column<ClockRow>[] = [
  column('record_id', 'bigint', (row) => row.recordId),
  column('name', 'text', ({ clock }) => clock.name),
  column('target_id', 'bigint', ({ clock }) => clock.targetId),
  column('target_ms', 'bigint', ({ clock }) => clock.targetMs),
  column('calendar_id', 'bigint', ({ clock }) => clock.calendarId),
  column('steps', 'jsonb', ({ clock }) => JSON.stringify(clock.steps)),
  column('origin', 'timestamptz', ({ clock }) => isoOf(clock.origin)),
  column('due_at', 'timestamptz', ({ clock }) => isoOf(clock.dueAt)),
  column('next_at', 'timestamptz', ({ clock }) => isoOf(clock.nextAt)),
  column('breached_at', 'timestamptz', ({ clock }) => isoOf(clock.breachedAt)),
  column('state', 'text', ({ clock }) => clock.state),
  column('spans', 'jsonb', ({ clock }) => JSON.stringify(clock.spans)),
  column('fired', 'jsonb', ({ clock }) => JSON.stringify(clock.fired)),
  column('memory', 'jsonb', ({ clock: { moves, aims, asOf } }) => JSON.stringify({ moves, aims, asOf })),
]

export const linkColumns: readonly Column<LinkRow>[] = [
  column('from_id', 'bigint', (link) => link.fromId),
  column('type', 'text', (link) => link.type),
  column('to_id', 'bigint', (link) => link.toId),
  column('made_by', 'bigint', (link) => link.madeBy),
  column('at', 'timestamptz', (link) => isoOf(link.at)),
  column('seq', 'integer', (link) => link.seq),
  column('ended_at', 'timestamptz', (link) => isoOf(link.endedAt)),
]

export const participantColumns: readonly Column<ParticipantRow>[] = [
  column('record_id', 'bigint', (row) => row.recordId),
  column('role', 'text', (row) => row.role),
  column('subject', 'text', (row) => row.subject),
  column('subject_id', 'bigint', (row) => row.subjectId),
]

export const attachmentColumns: readonly Column<AttachmentRow>[] = [
  column('id', 'bigint', (row) => row.id),
  column('record_id', 'bigint', (row) => row.recordId),
  column('seq', 'integer', (row) => row.seq),
  column('name', 'text', (row) => row.name),
  column('type', 'text', (row) => row.type),
  column('size', 'bigint', (row) => row.size),
  column('sha256', 'text', (row) => row.sha256),
  column('public', 'boolean', (row) => row.public),
  column('at', 'timestamptz', (row) => isoOf(row.at)),
  column('by_id', 'bigint', (row) => row.byId),
  column('removed_at', 'timestamptz', (row) => isoOf(row.removedAt)),
]

function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`
}
