import type { EventLog } from '../log/event-log.ts'
import { spansOf } from './load.ts'

/**
 * Little's law, L = λ W (J. D. C. Little, Operations Research 9, 1961), over the middle of the log's time: cases in
 * progress on average, those that began in a day, and the days that those which ended took.
 */
export type Little = {
  inProgress: number
  arrivalsPerDay: number
  meanDays: number
  /** λ W ÷ L: near 1 where as much ends as begins; below it where work piles up, or is never closed. */
  ratio: number
  /** Within a tenth of 1. */
  holds: boolean
  /** Why it may not hold, as far as the log tells; null where it does. */
  why: string | null
}

const day = 86_400_000
const tolerance = 0.1

/** Null where too little ends in the middle to say. The first and last fifth are left out: a log begins and ends empty. */
export function littlesLaw(log: EventLog, outcome: string | null): Little | null {
  const { begins, ends } = spansOf(log, outcome)
  if (log.cases < 100) return null
  const sorted = begins.slice().sort()
  const from = sorted[Math.floor(log.cases * 0.2)] as number
  const to = sorted[Math.floor(log.cases * 0.8)] as number
  let open = 0
  let began = 0
  let ended = 0
  let took = 0
  for (let at = 0; at < log.cases; at++) {
    const begin = begins[at] as number
    const end = ends[at] as number
    open += Math.max(0, Math.min(end, to) - Math.max(begin, from))
    if (begin >= from && begin < to) began++
    if (end >= from && end < to) {
      ended++
      took += end - begin
    }
  }
  if (ended < 30 || open === 0 || to - from < day) return null
  const inProgress = open / (to - from)
  const arrivalsPerDay = (began / (to - from)) * day
  const meanDays = took / ended / day
  const ratio = (arrivalsPerDay * meanDays) / inProgress
  const holds = Math.abs(ratio - 1) <= tolerance
  return {
    inProgress,
    arrivalsPerDay,
    meanDays,
    ratio,
    holds,
    why: holds ? null : whyNot(began, ended, ratio),
  }
}

function whyNot(began: number, ended: number, ratio: number): string {
  if (began > ended * (1 + tolerance)) return 'more cases began than were done: work piles up'
  if (ended > began * (1 + tolerance)) return 'more cases were done than began: old work is cleared'
  return ratio < 1
    ? 'cases that are still open when the window ends are older than those that were done in it'
    : 'cases that were done in the window had been open before it began'
}
