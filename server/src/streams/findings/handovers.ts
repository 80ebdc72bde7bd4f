import type { Handovers } from '../analyse/teams.ts'
import { unknown } from '../log/event-log.ts'
import { countText, durationText, shareText } from '../report/durations.ts'
import { wilson } from './chance.ts'
import { type Finding, fewest, type Ground, hoursOf } from './finding.ts'
import { type Grouped, slowestOf } from './stays.ts'

/** Handovers with the time until the other team took them up; `untouched` were passed on before anyone did. */
type Passed = Grouped & { untouched: number }

/** Taken up: the first event in the other team's hands that is no queue. A group is a pair, from × teams + to. */
function passedOf({ log, causes }: Ground, most: number): Passed {
  const waits = Uint8Array.from(causes, (cause) => +(cause === 'queue'))
  const found = { group: new Int32Array(most), ms: new Float64Array(most), length: 0, untouched: 0 }
  const teams = log.names.teams.length
  for (let at = 0; at < log.cases; at++) {
    const to = log.caseStarts[at + 1] as number
    let now = unknown
    let since = -1
    for (let event = log.caseStarts[at] as number; event < to; event++) {
      const next = log.team[event] as number
      const passes = next !== unknown && now !== unknown && next !== now
      const taken = waits[log.activity[event] as number] === 0
      if (since >= 0 && (passes || taken)) {
        found.ms[found.length - 1] = (log.time[event] as number) - (log.time[since] as number)
        if (passes) found.untouched++
        since = -1
      }
      if (passes) {
        found.group[found.length] = pairOf(now, next, teams)
        found.ms[found.length++] = 0
        if (!taken) since = event
      }
      if (next !== unknown) now = next
    }
  }
  return found
}

/** Pairs of more teams than a number can tell apart are no pairs. */
const pairOf = (from: number, to: number, teams: number): number => (teams > 40_000 ? -1 : from * teams + to)

/** What handing over costs: the time until the next team begins, which pair loses most, what is passed on unseen. */
export function handoverFinding(ground: Ground, handovers: Handovers | null): Finding[] {
  if (!handovers || handovers.cases < fewest.cases) return []
  const passed = passedOf(ground, handovers.count)
  let ms = 0
  for (let at = 0; at < passed.length; at++) ms += passed.ms[at] as number
  const share = ms / ground.totalMs
  if (share < fewest.share) return []
  const slowest = slowestOf(passed)
  const { teams } = ground.log.names
  const pair = slowest && [
    teams[Math.floor(slowest.group / teams.length)] as string,
    teams[slowest.group % teams.length] as string,
  ]
  const unseen = wilson(passed.untouched, passed.length).low > 0.1
  const sentence = [
    `Work is handed to another team ${countText(passed.length)} times, in ${countText(handovers.cases)} of`,
    `${countText(ground.log.cases)} cases, and stands ${countText(Math.round(hoursOf(ms)))} h until that team begins`,
    `(${shareText(share)} of all ${ground.timeWord} time).`,
    ...(unseen
      ? [`${shareText(passed.untouched / passed.length)} are passed on again before anyone worked on them.`]
      : []),
    ...(slowest && pair
      ? [
          `From ${pair[0]} to ${pair[1]} it stands ${countText(Math.round(hoursOf(slowest.ms)))} h: half of ${countText(slowest.count)} over ${durationText(slowest.medianMs / 1000)}, half of the others ${othersText(slowest.othersMedianMs)}.`,
        ]
      : []),
  ]
  return [
    {
      kind: 'handovers',
      sentence: sentence.join(' '),
      step: unseen
        ? 'Read twenty that were passed on untouched: what would have told the sender the right team? Put that into the form.'
        : pair
          ? `Let ${pair[0]} and ${pair[1]} agree on what must come with the work, and who takes it in which hours.`
          : 'Agree on what must come with work that is handed over, and tell the receiving team at once.',
      cases: handovers.cases,
      share: handovers.cases / ground.log.cases,
      hours: hoursOf(ms),
      lost: true,
      overlaps: ['queue'],
      evidence: {
        shareOfTime: share,
        handovers: passed.length,
        untouched: passed.untouched,
        slowestFrom: pair?.[0] ?? null,
        slowestTo: pair?.[1] ?? null,
        slowestCount: slowest?.count ?? null,
        slowestHours: slowest && hoursOf(slowest.ms),
        slowestMedianSeconds: slowest && slowest.medianMs / 1000,
        othersMedianSeconds: slowest && slowest.othersMedianMs / 1000,
      },
    },
  ]
}

const othersText = (ms: number): string => (ms < 1000 ? 'not at all' : `over ${durationText(ms / 1000)}`)
