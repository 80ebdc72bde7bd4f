import { type ListQuery, Problem } from '@throughline/contract'
import { may } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { type Practice, presentRows, presentSummaries } from '../practice/index.ts'
import type { Json, JsonObject, RecordRow } from '../records/index.ts'
import { csvLine } from './csv.ts'
import { listRecords } from './list.ts'

/** How many records are in memory at once. */
const pageSize = 200

const commonColumns = [
  'ref',
  'kind',
  'title',
  'state',
  'category',
  'waitingOn',
  'impact',
  'urgency',
  'priority',
  'service',
  'team',
  'holder',
  'requester',
  'channel',
  'restricted',
  'openedAt',
  'resolvedAt',
  'closedAt',
  'updatedAt',
  'dueAt',
  'version',
  'tags',
  'description',
] as const

/**
 * A list as CSV, page by page in its order: a header, then a line for each record that the actor may read, the
 * kind's own fields last where there is one kind. Each page shows the records as they are when it is read.
 * @throws not-allowed, and what a list throws, before the first line
 */
export async function* exportCsv(
  ctx: Ctx,
  practices: readonly Practice[],
  query: Omit<ListQuery, 'limit' | 'cursor'>,
): AsyncGenerator<string, void, undefined> {
  authorizeExport(ctx)
  let page = await listRecords(ctx, practices, { ...query, limit: pageSize })
  const columns = [...commonColumns, ...ownColumns(practices)]
  yield csvLine(columns)
  for (;;) {
    const shown = await present(ctx, practices, page.rows)
    if (shown.length > 0) yield shown.map((row) => csvLine(columns.map((name) => cellOf(row[name])))).join('')
    if (page.next === null) return
    page = await listRecords(ctx, practices, { ...query, limit: pageSize, cursor: page.next })
  }
}

function authorizeExport({ actor }: Ctx): void {
  const own = { kind: '', restricted: false, requesterId: actor.personId, mine: [] }
  if (!may(actor, 'export', own)) throw new Problem('not-allowed', { action: 'export records' })
}

function ownColumns(practices: readonly Practice[]): string[] {
  const [only, ...others] = practices
  return only && others.length === 0 ? Object.keys(only.facts.out.shape) : []
}

async function present(
  ctx: Ctx,
  practices: readonly Practice[],
  rows: readonly RecordRow[],
): Promise<JsonObject[]> {
  const [only, ...others] = practices
  if (only && others.length === 0) return presentRows(ctx, only, rows)
  const byKind = new Map(practices.map((practice) => [practice.facts.kind, practice]))
  return presentSummaries(ctx, (kind) => byKind.get(kind) as Practice, rows)
}

/** People by name, teams and services by key, lists of words in one cell; anything deeper as JSON. */
function cellOf(value: Json | undefined): string | number | boolean | null {
  if (value === undefined || value === null || typeof value !== 'object') return value ?? null
  if (Array.isArray(value)) {
    return value.every((one) => typeof one === 'string') ? value.join('; ') : JSON.stringify(value)
  }
  if (typeof value.key === 'string') return value.key
  return typeof value.name === 'string' ? value.name : JSON.stringify(value)
}
