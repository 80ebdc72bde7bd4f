import { setTimeout as sleep } from 'node:timers/promises'
import { setUp } from './callers.ts'
import { caughtUp } from './catch-up.ts'
import { checksOfContent, checksOfKills } from './checks.ts'
import { type Client, makeClient } from './client.ts'
import { openDatabase } from './database.ts'
import { type Killed, kill, type Scene } from './kill.ts'
import { type Line, openLedger } from './ledger.ts'
import { type Load, startLoad } from './load.ts'
import { limit, type Plan } from './plan.ts'
import { between, randomFrom } from './random.ts'
import { repeats } from './repeats.ts'
import { type Check, counts, killHead, killRow, summary } from './report.ts'
import type { Service } from './service.ts'
import { makeWriter } from './writer.ts'

export type Outcome = { checks: Check[]; lines: readonly Line[] }

/** Runs the whole plan on a service that has not been started yet; leaves it running. */
export async function runFaults(plan: Plan, service: Service): Promise<Outcome> {
  const random = randomFrom(plan.seed)
  let until = Date.now() + plan.mostTime
  const client = makeClient(service.url, () => Date.now() > until)
  const ledger = openLedger()
  const writer = makeWriter(client, ledger)
  console.log(`Seed ${plan.seed}: ${plan.kills.length} kills.`)
  await service.start()
  const database = await openDatabase(service.home)
  try {
    const callers = await setUp(client)
    const load = startLoad(callers, { client, writer, seed: plan.seed, mostRequests: plan.mostRequests })
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
    const atLast = await caughtUp(database.db, stoppedAt, limit)
    const checks = [
      ...checksOfKills(killed),
      {
        name: 'all has caught up at the end',
        problems: Object.entries(atLast).flatMap(([what, ms]) => (ms === null ? [what] : [])),
      },
      {
        name: 'requests sent again are answered as at first',
        problems: await repeats(ledger.lines, writer, random),
      },
      ...(await checksOfContent(database.db, ledger.lines, stoppedAt)),
      ...checksOfAnswers(plan, client, ranThrough),
    ]
    for (const line of [
      '',
      ...summary(killed),
      '',
      ...counts(ledger.lines, client.tally),
      ...errorsOf(service),
      '',
    ])
      console.log(line)
    return { checks: [...checks, await stopsCleanly(service)], lines: ledger.lines }
  } finally {
    until = 0
    await database.db.close()
  }
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

function errorsOf({ log }: Service): string[] {
  if (log.errors.size === 0) return ['The server logged no error.']
  return [
    'What the server logged as errors:',
    ...[...log.errors].map(([what, times]) => `${String(times).padStart(7)} ${what}`),
  ]
}

async function stopsCleanly(service: Service): Promise<Check> {
  const code = await service.stop()
  return { name: 'it stops cleanly at the end', problems: code === 0 ? [] : [`exit code ${code}`] }
}
