import type { FirstOutcome } from '../analyse/durations.ts'
import type { Spread } from '../analyse/statistics.ts'
import { countText, durationText, shareText } from '../report/durations.ts'
import { type Finding, fewest, type Ground, hoursOf } from './finding.ts'
import type { Wait } from './waits.ts'

/** Time after the outcome is nobody's waiting: a duration that counts it hides how long the work took. */
export function closingFinding(
  ground: Ground,
  done: Wait,
  all: Spread | null,
  outcome: FirstOutcome | null,
): Finding[] {
  const share = done.ms / ground.totalMs
  if (!all || !outcome || done.cases < fewest.cases || share < 0.1) return []
  return [
    {
      kind: 'closing',
      sentence: [
        `${shareText(share)} of all ${ground.timeWord} time is after ${outcome.activity}: half of the cases reach it within`,
        `${durationText(outcome.medianSeconds)}, and half are closed within ${durationText(all.medianSeconds)}.`,
      ].join(' '),
      step: `Measure to ${outcome.activity}; what comes after is closing, and hides whether the work got faster.`,
      cases: done.cases,
      share: done.cases / ground.log.cases,
      hours: hoursOf(done.ms),
      lost: false,
      overlaps: [],
      evidence: {
        shareOfTime: share,
        medianSecondsToOutcome: outcome.medianSeconds,
        medianSecondsToLastEvent: all.medianSeconds,
      },
    },
  ]
}

/** An export of what is done leaves out what is open: then nothing can be said of work in progress or a trend. */
export function onlyDoneFinding({ log }: Ground, outcome: FirstOutcome | null): Finding[] {
  if (!outcome || log.cases < 10 * fewest.cases) return []
  const open = log.cases - outcome.cases
  if (open / log.cases > 0.01) return []
  return [
    {
      kind: 'only-done',
      sentence: `${countText(outcome.cases)} of ${countText(log.cases)} cases reach ${outcome.activity}: the export seems to leave out what was open, so work in progress and the months at either end are not what they were.`,
      step: 'Export by when cases were opened, with those still open, before reading anything from load or trend.',
      cases: open,
      share: open / log.cases,
      hours: 0,
      lost: false,
      overlaps: [],
      evidence: { reachedOutcome: outcome.cases, open },
    },
  ]
}
