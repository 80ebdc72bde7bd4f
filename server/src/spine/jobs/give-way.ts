import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../db/index.ts'

/** So many connections at work mean that people wait for their answers. */
const busyFrom = 4
/** Then work that nobody waits for rests so many times as long as it took, but no longer than this, ms. */
const restFactor = 3
const longestRest = 300

/** Rests after `tookMs` of work that nobody waits for while requests keep the database busy; else not at all. */
export async function giveWay({ pool }: Db, tookMs: number): Promise<void> {
  const busy = pool.totalCount - pool.idleCount + pool.waitingCount
  if (busy >= busyFrom) await sleep(Math.min(tookMs * restFactor, longestRest))
}
