import type { Spine } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import { giveWay } from './give-way.ts'
import { type Message, wanted } from './handler.ts'
import { keepTicking, type Loop } from './loop.ts'
import { startPulse } from './pulse.ts'
import { openQueue, type Work } from './queue.ts'
import { relayBatch } from './relay.ts'
import { type Following, loadJobs, runHandlers } from './run-handlers.ts'

export type JobsOptions = Following & {
  loops: readonly Loop[]
  indexLexemes?: (db: Db, ids: readonly number[]) => Promise<unknown>
}

export type Jobs = {
  /** Something was written: the spine's `poke`. */
  poke(): void
  /** Ends loops, relay and workers, in this order, each after what it has begun. */
  stop(): Promise<void>
}

const stopWithinMs = 10_000

/** So many jobs run at once: what they all ask the database is asked together (gather.ts). */
const sideBySide = 150

/** Follows what is written and what becomes due, in live time. The queue must be installed (`installQueue`). */
export async function startJobs(spine: Spine, options: JobsOptions): Promise<Jobs> {
  const queue = await openQueue(spine, workOn(spine, options))
  const relay = {
    registry: options.registry,
    wanted: wanted(options.handlers, options.registry),
    send: queue.send,
    indexLexemes: options.indexLexemes,
    batch: 500,
  }
  const relaying = startPulse({
    beat: async () => {
      let moved = 0
      do {
        moved = await relayBatch(spine, relay)
        if (moved > 0) queue.wake()
      } while (moved === relay.batch)
      return null
    },
    least: 50,
    most: 1_000,
    // Each batch costs some twenty statements, however small: on a busy machine they were as much as the work itself.
    share: { rest: 20, longest: 150 },
    onError: (error) =>
      spine.log.error({ err: error }, 'the outbox could not be relayed and will be tried again'),
  })
  const ticking = options.loops.map((loop) => keepTicking(spine, loop))
  return {
    poke: () => {
      relaying.poke()
      for (const pulse of ticking) pulse.poke()
    },
    stop: async () => {
      await Promise.all(ticking.map((pulse) => pulse.stop()))
      await Promise.all(options.loops.map((loop) => loop.idle?.()))
      await relaying.stop()
      await queue.stop(stopWithinMs)
    },
  }
}

function workOn(spine: Spine, following: Following): Work {
  return async (messages) => {
    const failed = new Set<string>()
    for (let start = 0; start < messages.length; start += sideBySide) {
      const began = performance.now()
      const jobs = await loadJobs(spine, messages.slice(start, start + sideBySide))
      await Promise.all(
        jobs.map((job) =>
          runHandlers(spine, following, job).catch((error) => {
            failed.add(keyOf(job))
            const { recordId: record, seq, verb } = job
            spine.log.error({ err: error, record, seq, verb }, 'a job failed')
          }),
        ),
      )
      await giveWay(spine.db, performance.now() - began)
    }
    return messages.map((message) => !failed.has(keyOf(message)))
  }
}

function keyOf({ recordId, seq }: Message): string {
  return `${recordId} ${seq}`
}
