import { type LinkType, Problem } from '@throughline/contract'
import type { Ctx } from '../context/index.ts'
import type { ParticipantOp, Written } from '../records/index.ts'
import { append, appendingIntent } from './amend.ts'
import { checkCircles, farIntent } from './linked.ts'
import { hasPart, isLinked } from './parts.ts'
import type { Practice, Seen } from './practice.ts'
import type { Registry } from './registry.ts'
import { retrying, see, writeFirst } from './see.ts'

/** Links a record to another; both timelines say so. The actor must see both. */
export function link(
  ctx: Ctx,
  registry: Registry,
  from: { practice: Practice; id: number },
  type: LinkType,
  to: string,
): Promise<Written> {
  return linking(ctx, registry, from, { op: 'add', type, to })
}

/** Ends a link; the timelines keep that it was there. Writes nothing where there is none, as when it is asked again. */
export function unlink(
  ctx: Ctx,
  registry: Registry,
  from: { practice: Practice; id: number },
  type: LinkType,
  to: string,
): Promise<Written> {
  return linking(ctx, registry, from, { op: 'end', type, to })
}

type Linking = { op: 'add' | 'end'; type: LinkType; to: string }

async function linking(
  ctx: Ctx,
  registry: Registry,
  from: { practice: Practice; id: number },
  { op, type, to }: Linking,
): Promise<Written> {
  const otherId = registry.idOf(to)
  const otherPractice = registry.ofRef(to)
  if (otherId === from.id) throw new Problem('rule-broken', { why: 'A record cannot be linked to itself.' })
  return retrying(async () => {
    const seen = await see(ctx, from.practice, from.id, 'link')
    const other = await see(ctx, otherPractice, otherId, 'read')
    if (op === 'end' && !(await isLinked(ctx.db, seen.row.id, type, otherId))) return unchanged(seen)
    const links = [{ op, type, to: otherId }]
    await checkCircles(ctx, from.id, links)
    const verb = op === 'add' ? 'link' : 'unlink'
    const near = await appendingIntent(ctx, seen, {
      verb,
      raises: false,
      patch: { links, more: { type, to } },
    })
    const said = { verb: op === 'add' ? ('linked' as const) : ('unlinked' as const), type }
    return writeFirst(ctx, [near, farIntent(ctx, { ...from, actorId: ctx.actor.personId }, said, other)])
  })
}

/** Adds or removes a participant: the actor as a watcher, a helper, … Writes nothing where nothing changes. */
export function participate(ctx: Ctx, practice: Practice, id: number, op: ParticipantOp): Promise<Written> {
  return retrying(async () => {
    const own = op.subject === 'person' && op.id === ctx.actor.personId && op.role === 'watcher'
    const seen = await see(ctx, practice, id, own ? 'watch' : 'act')
    if ((await hasPart(ctx.db, id, op)) === (op.op === 'add')) return unchanged(seen)
    const verb = { watcher: 'watch', helper: 'help', reader: 'read', reporter: 'report-too' }[op.role]
    return append(ctx, seen, {
      verb: op.op === 'add' ? verb : `un${verb}`,
      raises: false,
      patch: { participants: [op] },
    })
  })
}

function unchanged({ row, clocks }: Seen): Written {
  return { row, clocks, entries: [] }
}
