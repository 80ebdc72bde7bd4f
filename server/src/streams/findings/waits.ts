import { type Cause, causes } from '../analyse/causes.ts'
import { countText, durationText, shareText } from '../report/durations.ts'
import { wilson } from './chance.ts'
import { type Finding, fewest, type Ground, hoursOf, type Kind } from './finding.ts'

/** What waiting for a cause comes to. A stay is an unbroken run of events with that cause. */
export type Wait = {
  ms: number
  cases: number
  stays: number
  /** Cases that came back to it after something else, and the time of those later stays. */
  againCases: number
  againMs: number
  /** Stays that ended with the outcome, or with closing. */
  toDone: number
}

/** Waiting by cause, of all cases. */
export function waitsOf({ log, causes: causeOf }: Ground): Record<Cause, Wait> {
  const waits = causes.map((): Wait => ({ ms: 0, cases: 0, stays: 0, againCases: 0, againMs: 0, toDone: 0 }))
  const numbers = Uint8Array.from(causeOf, (cause) => causes.indexOf(cause))
  const done = causes.indexOf('done')
  const visits = new Uint32Array(causes.length)
  for (let at = 0; at < log.cases; at++) {
    visits.fill(0)
    const to = log.caseStarts[at + 1] as number
    let now = -1
    for (let event = log.caseStarts[at] as number; event < to; event++) {
      const next = numbers[log.activity[event] as number] as number
      if (now >= 0) {
        const wait = waits[now] as Wait
        const passed = (log.time[event] as number) - (log.time[event - 1] as number)
        wait.ms += passed
        if ((visits[now] as number) > 1) wait.againMs += passed
        if (next === done && now !== done) wait.toDone++
      }
      if (next !== now) {
        const wait = waits[next] as Wait
        const visit = (visits[next] as number) + 1
        visits[next] = visit
        wait.stays++
        if (visit === 1) wait.cases++
        if (visit === 2) wait.againCases++
      }
      now = next
    }
  }
  return Object.fromEntries(causes.map((cause, at) => [cause, waits[at]])) as Record<Cause, Wait>
}

type Told = { cause: Cause; kind: Kind; name: string; step: (wait: Wait) => string }

const often = 0.5

const told: Told[] = [
  {
    cause: 'user',
    kind: 'waiting-user',
    name: 'Waiting for the user',
    step: (wait) =>
      isOften(wait.againCases, wait.cases, 0.2)
        ? 'Read twenty of the cases that were asked twice, and ask for what was missing in the form or the first call.'
        : isOften(wait.toDone, wait.stays, often)
          ? 'Agree on when silence ends a case: a reminder after two days, done after five, reopened by any answer.'
          : 'Read twenty of these cases, and ask in the form for what they were asked for later.',
  },
  {
    cause: 'supplier',
    kind: 'waiting-supplier',
    name: 'Waiting for a supplier',
    step: () => 'Agree with the slowest supplier on a time to answer, and chase on the day it has passed.',
  },
  {
    cause: 'change',
    kind: 'waiting-change',
    name: 'Waiting for a change',
    step: () =>
      'Where a workaround works, call it done with the workaround, and let the change have its own date.',
  },
  {
    cause: 'problem',
    kind: 'waiting-problem',
    name: 'Waiting for a problem to be solved',
    step: () =>
      'Publish the workaround on the problem and finish these cases with it; the problem stays open.',
  },
  {
    cause: 'waiting',
    kind: 'waiting-unnamed',
    name: 'Waiting for something the log does not name',
    step: () =>
      'Give waiting a reason that must be chosen (user, supplier, change, problem), and look again in a month.',
  },
]

function isOften(some: number, of: number, share: number): boolean {
  return of >= fewest.cases && wilson(some, of).low > share
}

/** One finding for each cause of waiting that takes a noticeable share of all time. */
export function waitFindings(ground: Ground, waits: Record<Cause, Wait>): Finding[] {
  return told.flatMap(({ cause, kind, name, step }) => {
    const wait = waits[cause]
    const share = wait.ms / ground.totalMs
    if (wait.cases < fewest.cases || share < fewest.share) return []
    const sentence = [
      `${name} takes ${shareText(share)} of all ${ground.timeWord} time, in ${countText(wait.cases)} of`,
      `${countText(ground.log.cases)} cases: ${durationText(wait.ms / 1000 / wait.cases)} each on average.`,
      ...(cause === 'user' ? userSentences(wait) : []),
    ]
    return [
      {
        kind,
        sentence: sentence.join(' '),
        step: step(wait),
        cases: wait.cases,
        share: wait.cases / ground.log.cases,
        hours: hoursOf(wait.ms),
        lost: true,
        overlaps: [],
        evidence: {
          shareOfTime: share,
          stays: wait.stays,
          meanSecondsPerCase: wait.ms / 1000 / wait.cases,
          casesAgain: wait.againCases,
          hoursAgain: hoursOf(wait.againMs),
          endsInDone: wait.toDone,
        },
      },
    ]
  })
}

function userSentences(wait: Wait): string[] {
  const again = isOften(wait.againCases, wait.cases, 0.1)
  const silent = isOften(wait.toDone, wait.stays, often)
  return [
    ...(again
      ? [
          `In ${countText(wait.againCases)} of them the user is asked again later, for another ${countText(Math.round(hoursOf(wait.againMs)))} h.`,
        ]
      : []),
    ...(silent
      ? [`${shareText(wait.toDone / wait.stays)} of these waits end with the case done, not with more work.`]
      : []),
  ]
}
