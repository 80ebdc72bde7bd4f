import { Problem } from '@throughline/contract'
import { incident } from '../../practices/incident/index.ts'
import { systemActor } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { refOf } from '../../spine/practice/index.ts'
import { demoState } from '../../spine/setup/index.ts'
import { nextArrival } from '../arrivals.ts'
import type { Cast } from '../cast.ts'
import { type Chance, chanceFrom } from '../chance.ts'
import { gather, peopleFor } from '../company/settle.ts'
import { finishTask, openLive, perform } from './perform.ts'
import { recover } from './recover.ts'
import { dueAt, liveCount, liveName, livePlan, openTracks, type Track } from './tracks.ts'

/** Something that was done just now: by whom (null: the program), in which incident, and what. */
export type LiveDeed = { at: number; ref: string; who: string | null; did: string; title?: string }

export type LiveOptions = {
  /** How many times as fast as the clock on the wall. */
  pace: number
  said(deed: LiveDeed): void
  /** Waits so many ms of the clock on the wall, or until it is stopped. */
  rest(ms: number): Promise<void>
  stopped(): boolean
}

/** `left`: plans that were given up, since somebody else had taken their incident further. */
export type Played = { opened: number; steps: number; left: number }

/** There is no demo company here whose life could go on. */
export class NoDemo extends Error {
  override name = 'NoDemo'
}

type Play = {
  ctx: Ctx
  cast: Cast
  seed: string
  chance: Chance
  tracks: Track[]
  said: LiveOptions['said']
  played: Played
  /** How many were opened live, in this run and before. */
  count: number
  arrival: number
}

/**
 * Lets the demo company live on: new work arrives, and what is open goes on as its plan says, each step by the command
 * that everybody's clicks end in and as the person who makes it. Where somebody else has moved a record, so that a step
 * does not fit any more, the record is left to them. Ends when it is stopped.
 * @throws NoDemo
 */
export async function liveDemo(ctx: Ctx, options: LiveOptions): Promise<Played> {
  const state = await demoState(ctx.db)
  if (state.state !== 'loaded') throw new NoDemo('There is no demo company here. Load it: throughline demo')
  const began = ctx.time.now()
  const now = (): number => began + (ctx.time.now() - began) * options.pace
  const many = peopleFor(state.share)
  const cast = await gather(ctx, chanceFrom(state.seed), { many, password: null })
  const chance = chanceFrom(`${state.seed}/live/${began}`)
  const opened = { origin: state, loadedAt: state.at, from: began }
  const play: Play = {
    ...{ ctx, cast, chance, seed: state.seed, said: options.said },
    tracks: await openTracks(ctx.db, cast, opened),
    played: { opened: 0, steps: 0, left: 0 },
    count: await liveCount(ctx.db),
    arrival: nextArrival(chance, began),
  }
  while (!options.stopped()) {
    const due = Math.min(play.arrival, ...play.tracks.map(dueAt))
    const early = due - now()
    if (early > 0) await options.rest(Math.min(early / options.pace, longestRest))
    else await playDue(play, due)
  }
  return play.played
}

/** An hour: whoever is asleep for longer looks at the clock once more, ms. */
const longestRest = 3_600_000

async function playDue(play: Play, due: number): Promise<void> {
  if (play.arrival <= due) return arrive(play)
  const track = play.tracks.find((one) => dueAt(one) <= due)
  if (!track) return
  try {
    await playNext(play, track)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    play.played.left++
    play.tracks = play.tracks.filter((one) => one !== track)
  }
}

/** Somebody has trouble: it begins at once. */
async function arrive(play: Play): Promise<void> {
  play.count++
  const name = liveName(play.count, play.arrival)
  const plan = livePlan(play.cast, play.seed, name)
  play.tracks.push({ plan, recordId: null, next: 0, shift: 0, tasks: [] })
  play.arrival = nextArrival(play.chance, play.arrival)
}

async function playNext(play: Play, track: Track): Promise<void> {
  const task = track.tasks.find(({ at }) => at <= dueAt(track))
  if (task) {
    track.tasks = track.tasks.filter((one) => one !== task)
    await finishTask(asPerson(play, task.step.holder), task.id, task.step.said)
    return tell(play, track, { by: task.step.holder, did: 'finish' })
  }
  const step = track.plan.steps[track.next++]
  if (!step) return
  const ctx = asPerson(play, step.by)
  if (track.recordId === null) {
    if (step.do !== 'open') return
    track.recordId = await openLive(ctx, step.input, track.plan.key)
    play.played.opened++
    return tell(play, track, { by: step.by, did: 'open', title: String(step.input.title) })
  }
  const idOf = (key: string): number | undefined =>
    play.tracks.find(({ plan }) => plan.key === key)?.recordId ?? undefined
  const written = await perform({ ctx, id: track.recordId, idOf }, step)
  if (!written) return
  if (step.do === 'act' && step.verb === 'restore-service') await recover(ctx, track.plan)
  if (step.do === 'task') track.tasks.push({ id: written.row.id, at: step.doneAt + track.shift, step })
  tell(play, track, { by: step.by, did: step.do === 'act' ? step.verb : step.do })
}

function asPerson({ ctx, cast }: Play, by: number | null): Ctx {
  return by === null ? { ...ctx, actor: systemActor } : { ...ctx, actor: cast.of(by).actor }
}

function tell(
  { ctx, cast, said, played }: Play,
  { recordId }: Track,
  { by, ...deed }: { by: number | null; did: string; title?: string },
): void {
  played.steps++
  const who = by === null ? null : cast.of(by).name
  said({ at: ctx.time.now(), ref: refOf(incident, recordId ?? 0), who, ...deed })
}
