import { systemActor } from '../access/index.ts'
import type { Spine } from '../context/index.ts'
import { append, clockOps, type Registry, retrying, see } from '../practice/index.ts'

/**
 * Aims the clocks of open records at the targets and calendars now in force: each leaves an entry that says why,
 * and keeps its origin, its pauses and a past breach. Run again, it finds nothing more to do.
 */
export async function reaimClocks(spine: Spine, registry: Registry, because: string): Promise<number> {
  let aimed = 0
  for (let after = 0; ; ) {
    const { rows } = await spine.db.pool.query<{ id: number; kind: string }>({
      name: 'records with clocks that run',
      text: `select distinct c.record_id as id, r.kind from clock c join record r on r.id = c.record_id
             where c.state in ('running', 'paused') and c.record_id > $1 order by 1 limit 200`,
      values: [after],
    })
    for (const { id, kind } of rows) if (await reaim(spine, registry, { id, kind, because })) aimed++
    const last = rows.at(-1)
    if (!last) return aimed
    after = last.id
  }
}

async function reaim(
  spine: Spine,
  registry: Registry,
  { id, kind, because }: { id: number; kind: string; because: string },
): Promise<boolean> {
  const ctx = { ...spine, actor: systemActor }
  return retrying(async () => {
    const seen = await see(ctx, registry.of(kind), id, 'read')
    if (clockOps(spine, seen.practice, seen.row, seen.clocks).length === 0) return false
    // Deciding anything tells the clocks what they should be doing: an entry that changes nothing else does.
    await append(ctx, seen, { verb: 're-aim', raises: false, patch: { more: { because } } })
    return true
  })
}
