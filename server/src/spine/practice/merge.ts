import { isOpen, Problem } from '@throughline/contract'
import { may } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { survivorOf } from '../links/index.ts'
import { loadFor, loadRecords, Moved, type RecordRow, type Written } from '../records/index.ts'
import { append } from './amend.ts'
import { against } from './decide.ts'
import { checkCircles } from './linked.ts'
import type { Practice, Seen } from './practice.ts'
import { type Registry, refOf } from './registry.ts'
import { checkVersion, retrying, see } from './see.ts'

/** `into`: the ref of the record that stays; where that one is merged itself, it is the one it is worked on in. */
export type Merging = { id: number; into: string; reason?: string | undefined; version?: number | undefined }

/**
 * Merges a record into another of its kind. Nothing is moved: the record keeps its entries, state and people, is hidden
 * from queues and counts, and its clocks stand without a verdict until it is taken out again. Both timelines say so.
 *
 * Only records that stand by themselves are merged, and only into such: so no circle can close, as of two
 * decisions that share a record one is made anew.
 * @throws not-found, not-allowed, stale-version, rule-broken
 */
export function merge(ctx: Ctx, registry: Registry, practice: Practice, merging: Merging): Promise<Written> {
  return retrying(async () => {
    const seen = await see(ctx, practice, merging.id, 'act')
    checkVersion(seen, merging.version)
    const target = await survivorNamed(ctx, registry, merging.into)
    if (seen.row.mergedInto !== null) return alreadyMerged(ctx, seen, target)
    checkMerge(seen, target, merging.into)
    const to = target.row.id
    const links = [{ op: 'add' as const, type: 'merged-into' as const, to }]
    await checkCircles(ctx, seen.row.id, links)
    return append(ctx, seen, {
      verb: 'merge',
      raises: true,
      patch: {
        public: true,
        set: { mergedInto: to },
        links,
        linked: [target],
        more: { into: refOf(practice, to) },
        ...(merging.reason !== undefined && { content: { note: { reason: merging.reason } } }),
      },
    })
  })
}

/** Takes a record out of a merge: it is again what it was, and its clocks go on. Writes nothing where it is not merged. */
export function unmerge(ctx: Ctx, practice: Practice, id: number, cause?: string): Promise<Written> {
  return retrying(async () => {
    const seen = await see(ctx, practice, id, 'act')
    const into = seen.row.mergedInto
    if (into === null) return unchanged(seen)
    const other = (await loadRecords(ctx.db, [into])).get(into)
    return append(ctx, seen, {
      verb: 'unmerge',
      raises: true,
      patch: {
        public: true,
        set: { mergedInto: null },
        links: [{ op: 'end', type: 'merged-into', to: into }],
        linked: other ? [other] : [],
        more: { from: refOf(practice, into) },
      },
      ...(cause !== undefined && { cause }),
    })
  })
}

function unchanged({ row, clocks }: Seen): Written {
  return { row, clocks: [...clocks], entries: [] }
}

/** The record that is worked on for the one that was named, if the actor sees it. */
async function survivorNamed(ctx: Ctx, registry: Registry, ref: string): Promise<Seen> {
  const named = await see(ctx, registry.ofRef(ref), registry.idOf(ref), 'read')
  const id = await survivorOf(ctx.db, named.row.id)
  const found = (await loadFor(ctx.db, ctx.actor, [id])).get(id)
  // It was merged in between.
  if (found && found.row.mergedInto !== null) throw new Moved()
  if (!found || !may(ctx.actor, 'act', { ...found.row, mine: found.mine }))
    throw new Problem('not-found', { what: `What ${ref} is merged into` })
  return { ...found, practice: named.practice }
}

/** Asked again for the same it changes nothing. */
async function alreadyMerged(ctx: Ctx, seen: Seen, target: Seen): Promise<Written> {
  if ((await survivorOf(ctx.db, seen.row.id)) === target.row.id) return unchanged(seen)
  throw new Problem('is-merged', { ref: refOf(seen.practice, seen.row.id) })
}

function checkMerge({ row, practice }: Seen, target: Seen, named: string): void {
  const ref = refOf(practice, row.id)
  const into = refOf(target.practice, target.row.id)
  const kinds = practice.merges && target.practice === practice
  const guard = against(practice, row, 'merge')
  const why =
    whyNot(row, target.row, { ref, into, named, kinds }) ?? (guard === null ? null : `${ref} is ${guard}.`)
  if (why !== null) throw new Problem('rule-broken', { why })
}

type Names = { ref: string; into: string; named: string; kinds: boolean | undefined }

function whyNot(row: RecordRow, target: RecordRow, { ref, into, named, kinds }: Names): string | null {
  if (row.id === target.id)
    return named === ref ? `${ref} cannot be merged into itself.` : `${named} is merged into ${ref} already.`
  if (!kinds) return 'Only records of one kind, such as two incidents, are merged.'
  if (!isOpen(row.category)) return `${ref} is finished: only open work is merged. Link the two instead.`
  if (target.category === 'cancelled' || target.closedAt !== null)
    return `${into} is closed: what happens again is a new record. Link the two instead.`
  if (row.restricted && !target.restricted)
    return `${ref} is restricted and ${into} is not: who reads that one would read this one too.`
  if (!row.restricted && target.restricted)
    return `${into} is restricted and ${ref} is not: who works on this one and who reported it would lose sight of it.`
  return null
}
