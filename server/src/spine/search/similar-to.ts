import { isOpen } from '@throughline/contract'
import { isStaff } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { linksOf, mergedInto } from '../links/index.ts'
import type { Practice, Seen } from '../practice/index.ts'
import type { RecordRow } from '../records/index.ts'
import { type Similar, similarRecords } from './similar.ts'

/** So many are looked at for the few that are left once those that are known not to be the same are taken out. */
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
  const [found, ends, merged] = await Promise.all([
    similarRecords(ctx, practice, {
      title: row.title,
      ...(service && { service: service.ref }),
      limit: limit + spare,
    }),
    linksOf(ctx.db, row.id),
    mergedInto(ctx.db, row.id),
  ])
  const known = new Set([row.id, ...ends.map(({ id }) => id), ...merged.map(({ id }) => id)])
  return found.filter((one) => !known.has(one.row.id) && fits(row, one.row)).slice(0, limit)
}

/** Whether the two could be merged at all. */
function fits(row: RecordRow, other: RecordRow): boolean {
  return other.restricted === row.restricted && other.closedAt === null
}
