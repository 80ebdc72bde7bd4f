import type { EventLog } from '../log/event-log.ts'
import { caseDurations, type FirstOutcome, firstOutcome, guessOutcome } from './durations.ts'
import { directlyFollows, type Follows } from './follows.ts'
import { workAfter } from './rework.ts'
import { type Spread, spreadOf } from './statistics.ts'
import { betweenTeams, type Handovers, type PingPong } from './teams.ts'
import { type Variant, variantsOf } from './variants.ts'
import { type Waiting, waitingByActivity } from './waiting.ts'

export type AnalyseOptions = {
  /** The activity at which work is done; guessed by its name where nobody says it. */
  outcome?: string
}

/** What a log tells. Durations in seconds; shares from 0 to 1; null where the log says nothing about it. */
export type Analysis = {
  cases: number
  events: number
  /** From the first to the last event, in ms since 1970. */
  period: { from: number; to: number }
  activities: { name: string; count: number }[]
  teams: number
  resources: number
  /** How many different ways through there are, and the most usual ones. */
  variants: number
  usualVariants: Variant[]
  directlyFollows: Follows[]
  caseDuration: Spread | null
  firstOutcome: FirstOutcome | null
  handovers: Handovers | null
  pingPong: PingPong | null
  rework: { cases: number } | null
  waiting: Waiting[]
}

/** Everything at once. */
export function analyse(log: EventLog, options: AnalyseOptions = {}): Analysis {
  const outcome = options.outcome ?? guessOutcome(log)
  const variants = variantsOf(log)
  const teams = betweenTeams(log)
  return {
    cases: log.cases,
    events: log.events,
    period: periodOf(log),
    activities: activitiesOf(log),
    teams: log.names.teams.length,
    resources: log.names.resources.length,
    variants: variants.count,
    usualVariants: variants.of(20),
    directlyFollows: directlyFollows(log),
    caseDuration: spreadOf(caseDurations(log)),
    firstOutcome: outcome === null ? null : firstOutcome(log, outcome),
    handovers: teams?.handovers ?? null,
    pingPong: teams?.pingPong ?? null,
    rework: outcome === null ? null : workAfter(log, outcome),
    waiting: waitingByActivity(log),
  }
}

function periodOf({ time }: EventLog): { from: number; to: number } {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (let at = 0; at < time.length; at++) {
    from = Math.min(from, time[at] as number)
    to = Math.max(to, time[at] as number)
  }
  return { from, to }
}

function activitiesOf({ activity, names }: EventLog): { name: string; count: number }[] {
  const counts = new Uint32Array(names.activities.length)
  for (let at = 0; at < activity.length; at++) {
    const number = activity[at] as number
    counts[number] = (counts[number] as number) + 1
  }
  return names.activities
    .map((name, at) => ({ name, count: counts[at] as number }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}
