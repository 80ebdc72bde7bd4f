import { rm } from 'node:fs/promises'
import path from 'node:path'
import { type Loader, startLoader } from '../load/loader.ts'
import type { Options } from '../options.ts'
import { furnish } from '../stage/house.ts'
import { onDatabase, openStage, type Stage, stages } from '../stage/postgres.ts'
import { startThroughline, type Throughline } from '../stage/throughline.ts'
import { drain } from './backlog.ts'
import { nothingPath } from './nothing-server.ts'
import { type Compared, reportOf } from './report.ts'
import { reportingRequests } from './requests.ts'
import { bareStatement, type Round, runRound } from './rounds.ts'

/**
 * `web` only answers, what follows is another process's; `all` does both, as an ordinary installation; `nothing`
 * answers without doing anything.
 */
type Servers = { web: Throughline; all: Throughline; nothing: Throughline }
type Run = {
  stage: Stage
  loader: Loader
  servers: Servers
  statement: string
  clients: number
  amount: number
}

/** Incidents reported over HTTP against the same statements bare, on the same PostgreSQL, in turn. */
export async function benchCreation({ short, rounds }: Options): Promise<void> {
  await rm(path.join(stages, 'create'), { recursive: true, force: true })
  const stage = await openStage('create')
  const loader = startLoader()
  try {
    await furnish(stage)
    const servers = await startServers(stage)
    const amount = short ? 400 : 4000
    for (const clients of [1, 8]) {
      const each = clients === 1 ? amount / 4 : amount
      const run = { stage, loader, servers, statement: await bareStatement(), clients, amount: each }
      const compared: Compared[] = []
      await compare({ ...run, amount: Math.ceil(amount / 2) })
      for (let round = 0; round < rounds; round++) compared.push(await compare(run))
      console.log(`\n${reportOf(clients, compared)}`)
    }
    const memory = await servers.all.memory()
    if (memory) console.log(`\nserver memory (role all): at most ${Math.round(memory.most)} MB`)
    for (const server of Object.values(servers)) await server.stop()
  } finally {
    loader.stop()
    await stage.stop()
  }
}

async function startServers(stage: Stage): Promise<Servers> {
  const env = (role: 'web' | 'all'): Record<string, string> => ({
    DATABASE_URL: stage.appUrl,
    DATABASE_OWNER_URL: stage.ownerUrl,
    THROUGHLINE_ROLE: role,
    THROUGHLINE_HOME: path.join(stage.folder, role),
  })
  const all = await startThroughline(env('all'))
  const web = await startThroughline(env('web'))
  const nothing = await startThroughline(env('web'), { script: 'bench/src/create/nothing-server.ts' })
  return { all, web, nothing }
}

/** One round of each. While the others write, the server that follows is stopped, so that it takes no time from them. */
async function compare(run: Run): Promise<Compared> {
  const { stage, loader, servers, statement, clients, amount } = run
  const load = { kind: 'bare' as const, url: stage.appUrl, statement, clients, amount, from: taken(amount) }
  pause(servers.all, true)
  const bare = await runRound({ stage, loader, server: null }, load)
  pause(servers.all, false)
  const { perSecond: followed } = await onDatabase(stage.ownerUrl, drain)
  pause(servers.all, true)
  const web = await overHttp(run, servers.web)
  await onDatabase(stage.ownerUrl, (client) => client.query('truncate outbox'))
  pause(servers.all, false)
  const all = await overHttp(run, servers.all)
  const { waiting } = await onDatabase(stage.ownerUrl, drain)
  const nothing = await overHttp(run, servers.nothing, `/api/v1${nothingPath}`)
  return { bare, web, all, nothing, followed, waiting }
}

function pause({ pid }: Throughline, paused: boolean): void {
  process.kill(pid, paused ? 'SIGSTOP' : 'SIGCONT')
}

function overHttp(run: Run, server: Throughline, route?: string): Promise<Round> {
  const { clients, amount } = run
  const requests = reportingRequests(clients, amount, taken(amount), route)
  return runRound({ ...run, server }, { kind: 'http', url: server.url, requests, amount })
}

let reported = 0

/** The number of the first of so many reports that nobody has made yet. */
function taken(amount: number): number {
  reported += amount
  return reported - amount
}
