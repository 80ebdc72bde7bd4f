import type { Finding } from '../findings/finding.ts'
import type { Batching } from './batching.ts'
import type { CauseShare } from './causes.ts'
import type { FirstOutcome } from './durations.ts'
import type { CasesAt } from './ends.ts'
import type { Follows } from './follows.ts'
import type { FirstLine } from './lines.ts'
import type { Little } from './little.ts'
import type { InProgress } from './load.ts'
import type { Repeats } from './rework.ts'
import type { Spread } from './statistics.ts'
import type { TeamPair } from './team-pairs.ts'
import type { Handovers, PingPong } from './teams.ts'
import type { Month, MonthLimits } from './trend.ts'
import type { Variant } from './variants.ts'
import type { Waiting } from './waiting.ts'

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
  batching: Batching | null
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
