import { isOpen } from '@throughline/contract'
import { isStaff } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { linksOf, mergedInto } from '../links/index.ts'
import type { Practice, Seen } from '../practice/index.ts'
import type { RecordRow } from '../records/index.ts'
import { type Similar, similarRecords } from './similar.ts'

/** Who shares less of a subject than this is not worth a look. */
const least = 0.3
/** So many more are looked at, for some cannot be merged. */
const spare = 10

/**
 * Open records that may be the same as one, or lately resolved ones, by its subject, without those that are merged with it,
 * belong to it or were said not to be the same. To what cannot be merged nothing is like. For staff.
 */
export async function similarTo(
  ctx: Ctx,
  practice: Practice,
  { row }: Seen,
  limit: number,
): Promise<Similar[]> {
  if (!isStaff(ctx.actor) || !isOpen(row.category)) return []
  const service = row.serviceId === null ? null : ctx.directory.service(row.serviceId)
  const [ends, merged] = await Promise.all([linksOf(ctx.db, row.id), mergedInto(ctx.db, row.id)])
  const known = new Set([row.id, ...ends.map(({ id }) => id), ...merged.map(({ id }) => id)])
  const like = { title: row.title, ...(service && { service: service.ref }), limit: limit + spare }
  const found = await similarRecords(ctx, practice, like, { not: known, least })
  return found.filter((one) => fits(row, one.row)).slice(0, limit)
}

/** Whether the two could be merged at all. */
function fits(row: RecordRow, other: RecordRow): boolean {
  return other.restricted === row.restricted && other.closedAt === null
}
