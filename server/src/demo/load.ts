import { bringInAlerts } from '../practices/event/index.ts'
import { incidentTimers } from '../practices/incident/index.ts'
import type { Actor } from '../spine/access/index.ts'
import type { Ctx } from '../spine/context/index.ts'
import { rebuildTimers } from '../spine/jobs/index.ts'
import { type Past, pastIntent } from '../spine/practice/index.ts'
import { commit, nextNumber } from '../spine/records/index.ts'
import { type DemoOrigin, demoState, markDemo } from '../spine/setup/index.ts'
import { alertsOf } from './alerts/history.ts'
import type { Cast } from './cast.ts'
import { chanceFrom } from './chance.ts'
import { peopleFor, settle, system } from './company/settle.ts'
import { farSteps } from './links.ts'
import { openedAt, type Plan } from './plan.ts'
import { days, plansOf } from './plans.ts'
import { checkEmpty, knownPlans } from './store.ts'
import { type Telling, tellPlan } from './tell.ts'

export type LoadOptions = {
  /** Of those who can sign in; null for nobody. */
  password: string | null
  seed?: string
  /** How much of the everyday is loaded, up to 1; the planted stories are always whole. */
  share?: number
  progress?: (done: number, total: number) => void
  /** Who asked for it, for the audit; without one, the actor of the context. */
  by?: Actor
}

export type Loaded = DemoOrigin & {
  /** `continued`: an earlier load had been cut off, and this one did the rest. */
  outcome: 'loaded' | 'continued' | 'already'
  people: number
  incidents: number
  open: number
}

/** Records told and written together. */
const batch = 200

/**
 * Loads the demo company: three months that end now, through the door's replay mode. A load that was cut off is gone
 * on with, from the same seed and the same now, so that what is written stays true.
 * @throws NotEmpty where there is other work
 */
export async function loadDemo(ctx: Ctx, options: LoadOptions): Promise<Loaded> {
  const before = await demoState(ctx.db)
  const { seed = 'kestrel', share = 1 } = options
  const origin: DemoOrigin =
    before.state === 'none'
      ? { seed, now: ctx.time.now(), share }
      : { seed: before.seed, now: before.now, share: before.share }
  const known = await knownPlans(ctx.db, system)
  if (before.state === 'loaded') return { ...origin, outcome: 'already', people: 0, ...known.counts }
  await checkEmpty(ctx.db, system)
  const asker = { ...ctx, actor: options.by ?? ctx.actor }
  if (before.state === 'none') await markDemo(asker, 'begin', origin)
  const chance = chanceFrom(origin.seed)
  const cast = await settle(ctx, chance, {
    now: origin.now,
    many: peopleFor(origin.share),
    password: options.password,
  })
  const plans = plansOf(cast, origin)
  await writePlans(ctx, { cast, origin, plans, progress: options.progress })
  await writeAlerts(ctx, origin, plans)
  await rebuildTimers(ctx, incidentTimers, ['resolved', 'waiting-supplier'])
  await markDemo(asker, 'finish', origin)
  const { counts } = await knownPlans(ctx.db, system)
  const outcome = before.state === 'none' ? 'loaded' : 'continued'
  return { ...origin, outcome, people: cast.all.length, ...counts }
}

type Writing = { cast: Cast; origin: DemoOrigin; plans: readonly Plan[]; progress: LoadOptions['progress'] }

/** In the order of their opening, so that numbers rise with time and a link leads to what is there already. */
async function writePlans(ctx: Ctx, { cast, origin, plans, progress }: Writing): Promise<void> {
  const here = (await knownPlans(ctx.db, system)).ids
  const past = plans.filter((plan) => openedAt(plan) <= origin.now).sort((a, b) => openedAt(a) - openedAt(b))
  const ids = await numbersFor(ctx, past, here)
  const idOf = (key: string): number => {
    const id = ids.get(key)
    if (id === undefined) throw new Error(`${key} is no plan of the demo`)
    return id
  }
  const far = farSteps(past, idOf)
  const telling: Telling = { spine: ctx, cast, now: origin.now, idOf, keep: keeping(ctx) }
  const left = past.filter(({ key }) => !here.has(key))
  let writing: Promise<unknown> = Promise.resolve()
  for (let from = 0; from < left.length; from += batch) {
    const told: { key: string; pasts: Past[] }[] = []
    for (const plan of left.slice(from, from + batch))
      told.push({ key: plan.key, pasts: await tellPlan(telling, plan, far.get(plan.key) ?? []) })
    await writing
    writing = write(ctx, told).then(() => progress?.(from + told.length, left.length))
    // Whoever awaits it next hears of a failure; until then it must not end the process.
    writing.catch(() => {})
  }
  await writing
}

/** What monitoring said meanwhile, some 8,000 times: after the incidents that it opened. */
async function writeAlerts(
  ctx: Ctx,
  { seed, now, share }: DemoOrigin,
  plans: readonly Plan[],
): Promise<void> {
  const { ids } = await knownPlans(ctx.db, system)
  const opened = plans.filter(({ key }) => ids.has(key))
  const chance = chanceFrom(`${seed}/alerts`)
  const alerts = alertsOf({ chance, now, days, share, plans: opened, idOf: (key) => ids.get(key) as number })
  await bringInAlerts(ctx, alerts)
}

/** Every record's number: drawn in order for what is new. Tasks are named by their parent and what is to be done. */
async function numbersFor(
  ctx: Ctx,
  plans: readonly Plan[],
  here: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const ids = new Map(here)
  for (const { key, steps } of plans) {
    if (!ids.has(key)) ids.set(key, await nextNumber(ctx.db))
    for (const step of steps)
      if (step.do === 'task') ids.set(`${ids.get(key)}/${step.title}`, await nextNumber(ctx.db))
  }
  return ids
}

function keeping({ files, db }: Ctx): Telling['keep'] {
  return async (content) => {
    const { sha256, size } = await files.put(
      (async function* () {
        yield content
      })(),
      content.length,
    )
    return { id: await nextNumber(db), sha256, size }
  }
}

function write(ctx: Ctx, told: readonly { key: string; pasts: readonly Past[] }[]): Promise<unknown> {
  const intents = told.flatMap(({ key, pasts }) =>
    pasts.map((past, index) =>
      pastIntent(past, { system, externalId: index === 0 ? key : `${key} task ${index}`, digest: '' }),
    ),
  )
  return commit({ db: ctx.db, calendars: ctx.calendars, now: ctx.time.now(), mode: 'replay' }, intents)
}
