import { rm } from 'node:fs/promises'
import path from 'node:path'
import { median, table } from '../figures.ts'
import type { Options } from '../options.ts'
import { furnish } from '../stage/house.ts'
import { onDatabase, openStage, type Stage, stages } from '../stage/postgres.ts'
import { startThroughline, type Throughline } from '../stage/throughline.ts'
import { drain } from './backlog.ts'
import { nothingPath } from './nothing-server.ts'
import { reportingRequests } from './requests.ts'
import { bareStatement, type Round, runRound } from './rounds.ts'

type Role = 'web' | 'all'
type Measured = { bare: Round; http: Round; drained: number | null }

/** Incidents reported over HTTP against the same statements bare, on the same PostgreSQL, round about. */
export async function benchCreation({ short, rounds }: Options): Promise<void> {
  await rm(path.join(stages, 'create'), { recursive: true, force: true })
  const stage = await openStage('create')
  try {
    await furnish(stage)
    const amount = short ? 500 : 6000
    for (const role of ['web', 'all'] as const) {
      for (const clients of [1, 8]) {
        const each = clients === 1 ? amount / 4 : amount
        console.log(`\nCreation, ${clients} client${clients > 1 ? 's' : ''}, ${said[role]}\n`)
        await benchRole(stage, role, clients, each, rounds)
      }
    }
    console.log('\nThe same request answered without doing it, 8 clients\n')
    await benchNothing(stage, amount, rounds)
  } finally {
    await stage.stop()
  }
}

const said: Record<Role, string> = {
  web: 'what follows is left to another process (role web)',
  all: 'and all that follows in the same process (role all)',
}

let from = 0

async function benchRole(
  stage: Stage,
  role: Role,
  clients: number,
  amount: number,
  rounds: number,
): Promise<void> {
  const server = await startThroughline(envOf(stage, role))
  const statement = await bareStatement()
  const measured: Measured[] = []
  try {
    await http(stage, server, clients, Math.ceil(amount / 3))
    await settle(stage, role)
    for (let round = 0; round < rounds; round++) {
      // A stopped server neither follows what the bare client writes nor competes with it.
      process.kill(server.pid, 'SIGSTOP')
      const load = { kind: 'bare' as const, url: stage.appUrl, statement, clients, amount, from }
      const bare = await runRound(stage, null, load).finally(() => process.kill(server.pid, 'SIGCONT'))
      const drained = await settle(stage, role)
      const one = await http(stage, server, clients, amount)
      await settle(stage, role)
      measured.push({ bare, http: one, drained })
    }
    console.log(reportOf(measured))
    const memory = await server.memory()
    if (memory)
      console.log(`server memory: ${Math.round(memory.now)} MB, at most ${Math.round(memory.most)} MB`)
  } finally {
    await server.stop()
  }
}

function envOf(stage: Stage, role: Role): Record<string, string> {
  return {
    DATABASE_URL: stage.appUrl,
    DATABASE_OWNER_URL: stage.ownerUrl,
    THROUGHLINE_ROLE: role,
    THROUGHLINE_HOME: path.join(stage.folder, 'server'),
  }
}

function http(
  stage: Stage,
  server: Throughline,
  clients: number,
  amount: number,
  route?: string,
): Promise<Round> {
  from += amount
  const requests = reportingRequests(clients, amount, from, route)
  return runRound(stage, server, { kind: 'http', url: server.url, requests, amount })
}

/** Leaves nothing to follow; answers how many a second were followed. */
function settle(stage: Stage, role: Role): Promise<number | null> {
  return onDatabase(stage.ownerUrl, async (client) => {
    if (role === 'all') return (await drain(client)).perSecond
    await client.query('truncate outbox')
    return null
  })
}

async function benchNothing(stage: Stage, amount: number, rounds: number): Promise<void> {
  const server = await startThroughline(envOf(stage, 'web'), { script: 'bench/src/create/nothing-server.ts' })
  try {
    const measured: Round[] = []
    for (let round = 0; round < rounds; round++) {
      measured.push(await http(stage, server, 8, amount, `/api/v1${nothingPath}`))
    }
    console.log(table([{ what: 'nothing', ...mediansOf(measured) }]))
  } finally {
    await server.stop()
  }
}

function reportOf(measured: readonly Measured[]): string {
  const ratios = measured.map(({ bare, http }) => http.perSecond / bare.perSecond)
  const cpu = ({ postgres, server, client }: Round): number => postgres + server + client
  const cpuRatios = measured.map(({ bare, http }) => cpu(bare) / cpu(http))
  const drained = measured.flatMap((one) => one.drained ?? [])
  const rows = [
    { what: 'bare', ...mediansOf(measured.map(({ bare }) => bare)) },
    { what: 'HTTP', ...mediansOf(measured.map(({ http }) => http)) },
  ]
  const lines = [
    table(rows),
    `ratio: ${percent(median(ratios))} (${ratios.map(percent).join(', ')}); by CPU time ${percent(median(cpuRatios))}`,
  ]
  if (drained.length > 0) lines.push(`followed afterwards: ${Math.round(median(drained))} entries a second`)
  return lines.join('\n')
}

function mediansOf(rounds: readonly Round[]): Record<string, number> {
  const of = (value: (round: Round) => number): number => median(rounds.map(value))
  return {
    'per second': of((round) => round.perSecond),
    'p50 ms': of((round) => round.p50),
    'p95 ms': of((round) => round.p95),
    'p99 ms': of((round) => round.p99),
    'CPU µs database': of((round) => round.postgres),
    'CPU µs server': of((round) => round.server),
    'CPU µs client': of((round) => round.client),
  }
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)} %`
}
