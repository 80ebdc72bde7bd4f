import type { Spine } from '../context/index.ts'
import type { TestTime } from '../time/index.ts'
import { type Message, wanted } from './handler.ts'
import type { Loop } from './loop.ts'
import { takeOutbox } from './relay.ts'
import { type Following, loadJobs, runHandlers } from './run-handlers.ts'

/** In which order, and how often, jobs that wait at the same time are run: for tests of handlers. */
export type Order = (messages: Message[]) => Message[]

/** Follows everything in the outbox, and what follows from that, without a queue. Answers how many entries. */
export async function followAll(
  spine: Spine,
  following: Following,
  order: Order = (same) => same,
): Promise<number> {
  const isWanted = wanted(following.handlers, following.registry)
  let followed = 0
  for (;;) {
    const taken = await takeOutbox(spine.db.pool, 500)
    if (taken.length === 0) return followed
    followed += taken.length
    for (const job of await loadJobs(spine, order(taken.filter(isWanted))))
      await runHandlers(spine, following, job)
  }
}

/** Rounds at one instant after which loops that always find more to do are a mistake. */
const mostRounds = 1000

/**
 * Moves time until `until` (epoch ms), from due time to due time: at each, what is due is done and what follows
 * from it is followed. A simulated month takes as long as its due times, not as its minutes.
 */
export async function runUntil(
  spine: Spine & { readonly time: TestTime },
  loops: readonly Loop[],
  until: number,
  following: Following,
): Promise<void> {
  for (;;) {
    const next = await settle(spine, loops, following)
    if (next === null || next > until) break
    spine.time.set(next)
  }
  spine.time.set(until)
}

/** Does all that is due now; answers when something is due next. */
async function settle(spine: Spine, loops: readonly Loop[], following: Following): Promise<number | null> {
  for (let round = 0; round < mostRounds; round++) {
    await followAll(spine, following)
    const now = spine.time.now()
    const dues: number[] = []
    for (const loop of loops) {
      const due = await loop.tick(now)
      if (due !== null) dues.push(due)
    }
    const followed = await followAll(spine, following)
    const next = Math.min(...dues)
    if (followed === 0 && !(next <= now)) return Number.isFinite(next) ? next : null
  }
  throw new Error(`the loops ${loops.map(({ name }) => name).join(', ')} always find more to do`)
}
