import { setTimeout as sleep } from 'node:timers/promises'
import { acts } from './acts.ts'
import type { Caller, Callers } from './callers.ts'
import type { Client } from './client.ts'
import { makePool } from './pool.ts'
import { between, randomFrom, weighted } from './random.ts'
import type { Worker } from './worker.ts'
import type { Writer } from './writer.ts'

/** Callers that write all the time, with rests between; in a burst without. */
export type Load = {
  burst(on: boolean): void
  /** Lets what is under way be acknowledged. */
  stop(): Promise<void>
  running(): boolean
}

/** How often each kind of act is chosen. */
const mix: Record<keyof typeof acts, number> = {
  report: 10,
  say: 24,
  move: 34,
  amend: 12,
  relate: 8,
  watch: 6,
  set: 1,
}
const restMs = [20, 80] as const
/** The longest that a caller carries on with one act before asking again whether to stop. */
const workersPerCaller = 2

export function startLoad(
  callers: Callers,
  {
    client,
    writer,
    seed,
    mostRequests,
  }: { client: Client; writer: Writer; seed: number; mostRequests: number },
): Load {
  const pool = makePool()
  let stopped = false
  let bursting = false
  const ended = (): boolean => stopped || client.tally.requests >= mostRequests
  const work = async (worker: Worker): Promise<void> => {
    while (!ended()) {
      await acts[weighted(worker.random, mix)](worker)
      if (!bursting) await sleep(between(worker.random, ...restMs))
    }
  }
  const everyone = [...callers.staff, ...callers.requesters].flatMap((caller) =>
    Array(workersPerCaller).fill(caller),
  )
  const running = everyone.map((caller: Caller, index) =>
    work({ caller, callers, client, writer, pool, random: randomFrom(seed * 1_000 + index) }),
  )
  return {
    burst: (on) => {
      bursting = on
    },
    stop: async () => {
      stopped = true
      await Promise.all(running)
    },
    running: () => !ended(),
  }
}
