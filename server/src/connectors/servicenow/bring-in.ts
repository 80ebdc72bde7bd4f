import { incident } from '../../practices/incident/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { searchText } from '../../spine/practice/index.ts'
import {
  AlreadyDone,
  commit,
  type Entry,
  type Intent,
  loadEntries,
  loadRecords,
  Moved,
  nextNumber,
} from '../../spine/records/index.ts'
import type { DateOrder } from './dates.ts'
import { entriesFor } from './history.ts'
import { placed } from './moments.ts'
import { namesAsTheyAre, namesIn, system } from './names.ts'
import { knownCases, type StagedCase } from './store.ts'
import { addTally, newTally, type Tally } from './tally.ts'

export type Counts = { incidents: number; added: number; extended: number; unchanged: number }
export type Bringing = { tally: Tally; order: DateOrder; counts: Counts; dryRun: boolean }

/** What some incidents bring, and what is to be said of them once it is written. */
type Decision = { intents: Intent[]; tally: Tally; counts: Counts }

export function noCounts(): Counts {
  return { incidents: 0, added: 0, extended: 0, unchanged: 0 }
}

/** How often a batch is decided: somebody may work on one of its incidents just while it is written. */
const attempts = 5

/**
 * Decides what some incidents bring; those that are here as they are in the file stay untouched. Answers the
 * writing of it, all or nothing, to be called once: where a record has moved since, it is decided anew.
 */
export async function decide(
  ctx: Ctx,
  cases: readonly StagedCase[],
  bringing: Bringing,
): Promise<() => Promise<void>> {
  let decision = await decisionOn(ctx, cases, bringing)
  return async () => {
    for (let tries = 1; !(await written(ctx, decision, bringing)); tries++) {
      if (tries >= attempts) throw new Error('Somebody keeps changing one of its incidents.')
      decision = await decisionOn(ctx, cases, bringing)
    }
    addTally(bringing.tally, decision.tally)
    for (const name of ['incidents', 'added', 'extended', 'unchanged'] as const)
      bringing.counts[name] += decision.counts[name]
  }
}

/** Whether a decision was written; not where a record of it has moved, or been brought in by another import. */
async function written(ctx: Ctx, { intents }: Decision, { dryRun }: Bringing): Promise<boolean> {
  if (dryRun) return true
  try {
    await commit({ db: ctx.db, calendars: ctx.calendars, now: ctx.time.now(), mode: 'replay' }, intents)
    return true
  } catch (error) {
    if (error instanceof Moved || (error instanceof AlreadyDone && error.what === 'source')) return false
    throw error
  }
}

async function decisionOn(
  ctx: Ctx,
  cases: readonly StagedCase[],
  { order, dryRun }: Bringing,
): Promise<Decision> {
  const tally = newTally()
  const counts = noCounts()
  const known = await knownCases(
    ctx.db,
    system,
    cases.map(({ number }) => number),
  )
  const [same, changed] = partition(cases, (one) => known.get(one.number)?.digest === one.digest)
  // What cannot be read of them is said in every run.
  for (const { updates } of same) placed(updates, order, { ...tally, deviate: () => {} })
  counts.unchanged += same.length
  counts.incidents += same.length
  const names = dryRun ? namesAsTheyAre(ctx, changed) : await namesIn(ctx, changed)
  const ids = changed.flatMap(({ number }) => known.get(number)?.id ?? [])
  const loaded = await loadRecords(ctx.db, ids)
  const histories = Map.groupBy(await loadEntries(ctx.db, ids), ({ recordId }) => recordId)
  const intents: Intent[] = []
  for (const one of changed) {
    const here = known.get(one.number)
    const id = here?.id ?? (dryRun ? 1 : await nextNumber(ctx.db))
    const history = (here && histories.get(id)) ?? []
    const { told: entries, row } = entriesFor({ spine: ctx, names, tally, order }, { ...one, id, history })
    // Of an incident none of whose rows can be read nothing is brought in.
    if (here || entries.length > 0) counts.incidents += 1
    if (entries.length > 0) counts[here ? 'extended' : 'added'] += 1
    else if (here) counts.unchanged += 1
    if (!row) continue
    const source = { system, externalId: one.number, digest: one.digest }
    const base = {
      id,
      entries,
      source,
      search: { put: searchText(incident, row, [...history, ...(entries as Entry[])]) },
    }
    intents.push(here ? { ...base, loaded: loaded.get(id) ?? null, history } : { ...base, loaded: null })
  }
  return { intents, tally, counts }
}

function partition<T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))]
}
