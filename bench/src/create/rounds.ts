import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { percentile } from '../figures.ts'
import type { Loader } from '../load/loader.ts'
import type { Load } from '../load/messages.ts'
import { cpuTimes } from '../stage/cpu.ts'
import type { Stage } from '../stage/postgres.ts'
import type { Throughline } from '../stage/throughline.ts'

/** What a round of load showed: per second, ms, and µs of CPU time each in PostgreSQL, the server and the client. */
export type Round = {
  perSecond: number
  p50: number
  p95: number
  p99: number
  postgres: number
  server: number
  client: number
}

/** The statements of a creation without anything around them, as `npm run generate` wrote them. */
export async function bareStatement(): Promise<string> {
  const file = path.resolve(import.meta.dirname, '../../sql/create-incident.sql')
  return (await readFile(file, 'utf8')).replace(/^--.*\n/gm, '').trim()
}

/** Where a round runs; the server, if its CPU time is to be counted. */
export type Place = { stage: Stage; server: Throughline | null; loader: Loader }

/** Runs a load and measures it from outside. */
export async function runRound(at: Place, load: Load): Promise<Round> {
  const { stage, server, loader } = at
  const before = await cpuTimes(server?.pid ?? 0, stage.folder)
  const { latencies, ms, failed, cpuMs } = await loader.run(load)
  if (failed > 0) throw new Error(`${failed} of ${load.amount} failed`)
  const after = await cpuTimes(server?.pid ?? 0, stage.folder)
  const each = (spent: number): number => (spent * 1000) / load.amount
  return {
    perSecond: (latencies.length * 1000) / ms,
    p50: percentile(latencies, 50),
    p95: percentile(latencies, 95),
    p99: percentile(latencies, 99),
    postgres: each(after.postgres - before.postgres),
    server: each(after.server - before.server),
    client: each(cpuMs),
  }
}
