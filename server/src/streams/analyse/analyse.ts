import { findingsOf } from '../findings/findings.ts'
import type { EventLog } from '../log/event-log.ts'
import type { Analysis } from './analysis.ts'
import { batchingOf } from './batching.ts'
import { waitingByCause } from './causes.ts'
import { caseDurations, firstOutcome, guessOutcome } from './durations.ts'
import { beginsAndEnds } from './ends.ts'
import { directlyFollows } from './follows.ts'
import { type Hours, inHours } from './hours.ts'
import { firstLine } from './lines.ts'
import { littlesLaw } from './little.ts'
import { arrivalsByHour, inProgress } from './load.ts'
import { repeatsOf, workAfter } from './rework.ts'
import { spreadOf } from './statistics.ts'
import { teamPairs } from './team-pairs.ts'
import { betweenPeople, betweenTeams } from './teams.ts'
import { limitsOfMonths, trendOf } from './trend.ts'
import { variantsOf } from './variants.ts'
import { waitingByActivity } from './waiting.ts'

export type AnalyseOptions = {
  /** The activity at which work is done; guessed by its name where nobody says it. */
  outcome?: string
  /** Durations count these hours only. */
  hours?: Hours
  /** In which hours and weekdays are told; UTC without. */
  zone?: string
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
    batching: batchingOf(log),
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
