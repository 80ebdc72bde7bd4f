import { setTimeout as sleep } from 'node:timers/promises'
import { type CaughtUp, caughtUp } from './catch-up.ts'
import type { Database } from './database.ts'
import { type Kill, type Kind, limit } from './plan.ts'
import { between, type Random } from './random.ts'
import type { Service } from './service.ts'

/** What became of one kill; times in ms after it, catching up in ms after it was ready again. */
export type Killed = {
  kind: Kind
  /** Requests that waited for an answer when it came. */
  inFlight: number
  ready: number
  firstWrite: number | null
  /** Null where the next kill did not wait for it. */
  caughtUp: CaughtUp | null
  /** Which process served before and after. */
  servers: readonly [number | null, number | null]
}

export type Scene = {
  service: Service
  database: Database
  random: Random
  inFlight(): number
  /** When the first write was acknowledged that was sent after an instant. */
  firstAfter(at: number): number | null
}

/** Each answers when the first process was killed, epoch ms. */
const kills: Record<Kind, (scene: Scene) => Promise<number | null>> = {
  server: async ({ service }) => {
    const at = await service.kill()
    await service.start()
    return at
  },
  'server twice': async ({ service, random }) => {
    const at = await service.kill()
    service.launch()
    await sleep(between(random, 300, 2_000))
    while ((await service.kill()) === null) await sleep(20)
    await service.start()
    return at
  },
  postgres: (scene) => killPostgres(scene, 'all'),
  postmaster: (scene) => killPostgres(scene, 'postmaster'),
  backend: async ({ database }) => {
    const { at } = await database.kill('one backend')
    await sleep(30)
    return at
  },
  both: async ({ service, database }) => {
    const [{ at }] = await Promise.all([database.kill('all'), service.kill()])
    await service.start()
    return at
  },
}

/** Kills as a kind says, and waits until all is as it was before. */
export async function kill({ kind, patient }: Kill, scene: Scene): Promise<Killed> {
  const { service, database } = scene
  const before = await service.pid()
  const inFlight = scene.inFlight()
  const at = await kills[kind](scene)
  if (at === null) throw new Error('There was no server to kill')
  await untilReady(service.url)
  const readyAt = Date.now()
  const firstWrite = await firstWriteAfter(scene, at)
  return {
    kind,
    inFlight,
    ready: readyAt - at,
    firstWrite: firstWrite === null ? null : firstWrite - at,
    caughtUp: patient ? await caughtUp(database.db, readyAt, limit) : null,
    servers: [before, await service.pid()],
  }
}

async function killPostgres({ database }: Scene, which: 'all' | 'postmaster'): Promise<number> {
  const { at, postmaster } = await database.kill(which)
  for (const until = at + 60_000; Date.now() < until; await sleep(20)) {
    const now = await database.postmaster()
    if (now !== null && now !== postmaster) return at
  }
  throw new Error('PostgreSQL was not started again within a minute')
}

async function untilReady(url: string): Promise<void> {
  const until = Date.now() + 60_000
  for (;;) {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => null,
    )
    await answer?.body?.cancel()
    if (answer?.status === 200) return
    if (Date.now() > until) throw new Error('The service was not ready again within a minute')
    await sleep(20)
  }
}

async function firstWriteAfter({ firstAfter }: Scene, at: number): Promise<number | null> {
  for (let waited = 0; waited < limit; waited += 20) {
    const found = firstAfter(at)
    if (found !== null) return found
    await sleep(20)
  }
  return null
}
