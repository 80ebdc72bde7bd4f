import { Problem } from '@throughline/contract'
import { type Action, authorize } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { AlreadyDone, commit, type Intent, loadFor, Moved, type Written } from '../records/index.ts'
import type { Practice, Seen } from './practice.ts'
import { refOf } from './registry.ts'

/** Loads a record for an action, or refuses: what the actor may not see does not exist. */
export async function see(ctx: Ctx, practice: Practice, id: number, action: Action): Promise<Seen> {
  const ref = refOf(practice, id)
  const loaded = (await loadFor(ctx.db, ctx.actor, [id])).get(id)
  if (!loaded || loaded.row.kind !== practice.facts.kind) throw new Problem('not-found', { what: ref })
  authorize(ctx.actor, action, { ...loaded.row, mine: loaded.mine }, ref)
  return { ...loaded, practice }
}

/** Refuses an edit that was made on another version than the present one. */
export function checkVersion(seen: Seen, sent: number | undefined): void {
  const { version, id } = seen.row
  if (sent !== undefined && sent !== version) {
    throw new Problem('stale-version', { ref: refOf(seen.practice, id), current: version, sent })
  }
}

/** Writes through the door, live; the first intent carries the request's key. */
export function write(ctx: Ctx, intents: readonly Intent[]): Promise<Written[]> {
  const { actor, request } = ctx
  const [first, ...others] = intents
  if (!first) return Promise.resolve([])
  const keyed = request ? { ...first, answer: { caller: actor.caller, ...request } } : first
  const door = {
    db: ctx.db,
    calendars: ctx.calendars,
    now: ctx.time.now(),
    mode: 'live' as const,
    poke: ctx.poke,
  }
  return commit(door, [keyed, ...others])
}

/** Writes intents; answers what became of the first. */
export async function writeFirst(ctx: Ctx, intents: readonly Intent[]): Promise<Written> {
  const [written] = await write(ctx, intents)
  if (!written) throw new Error('the door answered nothing')
  return written
}

/** Tries again when another write came between: what is decided anew on the newer record is as good. */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof AlreadyDone && error.what === 'link')
        throw new Problem('conflict', { what: 'This link exists already' })
      if (error instanceof AlreadyDone && error.what === 'major')
        throw new Problem('conflict', {
          what: 'Its service has an open major incident already: add this to that one',
        })
      if (!(error instanceof Moved)) throw error
      if (tries >= 20) throw new Problem('conflict', { what: 'The record is changing too fast; try again' })
    }
  }
}
