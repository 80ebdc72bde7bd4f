import { Problem } from '@throughline/contract'
import { visibleIds } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import { AlreadyDone, beginFold, foldEntries, loadEntries, type Written } from '../records/index.ts'

const running = new Set<string>()

/**
 * Whether an earlier answer is looked for before running. An opening needs no look: a second one with the same key
 * is refused by the database, and only then looked up. An act would meet the state its first run left.
 */
export type Look = 'first' | 'if refused'

/**
 * Runs a command once for its request's key. A repeated request gets the first answer again, by folding the
 * record up to that write, as long as they may see it. Without a key it just runs.
 * @throws key-reused with another request, still-running, not-found
 */
export async function once(ctx: Ctx, run: () => Promise<Written>, look: Look = 'first'): Promise<Written> {
  const { request, actor } = ctx
  if (!request) return run()
  const name = `${actor.caller} ${request.key}`
  if (running.has(name)) throw new Problem('still-running')
  running.add(name)
  try {
    const known = look === 'first' ? await earlier(ctx) : null
    return known ?? (await remembered(ctx, await run()))
  } catch (error) {
    const first = refuses(error) ? await earlier(ctx) : null
    if (first) return first
    throw error
  } finally {
    running.delete(name)
  }
}

/** What changed nothing wrote nothing, and the door kept no key: repeated later, it must not change anything either. */
async function remembered({ db, actor, request, time }: Ctx, written: Written): Promise<Written> {
  if (request && written.entries.length === 0) {
    const { id, seq } = written.row
    await db.pool.query({
      name: 'keep answer',
      text: `insert into idempotency (caller, key, digest, record_id, seq, at) values ($1, $2, $3, $4, $5, $6)
             on conflict do nothing`,
      values: [actor.caller, request.key, request.digest, id, seq, new Date(time.now()).toISOString()],
    })
  }
  return written
}

/** Another process may have done it in between: then the state it left refuses ours, or the key itself. */
function refuses(error: unknown): boolean {
  return error instanceof Problem || (error instanceof AlreadyDone && error.what === 'answer')
}

async function earlier({ db, calendars, actor, request }: Ctx): Promise<Written | null> {
  if (!request) return null
  const { rows } = await db.pool.query<{ digest: string; recordId: number; seq: number }>({
    name: 'find answer',
    text: 'select digest, record_id as "recordId", seq from idempotency where caller = $1 and key = $2',
    values: [actor.caller, request.key],
  })
  const known = rows[0]
  if (!known) return null
  if (known.digest !== request.digest) throw new Problem('key-reused')
  // What has been restricted since does not exist any more for who is not among its readers.
  const visible = await visibleIds(db, actor, [known.recordId])
  if (!visible.has(known.recordId)) throw new Problem('not-found', { what: 'The answer' })
  const entries = (await loadEntries(db, [known.recordId])).filter((entry) => entry.seq <= known.seq)
  const { row, clocks } = foldEntries(beginFold(null), entries, calendars)
  if (!row) throw new Problem('not-found', { what: 'The answer' })
  return {
    row,
    clocks: [...clocks.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
    entries: entries.slice(-1),
  }
}

/** Forgets the keys of requests older than an instant: nobody repeats a request after so long. Answers how many. */
export async function forgetKeys(db: Db, before: number): Promise<number> {
  const { rowCount } = await db.pool.query('delete from idempotency where at < $1', [
    new Date(before).toISOString(),
  ])
  return rowCount ?? 0
}
