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
}

const day = 86_400_000

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
  return { inProgress, arrivalsPerDay, meanDays, ratio: (arrivalsPerDay * meanDays) / inProgress }
}
