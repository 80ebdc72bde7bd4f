import type { Finding } from '../findings/finding.ts'
import { findingsOf } from '../findings/findings.ts'
import type { EventLog } from '../log/event-log.ts'
import { type CauseShare, waitingByCause } from './causes.ts'
import { caseDurations, type FirstOutcome, firstOutcome, guessOutcome } from './durations.ts'
import { beginsAndEnds, type CasesAt } from './ends.ts'
import { directlyFollows, type Follows } from './follows.ts'
import { type Hours, inHours } from './hours.ts'
import { type FirstLine, firstLine } from './lines.ts'
import { type Little, littlesLaw } from './little.ts'
import { arrivalsByHour, type InProgress, inProgress } from './load.ts'
import { type Repeats, repeatsOf, workAfter } from './rework.ts'
import { type Spread, spreadOf } from './statistics.ts'
import { type TeamPair, teamPairs } from './team-pairs.ts'
import { betweenPeople, betweenTeams, type Handovers, type PingPong } from './teams.ts'
import { limitsOfMonths, type Month, type MonthLimits, trendOf } from './trend.ts'
import { type Variant, variantsOf } from './variants.ts'
import { type Waiting, waitingByActivity } from './waiting.ts'

export type AnalyseOptions = {
  /** The activity at which work is done; guessed by its name where nobody says it. */
  outcome?: string
  /** Durations count these hours only. */
  hours?: Hours
  /** In which hours and weekdays are told; UTC without. */
  zone?: string
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
  begins: CasesAt[]
  ends: CasesAt[]
  /** All activities, in the order in which cases come to them first, on average. */
  order: string[]
  caseDuration: Spread | null
  firstOutcome: FirstOutcome | null
  handovers: Handovers | null
  handoversOfPeople: Handovers | null
  /** The pairs of teams between which work passes most. */
  teamPairs: TeamPair[]
  firstLine: FirstLine | null
  pingPong: PingPong | null
  rework: { cases: number } | null
  repeats: Repeats
  waiting: Waiting[]
  causes: CauseShare[]
  /** The zone of hours and weekdays. */
  zone: string
  /** Cases that began, by weekday from Monday and hour. */
  arrivals: number[][]
  inProgress: InProgress[]
  little: Little | null
  months: Month[]
  limits: MonthLimits | null
  /** What these figures say, in sentences, the most hours lost first. */
  findings: Finding[]
}

/** Everything at once. */
export function analyse(log: EventLog, options: AnalyseOptions = {}): Analysis {
  const outcome = options.outcome ?? guessOutcome(log)
  const variants = variantsOf(log)
  const worked = options.hours ? inHours(log, options.hours) : log
  const teams = betweenTeams(worked)
  const months = trendOf(log, outcome)
  const follows = directlyFollows(worked)
  const caseDuration = spreadOf(caseDurations(worked))
  const first = outcome === null ? null : firstOutcome(worked, outcome)
  const zone = options.zone ?? 'UTC'
  return {
    cases: log.cases,
    events: log.events,
    period: periodOf(log),
    activities: activitiesOf(log),
    teams: log.names.teams.length,
    resources: log.names.resources.length,
    variants: variants.count,
    usualVariants: variants.of(20),
    directlyFollows: follows,
    ...beginsAndEnds(log),
    caseDuration,
    firstOutcome: first,
    handovers: teams?.handovers ?? null,
    handoversOfPeople: betweenPeople(log),
    teamPairs: teamPairs(log),
    firstLine: firstLine(log),
    pingPong: teams?.pingPong ?? null,
    rework: outcome === null ? null : workAfter(log, outcome),
    repeats: repeatsOf(log),
    waiting: waitingByActivity(worked),
    causes: waitingByCause(worked, outcome),
    zone,
    arrivals: arrivalsByHour(log, zone),
    inProgress: inProgress(log, outcome),
    little: littlesLaw(log, outcome),
    months,
    limits: limitsOfMonths(months),
    findings: findingsOf({
      log: worked,
      wall: log,
      outcome,
      zone,
      variants,
      directlyFollows: follows,
      caseDuration,
      firstOutcome: first,
      handovers: teams?.handovers ?? null,
    }),
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
