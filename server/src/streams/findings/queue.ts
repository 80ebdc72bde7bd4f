import { countText, durationText, shareText } from '../report/durations.ts'
import { type Finding, fewest, type Ground, hoursOf } from './finding.ts'
import { type Grouped, type Slowest, slowestOf } from './stays.ts'
import type { Wait } from './waits.ts'

/** Each stay in a queue, by the team before which it stood; one that passes to another team in the queue is two. */
function queuesOf({ log, causes }: Ground, most: number): Grouped {
  const isQueue = Uint8Array.from(causes, (cause) => +(cause === 'queue'))
  const stays = { group: new Int32Array(most), ms: new Float64Array(most), length: 0 }
  for (let at = 0; at < log.cases; at++) {
    const to = log.caseStarts[at + 1] as number
    let open = -1
    for (let event = log.caseStarts[at] as number; event < to; event++) {
      const queued = isQueue[log.activity[event] as number] === 1
      const same = open >= 0 && log.team[event] === log.team[open]
      if (open >= 0 && !(queued && same)) {
        stays.group[stays.length] = log.team[open] as number
        stays.ms[stays.length++] = (log.time[event] as number) - (log.time[open] as number)
        open = -1
      }
      if (queued && open < 0) open = event
    }
  }
  return stays
}

/** Standing in a queue, and before which team it takes longest. */
export function queueFinding(ground: Ground, wait: Wait): Finding[] {
  const share = wait.ms / ground.totalMs
  if (wait.cases < fewest.cases || share < fewest.share) return []
  const slowest = slowestOf(queuesOf(ground, queueEvents(ground)))
  const team = slowest && (ground.log.names.teams[slowest.group] as string)
  const sentence = [
    `Standing in a queue takes ${shareText(share)} of all ${ground.timeWord} time, in ${countText(wait.cases)} of`,
    `${countText(ground.log.cases)} cases: ${durationText(wait.ms / 1000 / wait.cases)} each on average.`,
    ...(slowest ? [slowestText(slowest, team as string)] : []),
  ]
  return [
    {
      kind: 'queue',
      sentence: sentence.join(' '),
      step:
        team === null
          ? 'Name who looks at the queue in each hour of the day, and let them take the oldest first.'
          : `Ask ${team} who looks at its queue and when; let one person a shift take the oldest first.`,
      cases: wait.cases,
      share: wait.cases / ground.log.cases,
      hours: hoursOf(wait.ms),
      lost: true,
      overlaps: [],
      evidence: {
        shareOfTime: share,
        stays: wait.stays,
        meanSecondsPerCase: wait.ms / 1000 / wait.cases,
        slowestTeam: team,
        slowestTeamStays: slowest?.count ?? null,
        slowestTeamHours: slowest && hoursOf(slowest.ms),
        slowestTeamMedianSeconds: slowest && slowest.medianMs / 1000,
        othersMedianSeconds: slowest && slowest.othersMedianMs / 1000,
      },
    },
  ]
}

function queueEvents({ log, causes }: Ground): number {
  let count = 0
  for (let at = 0; at < log.events; at++) count += +(causes[log.activity[at] as number] === 'queue')
  return count
}

function slowestText({ count, ms, medianMs, othersMedianMs }: Slowest, team: string): string {
  return [
    `Most is lost before ${team}: half of its ${countText(count)} stays take over ${durationText(medianMs / 1000)},`,
    `half of the others' over ${durationText(othersMedianMs / 1000)} (${countText(Math.round(hoursOf(ms)))} h there).`,
  ].join(' ')
}
