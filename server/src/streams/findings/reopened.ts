import { firstAt, isOutcome } from '../analyse/durations.ts'
import { median } from '../analyse/statistics.ts'
import { countText, durationText, shareText } from '../report/durations.ts'
import { wilson } from './chance.ts'
import { type Finding, fewest, type Ground, hoursOf } from './finding.ts'

/** Work that went on after the outcome: the hours not at the outcome or closed, and how soon it came back. */
export function reopenedFinding(ground: Ground): Finding[] {
  const { log, outcome, causes } = ground
  if (outcome === null) return []
  const done = isOutcome(log, outcome)
  const quiet = Uint8Array.from(causes, (cause) => +(cause === 'done'))
  const after: number[] = []
  let ms = 0
  let reached = 0
  for (let at = 0; at < log.cases; at++) {
    const first = firstAt(log, at, done)
    if (first < 0) continue
    reached++
    const to = log.caseStarts[at + 1] as number
    let back = -1
    for (let event = first + 1; event < to; event++) {
      if (quiet[log.activity[event] as number] === 1) continue
      if (back < 0) back = event
      if (event + 1 < to) ms += (log.time[event + 1] as number) - (log.time[event] as number)
    }
    if (back >= 0) after.push((log.time[back] as number) - (log.time[first] as number))
  }
  const share = wilson(after.length, reached)
  if (after.length < fewest.cases || share.low < fewest.share / 4) return []
  const half = median(Float64Array.from(after).sort()) / 1000
  return [
    {
      kind: 'reopened',
      sentence: [
        `${countText(after.length)} of ${countText(reached)} cases (${shareText(after.length / reached)}) come back after ${outcome}, half of`,
        `them within ${durationText(half)}, and take another ${countText(Math.round(hoursOf(ms)))} h.`,
      ].join(' '),
      step:
        half < 86_400
          ? `Ask the user before setting ${outcome}: half of those that come back do so within a day.`
          : `Read twenty of them: was the fix none, or is it another case that should have been new?`,
      cases: after.length,
      share: after.length / log.cases,
      hours: hoursOf(ms),
      lost: true,
      overlaps: ['queue', 'waiting-user', 'stuck-in-work'],
      evidence: {
        reachedOutcome: reached,
        shareLow: share.low,
        shareHigh: share.high,
        medianSecondsUntilBack: half,
      },
    },
  ]
}
