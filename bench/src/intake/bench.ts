import { rm } from 'node:fs/promises'
import { loadavg } from 'node:os'
import path from 'node:path'
import { median, table } from '../figures.ts'
import { type Loader, startLoader } from '../load/loader.ts'
import type { Options } from '../options.ts'
import { furnish } from '../stage/house.ts'
import { onDatabase, openStage, type Stage, stages } from '../stage/postgres.ts'
import { startThroughline } from '../stage/throughline.ts'
import { advice, startAlertmanager } from './alertmanager.ts'
import { deliveries } from './deliveries.ts'
import { incidentTimes } from './incident-times.ts'

const own = '/api/v1/intake/alertmanager/api/v2/alerts'
const theirs = '/api/v2/alerts'

/** Alerts a second of each, for alerts that are new and for the same ones again. */
type Round = Record<'new' | 'again', { throughline: number; alertmanager: number }>
type Run = { stage: Stage; loader: Loader; house: string; alertmanager: string }

/** Alerts over HTTP, durable, beside a real Alertmanager, which keeps them in memory; then how soon an incident is there. */
export async function benchIntake({ short, rounds }: Options): Promise<void> {
  await rm(path.join(stages, 'intake'), { recursive: true, force: true })
  const stage = await openStage('intake')
  const loader = startLoader()
  try {
    await furnish(stage)
    const alertmanager = await startAlertmanager(path.join(stage.folder, 'alertmanager'))
    if (!alertmanager) {
      console.error(`There is no Alertmanager to compare with. Run: ${advice}`)
      process.exitCode = 1
      return
    }
    const web = await startThroughline(envOf(stage, 'web'))
    const run = { stage, loader, house: web.url, alertmanager: alertmanager.url }
    const rows = []
    for (const batch of [1, 10, 100]) {
      const amount = (short ? 800 : 4_000) * (batch === 1 ? 1 : batch === 10 ? 4 : 10)
      await compare(run, amount / 2, batch)
      const compared: Round[] = []
      for (let round = 0; round < rounds; round++) compared.push(await compare(run, amount, batch))
      rows.push(...(['new', 'again'] as const).map((what) => rowOf(batch, what, compared)))
    }
    console.log(
      `\nAlerts a second, 8 clients, medians of ${rounds} rounds; load ${loadavg()[0]?.toFixed(1)}\n`,
    )
    console.log(table(rows))
    const memory = await web.memory()
    if (memory) console.log(`\nserver memory (role web): at most ${Math.round(memory.most)} MB`)
    await web.stop()
    await alertmanager.stop()
    const all = await startThroughline(envOf(stage, 'all'))
    console.log(`\n${await incidentTimes(stage, all.url, short ? 20 : 200)}`)
    await all.stop()
  } finally {
    loader.stop()
    await stage.stop()
  }
}

function envOf(stage: Stage, role: 'web' | 'all'): Record<string, string> {
  return {
    DATABASE_URL: stage.appUrl,
    DATABASE_OWNER_URL: stage.ownerUrl,
    THROUGHLINE_ROLE: role,
    THROUGHLINE_HOME: path.join(stage.folder, role),
  }
}

/** In turn, so that both see the machine as it is at that time. */
async function compare(
  { stage, loader, house, alertmanager }: Run,
  amount: number,
  batch: number,
): Promise<Round> {
  await onDatabase(stage.ownerUrl, (client) => client.query('truncate alert, alert_before, alert_group'))
  const ours = deliveries(own, amount, batch)
  const same = ours.map((requests) => requests.map((request) => ({ ...request, path: theirs })))
  const rate = async (url: string, requests: typeof ours): Promise<number> => {
    const { ms, failed } = await loader.run({ kind: 'http', url, requests, amount: amount / batch })
    if (failed > 0) throw new Error(`${failed} of ${amount / batch} deliveries to ${url} failed`)
    return (amount * 1_000) / ms
  }
  const both = async () => ({
    throughline: await rate(house, ours),
    alertmanager: await rate(alertmanager, same),
  })
  return { new: await both(), again: await both() }
}

function rowOf(
  batch: number,
  what: keyof Round,
  compared: readonly Round[],
): Record<string, string | number> {
  const of = (who: 'throughline' | 'alertmanager'): number =>
    median(compared.map((round) => round[what][who]))
  const ratios = compared.map((round) => round[what].throughline / round[what].alertmanager)
  return {
    'in batches of': String(batch),
    alerts: what === 'new' ? 'new' : 'the same again',
    Throughline: of('throughline'),
    Alertmanager: of('alertmanager'),
    ratio: median(ratios),
  }
}
