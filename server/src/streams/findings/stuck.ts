import type { Follows } from '../analyse/follows.ts'
import { quantile } from '../analyse/statistics.ts'
import { countText, durationText, shareText } from '../report/durations.ts'
import { type Finding, fewest, type Ground, hoursOf } from './finding.ts'

const longTail = 10
const dayMs = 86_400_000

/**
 * A step out of work whose slowest tenth takes ten times as long as half do, over a day, and most of the step's time:
 * nobody works at one thing for days, so these wait for something that the log calls work.
 */
export function stuckFinding(ground: Ground, follows: readonly Follows[]): Finding[] {
  const { activities } = ground.log.names
  const isWork = (name: string): boolean => ground.causes[activities.indexOf(name)] === 'work'
  const found = follows
    .filter(
      ({ from, count, p90Seconds, medianSeconds }) =>
        isWork(from) && count >= longTail * fewest.cases && p90Seconds >= longTail * medianSeconds,
    )
    .sort((a, b) => b.totalSeconds - a.totalSeconds)[0]
  if (!found) return []
  const { ms, cases, limitMs, count } = tailOf(ground, found)
  const ofStep = ms / 1000 / found.totalSeconds
  if (limitMs < dayMs || ms / ground.totalMs < fewest.share || ofStep < 0.5) return []
  const again = found.from === found.to
  return [
    {
      kind: 'stuck-in-work',
      sentence: [
        again ? `From one ${found.from} to the next,` : `From ${found.from} to ${found.to},`,
        `half take under ${durationText(found.medianSeconds)}, but one in ten over ${durationText(limitMs / 1000)}: those`,
        `${countText(count)} hold ${shareText(ofStep)} of the step's time, ${countText(Math.round(hoursOf(ms)))} h.`,
        'The log calls it work; so long, it is waiting for something.',
      ].join(' '),
      step: `Go through everything that stands in ${found.from} for over ${durationText(limitMs / 1000)}, and give what it waits for a state of its own.`,
      cases,
      share: cases / ground.log.cases,
      hours: hoursOf(ms),
      lost: true,
      overlaps: [],
      evidence: {
        from: found.from,
        to: found.to,
        steps: found.count,
        slowestTenth: count,
        medianSeconds: found.medianSeconds,
        p90Seconds: limitMs / 1000,
        slowestTenthShareOfStep: ofStep,
      },
    },
  ]
}

/** The slowest tenth of a step. */
function tailOf(
  { log }: Ground,
  { from, to, count }: Follows,
): { ms: number; cases: number; limitMs: number; count: number } {
  const [first, second] = [from, to].map((name) => log.names.activities.indexOf(name))
  const steps = new Float64Array(count)
  const cases = new Uint32Array(count)
  let length = 0
  for (let at = 0; at < log.cases; at++) {
    const end = log.caseStarts[at + 1] as number
    for (let event = (log.caseStarts[at] as number) + 1; event < end; event++) {
      if (log.activity[event - 1] !== first || log.activity[event] !== second) continue
      cases[length] = at
      steps[length++] = (log.time[event] as number) - (log.time[event - 1] as number)
    }
  }
  const limitMs = quantile(steps.slice().sort(), 0.9)
  const tail = { ms: 0, cases: 0, limitMs, count: 0 }
  let last = -1
  for (let at = 0; at < length; at++) {
    if ((steps[at] as number) < limitMs) continue
    tail.ms += steps[at] as number
    tail.count++
    if (cases[at] !== last) tail.cases++
    last = cases[at] as number
  }
  return tail
}
