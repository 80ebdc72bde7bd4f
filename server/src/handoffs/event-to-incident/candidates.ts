import { isOpen } from '@throughline/contract'
import type { News } from '../../practices/event/index.ts'
import { dataOf } from '../../practices/incident/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { survivorOf } from '../../spine/merging/index.ts'
import { type Loaded, loadRecords } from '../../spine/records/index.ts'

/** Where alerts that fire may go. */
export type Candidates = {
  /** The incident that their group is in, or that it was merged into: it is worked on. */
  open: Loaded | null
  /** One that the same alert was in, resolved, and recovered so lately that this is the same trouble. */
  recovered: Loaded | null
  /** One that the same alert was in, and that a new one would be a recurrence of. */
  earlier: Loaded | null
}

const minute = 60_000
const day = 1440 * minute
/** Earlier incidents of more alerts are not followed. */
const longest = 20

export async function candidates(
  ctx: Ctx,
  current: number | null,
  fired: readonly News[],
): Promise<Candidates> {
  const ids = [...new Set(fired.flatMap(({ incidentId }) => incidentId ?? []))]
  const known = await loadRecords(ctx.db, [
    ...ids.toSorted((a, b) => b - a).slice(0, longest),
    ...(current === null ? [] : [current]),
  ])
  const open = current === null ? null : await workedOn(ctx, known.get(current) ?? null)
  const { closing } = ctx.settings.current()
  const now = ctx.time.now()
  const since = (loaded: Loaded, ms: number): boolean => now - endOf(loaded) <= ms
  const own = ids
    .toSorted((a, b) => b - a)
    .flatMap((id) => known.get(id) ?? [])
    .filter(({ row }) => row.kind === 'incident' && row.category === 'done')
  const held = closing.recoveryHeldMinutes * minute
  return {
    open,
    recovered: own.find((loaded) => loaded.row.state === 'resolved' && since(loaded, held)) ?? null,
    earlier: own.find((loaded) => since(loaded, closing.cameBackDays * day)) ?? null,
  }
}

/** When service was back, or the work on it ended. */
function endOf({ row }: Loaded): number {
  return dataOf(row).restoredAt ?? row.resolvedAt ?? row.closedAt ?? row.openedAt
}

/** The incident itself while it is open; of one that was merged into another, that other one. */
async function workedOn(ctx: Ctx, loaded: Loaded | null): Promise<Loaded | null> {
  if (!loaded) return null
  const id = await survivorOf(ctx.db, loaded.row.id)
  const found = id === loaded.row.id ? loaded : (await loadRecords(ctx.db, [id])).get(id)
  return found && found.row.kind === 'incident' && isOpen(found.row.category) ? found : null
}
