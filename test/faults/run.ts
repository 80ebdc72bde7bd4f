import { setTimeout as sleep } from 'node:timers/promises'
import { setUp } from './callers.ts'
import { caughtUp } from './catch-up.ts'
import { checksOfContent, checksOfKills } from './checks.ts'
import { type Client, makeClient } from './client.ts'
import { type Database, openDatabase } from './database.ts'
import { type Killed, kill, type Scene } from './kill.ts'
import { type Ledger, type Line, openLedger } from './ledger.ts'
import { type Load, startLoad } from './load.ts'
import { limit, type Plan } from './plan.ts'
import { between, type Random, randomFrom } from './random.ts'
import { repeats } from './repeats.ts'
import { type Check, counts, killHead, killRow, summary } from './report.ts'
import type { Service } from './service.ts'
import { makeWriter } from './writer.ts'

export type Outcome = { checks: Check[]; lines: readonly Line[] }

/** What a run works with. */
type Run = {
  plan: Plan
  service: Service
  database: Database
  client: Client
  ledger: Ledger
  random: Random
}

/** Runs the whole plan on a service that has not been started yet. */
export async function runFaults(plan: Plan, service: Service): Promise<Outcome> {
  let until = Date.now() + plan.mostTime
  const client = makeClient(service.url, () => Date.now() > until)
  const ledger = openLedger()
  console.log(`Seed ${plan.seed}: ${plan.kills.length} kills.`)
  await service.start()
  const database = await openDatabase(service.home)
  try {
    const checks = await play({ plan, service, database, client, ledger, random: randomFrom(plan.seed) })
    return { checks: [...checks, await stopsCleanly(service)], lines: ledger.lines }
  } finally {
    until = 0
    await database.db.close()
  }
}

/** Load, kills, and then the reckoning. */
async function play(run: Run): Promise<Check[]> {
  const { plan, service, database, client, ledger, random } = run
  const writer = makeWriter(client, ledger)
  const { seed, mostRequests } = plan
  const load = startLoad(await setUp(client), { client, writer, seed, mostRequests })
  const inFlight = (): number => client.tally.waiting
  const killed = await killAll(plan, load, {
    service,
    database,
    random,
    inFlight,
    firstAfter: ledger.firstAfter,
  })
  const ranThrough = load.running()
  await load.stop()
  const stoppedAt = Date.now()
  const left = Object.entries(await caughtUp(database.db, stoppedAt, limit)).filter(([, ms]) => ms === null)
  const again = await repeats(ledger.lines, writer, random)
  const { checks, unheard } = await checksOfContent(database.db, ledger.lines, stoppedAt)
  const said = ['', ...summary(killed), '', ...counts(ledger.lines, client.tally, unheard), '']
  for (const line of said) console.log(line)
  return [
    ...checksOfKills(killed),
    { name: 'all has caught up at the end', problems: left.map(([what]) => what) },
    { name: 'requests sent again are answered as at first', problems: again },
    ...checks,
    ...checksOfAnswers(plan, client, ranThrough),
    checkOfLog(service),
  ]
}

async function killAll(plan: Plan, load: Load, scene: Scene): Promise<Killed[]> {
  const { random } = scene
  const killed: Killed[] = []
  console.log(killHead)
  for (const planned of plan.kills) {
    await sleep(between(random, ...plan.before))
    // Every second one comes in the midst of a burst.
    const burst = random() < 0.5
    load.burst(burst)
    if (burst) await sleep(between(random, 150, 400))
    const one = kill(planned, scene)
    load.burst(false)
    killed.push(await one)
    console.log(killRow(killed.length, killed.at(-1) as Killed))
  }
  return killed
}

function checksOfAnswers({ kills }: Plan, { tally }: Client, ranThrough: boolean): Check[] {
  const away =
    kills.some(({ kind }) => kind === 'postgres' || kind === 'postmaster') && tally.databaseAway === 0
  return [
    {
      name: 'while the database is away the answer is 503 database-away, and no other 5xx ever',
      problems: [...tally.unexplained, ...(away ? ['no request was ever answered with database-away'] : [])],
    },
    { name: 'no request waits for ever', problems: tally.timedOut },
    { name: 'the load ran until the last kill', problems: ranThrough ? [] : ['it ended before'] },
  ]
}

function checkOfLog({ log }: Service): Check {
  const problems = [...log.errors].map(([what, times]) => `${times} times: ${what}`)
  return {
    name: `the server logs no error but that its database is away (${log.databaseAway} times)`,
    problems,
  }
}

async function stopsCleanly(service: Service): Promise<Check> {
  const code = await service.stop()
  return { name: 'it stops cleanly at the end', problems: code === 0 ? [] : [`exit code ${code}`] }
}
