import { type Clock, explainClock, fireSteps } from '../clocks/index.ts'
import type { Spine } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import {
  AlreadyDone,
  commit,
  type Door,
  type Intent,
  type Loaded,
  loadRecords,
  Moved,
  type NewEntry,
  type RecordRow,
} from '../records/index.ts'
import type { Loop } from './loop.ts'

/** What an `escalate` entry remembers: which warning point of which clock was reached, in percent. */
export type ClockStep = { clock: string; step: number }

/** Of a kind: whether a clock's warning point concerns nobody, as the row is now. */
export type Unconcerned = (row: RecordRow, clock: string) => boolean

type DueClock = { id: number; name: string; knownAt: number }

const batch = 500

/** How soon a clock is asked again that was due and could not be acted on, ms. */
const again = 1_000

/**
 * Acts on the warning points that clocks reach, each once: an `escalate` entry, from which the people to tell
 * follow. What concerns nobody, or was reached before we knew of the record (an imported past), is marked by a
 * `clock-step` entry, so that the clock goes on to its next point.
 */
export function clockLoop(spine: Spine, unconcerned: Readonly<Record<string, Unconcerned>>): Loop {
  return {
    name: 'clocks',
    tick: async (now) => {
      for (;;) {
        const due = await dueClocks(spine.db, now)
        if (due.length === 0) return nextStepAt(spine.db)
        if ((await fire(spine, unconcerned, due, now)) === 0) return now + again
      }
    },
  }
}

type Rules = Parameters<typeof clockLoop>[1]

/** Writes the steps of due clocks, all records in one statement; one by one where some have just moved. */
async function fire(spine: Spine, rules: Rules, due: readonly DueClock[], now: number): Promise<number> {
  const door: Door = { db: spine.db, calendars: spine.calendars, now, mode: 'live', poke: spine.poke }
  const intents = await intentsFor(spine, rules, due, now)
  const all = await writeUnlessMoved(door, intents)
  if (all > 0) return all
  let written = 0
  for (const { id } of intents) {
    const own = due.filter((clock) => clock.id === id)
    written += await writeUnlessMoved(door, await intentsFor(spine, rules, own, now))
  }
  return written
}

/** Answers 0 where somebody wrote in between, or another process did the same: the next tick sees what is left. */
async function writeUnlessMoved(door: Door, intents: readonly Intent[]): Promise<number> {
  try {
    return (await commit(door, intents)).length
  } catch (error) {
    if (error instanceof Moved || (error instanceof AlreadyDone && error.what === 'cause')) return 0
    throw error
  }
}

async function intentsFor(
  spine: Spine,
  rules: Rules,
  due: readonly DueClock[],
  now: number,
): Promise<Intent[]> {
  const records = await loadRecords(spine.db, [...new Set(due.map(({ id }) => id))])
  return [...records.values()].flatMap((loaded) => {
    const entries = due
      .filter(({ id }) => id === loaded.row.id)
      .flatMap((clock) => stepEntries(spine, rules, { loaded, clock, now }))
    return entries.length === 0 ? [] : [{ id: loaded.row.id, loaded, entries }]
  })
}

type Reached = { loaded: Loaded; clock: DueClock; now: number }

/** One entry for each warning point that the clock has reached; the first makes the clock note them all. */
function stepEntries(spine: Spine, rules: Rules, { loaded, clock: due, now }: Reached): NewEntry[] {
  const { row, clocks } = loaded
  const clock = clocks.find(({ name }) => name === due.name)
  if (!clock) return []
  const known = explainClock(clock, due.knownAt, spine.calendars).counted
  const concerns = (step: number): boolean =>
    !rules[row.kind]?.(row, due.name) && known < (clock.targetMs * step) / 100
  return stepsReached(spine, row, clock, { at: Math.max(now, row.updatedAt), concerns })
}

/** The entries by which a clock notes the warning points it has reached by an instant, told to people or not. */
export function stepsReached(
  spine: Spine,
  { id }: RecordRow,
  clock: Clock,
  { at, concerns }: { at: number; concerns: (step: number) => boolean },
): NewEntry[] {
  const { name } = clock
  return fireSteps(clock, at, spine.calendars).steps.map((step, index) => ({
    at,
    actorId: null,
    verb: concerns(step) ? 'escalate' : 'clock-step',
    public: false,
    body: null,
    content: null,
    data: {
      ...(index === 0 && { clocks: [{ op: 'fire' as const, name }] }),
      more: { clock: name, step } satisfies ClockStep,
    },
    cause: `clock step:${id}:${name}:${step}`,
  }))
}

async function dueClocks(db: Db, now: number): Promise<DueClock[]> {
  const { rows } = await db.pool.query<DueClock>({
    name: 'due clocks',
    text: `
      select c.record_id as id, c.name, e.recorded_at as "knownAt"
      from (select record_id, name, next_at from clock where next_at <= $1 order by next_at limit $2) c
      join entry e on e.record_id = c.record_id and e.seq = 1
      order by c.next_at, c.record_id, c.name`,
    values: [new Date(now).toISOString(), batch],
  })
  return rows
}

async function nextStepAt(db: Db): Promise<number | null> {
  const { rows } = await db.pool.query<{ at: number | null }>({
    name: 'next clock step',
    text: 'select min(next_at) as at from clock where next_at is not null',
  })
  return rows[0]?.at ?? null
}
