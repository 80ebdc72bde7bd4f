import path from 'node:path'
import { median, percentile, table } from '../figures.ts'
import { openHistory } from '../history/history.ts'
import { type Loader, startLoader } from '../load/loader.ts'
import type { Sent } from '../load/messages.ts'
import type { Options } from '../options.ts'
import { cpuTimes } from '../stage/cpu.ts'
import { agentKey, requesterKey } from '../stage/house.ts'
import type { Stage } from '../stage/postgres.ts'
import { startThroughline, type Throughline } from '../stage/throughline.ts'
import { writePlans } from './plans.ts'
import { type Question, questionsFor } from './questions.ts'

type Running = { loader: Loader; size: number; stage: Stage; server: Throughline; questions: Question[] }
/** Latencies, and CPU time of a request in the server and in PostgreSQL, ms. */
type Times = { p50: number; p95: number; server: number; postgres: number }

const clients = 8

/** Queues, searches and records, at 10,000 and at 1,000,000 incidents in turn. */
export async function benchReads({ short, rounds, plans }: Options): Promise<void> {
  const running: Running[] = []
  const loader = startLoader()
  try {
    for (const size of short ? [10_000] : [10_000, 1_000_000]) running.push(await start(size, loader))
    console.log(
      `\n${clients} clients, ms; CPU: server + database, each request\n\n${table(await measure(running, short ? 80 : 400, rounds))}`,
    )
    for (const { size, server } of running) {
      const memory = await server.memory()
      if (memory)
        console.log(`server memory at ${size.toLocaleString('en')}: at most ${Math.round(memory.most)} MB`)
    }
    if (plans) await writePlans(running)
  } finally {
    loader.stop()
    for (const { server, stage } of running) await server.stop().finally(stage.stop)
  }
}

async function start(size: number, loader: Loader): Promise<Running> {
  const stage = await openHistory(size)
  const server = await startThroughline({
    DATABASE_URL: stage.appUrl,
    DATABASE_OWNER_URL: stage.ownerUrl,
    // Nothing is written, so nothing follows.
    THROUGHLINE_ROLE: 'web',
    THROUGHLINE_HOME: path.join(stage.folder, 'server'),
  })
  return { loader, size, stage, server, questions: questionsFor(size) }
}

async function measure(running: readonly Running[], amount: number, rounds: number) {
  const rows: Record<string, string | number>[] = []
  for (const [at, { name }] of (running[0]?.questions ?? []).entries()) {
    const times = running.map((): Times[] => [])
    for (const one of running) await ask(one, at, amount / 2)
    for (let round = 0; round < rounds; round++) {
      for (const [which, one] of running.entries()) times[which]?.push(await ask(one, at, amount))
    }
    rows.push(rowOf(name, running, times))
    process.stdout.write('.')
  }
  return rows
}

async function ask(
  { loader, stage, server, questions }: Running,
  at: number,
  amount: number,
): Promise<Times> {
  const question = questions[at]
  if (!question) throw new Error('there is no such question')
  const requests = requestsOf(question)
  const before = await cpuTimes(server.pid, stage.folder)
  const { latencies, failed } = await loader.run({ kind: 'http', url: server.url, requests, amount })
  const after = await cpuTimes(server.pid, stage.folder)
  // A record that is restricted to others is not found; that is an answer as well.
  if (failed > amount / 20) throw new Error(`${failed} of ${amount} failed: ${question.name}`)
  return {
    p50: percentile(latencies, 50),
    p95: percentile(latencies, 95),
    server: (after.server - before.server) / amount,
    postgres: (after.postgres - before.postgres) / amount,
  }
}

function requestsOf({ asker, paths }: Question): Sent[][] {
  const headers = { authorization: `Bearer ${asker === 'agent' ? agentKey : requesterKey}` }
  const requests = paths.map((path) => ({ method: 'GET', path: `/api/v1${path}`, headers }))
  // Each connection begins at another one.
  return Array.from({ length: clients }, (_, client) => {
    const begin = Math.floor((client * requests.length) / clients)
    return [...requests.slice(begin), ...requests.slice(0, begin)]
  })
}

function rowOf(
  name: string,
  running: readonly Running[],
  times: readonly Times[][],
): Record<string, string | number> {
  const row: Record<string, string | number> = { what: name }
  const p95s = times.map((rounds) => median(rounds.map(({ p95 }) => p95)))
  for (const [at, { size }] of running.entries()) {
    row[`p50 at ${size.toLocaleString('en')}`] = median((times[at] ?? []).map(({ p50 }) => p50))
    row[`p95 at ${size.toLocaleString('en')}`] = p95s[at] ?? Number.NaN
  }
  for (const [at, { size }] of running.entries()) {
    const of = (value: (one: Times) => number): string => median((times[at] ?? []).map(value)).toFixed(2)
    row[`CPU at ${size.toLocaleString('en')}`] =
      `${of(({ server }) => server)} + ${of(({ postgres }) => postgres)}`
  }
  if (p95s.length > 1) row['p95 ratio'] = (p95s[1] ?? Number.NaN) / (p95s[0] ?? Number.NaN)
  return row
}
