import { guessOutcome } from '../analyse/durations.ts'
import { spansOf } from '../analyse/load.ts'
import { quantile } from '../analyse/statistics.ts'
import type { EventLog } from '../log/event-log.ts'
import { countText, durationText, shareText } from '../report/durations.ts'

/** What the ends of a log do to its two sides: sentences, and whether durations can be compared all the same. */
export type CutOff = { warnings: string[]; durations: boolean }

/** From this share of a side's cases on it is said, and from that one on durations mislead. */
const [told, most] = [1 / 20, 1 / 2]

/**
 * Cases that began shortly before the end of a log and take long are not done, or not in it: the later side looks faster
 * than it is. And of a log that holds what was closed in some weeks, only those cases began before these weeks that
 * took long: the earlier side looks slower.
 */
export function cutOff(before: EventLog, after: EventLog, outcome?: string): CutOff {
  const sides = [survivors(before), unfinished(before, after, outcome ?? guessOutcome(before))]
  return {
    warnings: sides.filter(({ share }) => share > told).map(({ sentence }) => sentence),
    durations: sides.every(({ share }) => share <= most),
  }
}

type Touched = { share: number; sentence: string }

function unfinished(before: EventLog, after: EventLog, outcome: string | null): Touched {
  const first = spansOf(before, outcome)
  const took = first.ends
    .map((end, at) => end - (first.begins[at] as number))
    .filter(Number.isFinite)
    .sort()
  const tenth = quantile(took, 0.9)
  const last = lastTimes(after).reduce((latest, time) => Math.max(latest, time), Number.NEGATIVE_INFINITY)
  const { begins } = spansOf(after, outcome)
  const late = begins.filter((begin) => last - begin < tenth).length
  return {
    share: late / begins.length,
    sentence: `${countText(late)} of ${countText(begins.length)} later cases began less than ${durationText(tenth / 1000)} before the end of the log: those of them that take long are missing, so the later side looks faster than it is`,
  }
}

/** A case in a thousand may have ended before the log begins in earnest. */
const stray = 0.001

function survivors(before: EventLog): Touched {
  const opens = quantile(lastTimes(before).sort(), stray)
  const { begins } = spansOf(before, null)
  const early = begins.filter((begin) => begin < opens).length
  const share = early / begins.length
  return {
    share,
    sentence: `${countText(early)} of ${countText(begins.length)} earlier cases (${shareText(share)}) began before any case of the log had ended: it seems to hold what was closed from then on, and of the earlier cases only those that took long`,
  }
}

function lastTimes({ cases, caseStarts, time }: EventLog): Float64Array {
  return Float64Array.from({ length: cases }, (_, at) => time[(caseStarts[at + 1] as number) - 1] as number)
}
