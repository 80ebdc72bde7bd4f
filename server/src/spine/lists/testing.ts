import { incident as facts } from '@throughline/contract'
import type { Db } from '../db/index.ts'
import { definePractice } from '../practice/index.ts'
import type { RecordRow } from '../records/index.ts'

/** Two plain kinds for tests of lists: what they decide does not matter there, only what they are called. */
export const incidents = definePractice({
  facts,
  openedBy: 'requester',
  amendedBy: 'staff',
  open: () => ({ state: 'new', content: { title: 'a title' } }),
})
export const requests = definePractice({
  ...incidents,
  facts: { ...facts, kind: 'request', prefix: 'REQ', collection: 'requests', title: 'Request' },
})

const basic: Omit<RecordRow, 'id'> = {
  kind: 'incident',
  state: 'new',
  category: 'queue',
  cause: null,
  title: 'Mail is down',
  description: '',
  impact: 2,
  urgency: 2,
  priority: null,
  serviceId: null,
  teamId: null,
  holderId: null,
  requesterId: null,
  restricted: false,
  mergedInto: null,
  channel: 'api',
  openedAt: Date.UTC(2026, 0, 1),
  resolvedAt: null,
  closedAt: null,
  updatedAt: Date.UTC(2026, 0, 1),
  dueAt: null,
  version: 1,
  seq: 1,
  head: '',
  data: {},
  custom: {},
  tags: [],
}

/** Puts records as they are into the table, many at a time: for lists and searches, which only read them. */
export async function putRecords(
  db: Db,
  rows: readonly (Partial<RecordRow> & { id: number })[],
): Promise<RecordRow[]> {
  const full = rows.map((row) => ({ ...basic, ...row }))
  const plain = full.map((row) => ({
    ...row,
    openedAt: new Date(row.openedAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    dueAt: row.dueAt === null ? null : new Date(row.dueAt).toISOString(),
    resolvedAt: row.resolvedAt === null ? null : new Date(row.resolvedAt).toISOString(),
  }))
  await db.pool.query(putting, [JSON.stringify(plain)])
  return full
}

const putting = `
  with put as (
    insert into record (id, kind, state, category, cause, title, description, impact, urgency, priority, service_id, team_id,
      holder_id, requester_id, restricted, channel, opened_at, updated_at, due_at, resolved_at, version, seq, head, data, custom, tags)
    select id, kind, state, category, cause, title, description, impact, urgency, priority, "serviceId", "teamId", "holderId",
      "requesterId", restricted, channel, "openedAt", "updatedAt", "dueAt", "resolvedAt", version, seq, '', data, custom, tags
    from jsonb_to_recordset($1::jsonb) as r(id bigint, kind text, state text, category text, cause text, title text,
      description text, impact int, urgency int, priority int, "serviceId" bigint, "teamId" bigint, "holderId" bigint,
      "requesterId" bigint, restricted boolean, channel text, "openedAt" timestamptz, "updatedAt" timestamptz,
      "dueAt" timestamptz, "resolvedAt" timestamptz, version int, seq int, data jsonb, custom jsonb, tags text[])
    returning id, kind, title, description)
  insert into record_search
  select id, kind, setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', description),
    setweight(to_tsvector('simple', title), 'A') from put`
