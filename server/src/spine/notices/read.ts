import { isoOf, type NoticeType, noticeTypes, Problem } from '@throughline/contract'
import { visibleIds } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { entriesSaid, type Registry, refOf } from '../practice/index.ts'
import { type JsonObject, loadEntriesAt, loadRecords } from '../records/index.ts'

type NoticeRow = {
  id: number
  recordId: number
  seq: number
  type: NoticeType
  at: number
  readAt: number | null
}

/** What page of one's notices: newest first, those before the notice `before`. */
export type NoticePage = {
  before?: number | undefined
  limit?: number | undefined
  unread?: boolean | undefined
}

/**
 * The actor's notices, newest first. What they may not see (any more) is left out, so a page may be short; `next`
 * is the `before` of the following page, null on the last.
 */
export async function listNotices(
  ctx: Ctx,
  registry: Registry,
  { before, limit = 50, unread = false }: NoticePage = {},
): Promise<{ items: JsonObject[]; next: number | null }> {
  const { rows } = await ctx.db.pool.query<NoticeRow>({
    name: 'notices',
    text: `select id, record_id as "recordId", seq, type, at, read_at as "readAt" from notice
           where person_id = $1 and ($2::bigint is null or id < $2) and (not $3 or read_at is null)
           order by id desc limit $4`,
    values: [personOf(ctx), before ?? null, unread, limit + 1],
  })
  const page = rows.slice(0, limit)
  return {
    items: await present(ctx, registry, page),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

async function present(ctx: Ctx, registry: Registry, notices: readonly NoticeRow[]): Promise<JsonObject[]> {
  const visible = await visibleIds(ctx.db, ctx.actor, [...new Set(notices.map(({ recordId }) => recordId))])
  const shown = notices.filter(({ recordId }) => visible.has(recordId))
  const [records, entries] = await Promise.all([loadRecords(ctx.db, [...visible]), presented(ctx, shown)])
  return shown.flatMap(({ id, recordId, seq, type, at, readAt }) => {
    const row = records.get(recordId)?.row
    if (!row) return []
    const entry = entries.get(`${recordId} ${seq}`) ?? null
    const about = { ref: refOf(registry.of(row.kind), recordId), title: row.title, entry }
    return [{ id, type, text: noticeTypes[type], at: isoOf(at), readAt: isoOf(readAt), ...about }]
  })
}

/** The entries that notices are about, as the actor may see them. */
async function presented(ctx: Ctx, notices: readonly NoticeRow[]): Promise<Map<string, JsonObject>> {
  const shown = await entriesSaid(ctx, await loadEntriesAt(ctx.db, notices))
  return new Map(shown.map(({ entry, said }) => [`${entry.recordId} ${entry.seq}`, said]))
}

/** How many notices wait to be read, as far as they are the actor's to see; at most 1,000 are counted. */
export async function unreadCount(ctx: Ctx): Promise<number> {
  const { rows } = await ctx.db.pool.query<{ recordId: number }>({
    name: 'unread notices',
    text: `select record_id as "recordId" from notice where person_id = $1 and read_at is null
           order by id desc limit 1000`,
    values: [personOf(ctx)],
  })
  const visible = await visibleIds(ctx.db, ctx.actor, [...new Set(rows.map(({ recordId }) => recordId))])
  return rows.filter(({ recordId }) => visible.has(recordId)).length
}

/** Marks some of the actor's own notices as read, or all up to one (those that came since stay unread). */
export async function markRead(
  ctx: Ctx,
  which: { ids: readonly number[] } | { upTo: number },
): Promise<void> {
  const [ids, upTo] = 'ids' in which ? [which.ids, null] : [null, which.upTo]
  await ctx.db.pool.query({
    name: 'mark notices read',
    text: `update notice set read_at = $2 where person_id = $1 and read_at is null
             and (id = any($3::bigint[]) or id <= $4)`,
    values: [personOf(ctx), new Date(ctx.time.now()).toISOString(), ids, upTo],
  })
}

function personOf({ actor }: Ctx): number {
  if (actor.personId === null) throw new Problem('not-allowed', { action: 'have notices as a program' })
  return actor.personId
}
