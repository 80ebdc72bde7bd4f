import type { Lifecycle } from '@throughline/contract'
import { systemActor } from '../spine/access/index.ts'
import type { Spine } from '../spine/context/index.ts'
import { append, type Practice, type Registry, retrying, see } from '../spine/practice/index.ts'

/**
 * Moves records out of states that a release has retired, through the door, and refuses to start where records are
 * in states that nobody knows: a lifecycle was changed without saying what became of them.
 * @throws Error naming kind, state and how many
 */
export async function leaveRetiredStates(spine: Spine, registry: Registry): Promise<number> {
  const { rows } = await spine.db.pool.query<{ kind: string; state: string; count: number }>(statesInUse)
  const unknown: string[] = []
  let moved = 0
  for (const { kind, state, count } of rows) {
    const practice = registry.all().find(({ facts }) => facts.kind === kind)
    const lifecycle: Lifecycle | undefined = practice?.facts.lifecycle
    if (lifecycle?.states[state]) continue
    const to = lifecycle?.retired?.[state]
    if (practice && to !== undefined) moved += await moveAll(spine, practice, state, to)
    else unknown.push(`${kind} "${state}" (${count})`)
  }
  if (unknown.length === 0) return moved
  throw new Error(
    `Some records are in states that this release does not know: ${unknown.join(', ')}. Start the release that wrote them, or declare in the lifecycle's \`retired\` what became of them.`,
  )
}

const statesInUse = `
  select kind, state, count(*) as count from record group by kind, state order by kind, state`

async function moveAll(spine: Spine, practice: Practice, from: string, to: string): Promise<number> {
  const ctx = { ...spine, actor: systemActor }
  const { rows } = await spine.db.pool.query<{ id: number }>(
    'select id from record where kind = $1 and state = $2 order by id',
    [practice.facts.kind, from],
  )
  for (const { id } of rows) {
    await retrying(async () => {
      const seen = await see(ctx, practice, id, 'read')
      if (seen.row.state !== from) return
      await append(ctx, seen, {
        verb: 'retire-state',
        raises: true,
        patch: { state: to, more: { from, to } },
      })
    })
  }
  return rows.length
}
