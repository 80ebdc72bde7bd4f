import { isoOf } from '@throughline/contract'
import { visibleIds } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import type { MergedEnd } from '../links/index.ts'
import { type JsonObject, loadRows, type RecordRow } from '../records/index.ts'
import { personName } from './person-name.ts'
import type { Practice } from './practice.ts'
import { refOf } from './registry.ts'

/** A record that is merged into the one shown, and how it came there. */
export type MergedRow = { end: MergedEnd; row: RecordRow }

/** The rows of what is merged into a record, as far as the actor may see them. */
export async function mergedRows(ctx: Ctx, ends: readonly MergedEnd[]): Promise<MergedRow[]> {
  if (ends.length === 0) return []
  const ids = ends.map(({ id }) => id)
  const [rows, visible] = await Promise.all([loadRows(ctx.db, ids), visibleIds(ctx.db, ctx.actor, ids)])
  return ends.flatMap((end) => {
    const row = visible.has(end.id) ? rows.get(end.id) : undefined
    return row ? [{ end, row }] : []
  })
}

export async function presentMerged(
  ctx: Ctx,
  practice: Practice,
  merged: readonly MergedRow[],
): Promise<JsonObject[]> {
  const people = await ctx.directory.people(
    merged.flatMap(({ end, row }) => [end.by, row.requesterId]).filter((id) => id !== null),
  )
  return merged.map(({ end, row }) => ({
    ref: refOf(practice, row.id),
    title: row.title,
    state: row.state,
    requester: personName(people, row.requesterId),
    openedAt: isoOf(row.openedAt),
    at: isoOf(end.at),
    by: personName(people, end.by),
  }))
}
