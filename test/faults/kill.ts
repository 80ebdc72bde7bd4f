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

const kills: Record<Kind, (scene: Scene) => Promise<void>> = {
  server: async ({ service }) => {
    await service.kill()
    await service.start()
  },
  'server twice': async ({ service, random }) => {
    await service.kill()
    service.launch()
    await sleep(between(random, 300, 2_000))
    while (!(await service.kill())) await sleep(20)
    await service.start()
  },
  postgres: (scene) => killPostgres(scene, 'all'),
  postmaster: (scene) => killPostgres(scene, 'postmaster'),
  backend: async (scene) => {
    await scene.database.kill('one backend')
    await sleep(30)
  },
  both: async ({ service, database }) => {
    await Promise.all([database.kill('all'), service.kill()])
    await service.start()
  },
}

/** Kills as a kind says, and waits until all is as it was before. */
export async function kill({ kind, patient }: Kill, scene: Scene): Promise<Killed> {
  const { service, database } = scene
  const before = await service.pid()
  const inFlight = scene.inFlight()
  const at = Date.now()
  await kills[kind](scene)
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

async function killPostgres({ database }: Scene, which: 'all' | 'postmaster'): Promise<void> {
  const before = await database.kill(which)
  const until = Date.now() + 60_000
  for (;;) {
    const now = await database.postmaster()
    if (now !== null && now !== before) return
    if (Date.now() > until) throw new Error('PostgreSQL was not started again within a minute')
    await sleep(20)
  }
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
