import { spansOf } from '../analyse/load.ts'
import { median } from '../analyse/statistics.ts'
import { unknown } from '../log/event-log.ts'
import { countText, durationText } from '../report/durations.ts'
import { beyondChance, differenceOf, sizesOf, weakest, wilson } from './chance.ts'
import { type Finding, fewest, type Ground, hoursOf } from './finding.ts'

/** Trips to another team and straight back; by pair, in either direction. */
type Trips = { ms: number; count: number; cases: number; pairs: Map<number, { ms: number; count: number }> }

/** 2 for a case that was tossed back, 1 for one that was handed over and was not, else 0. */
type Passing = Uint8Array

function tripsOf({ log }: Ground): { trips: Trips; passing: Passing } {
  const trips: Trips = { ms: 0, count: 0, cases: 0, pairs: new Map() }
  const passing = new Uint8Array(log.cases)
  const teams = log.names.teams.length
  for (let at = 0; at < log.cases; at++) {
    let [before, now, since] = [unknown, unknown, 0]
    for (let event = log.caseStarts[at] as number; event < (log.caseStarts[at + 1] as number); event++) {
      const next = log.team[event] as number
      if (next === unknown || next === now) continue
      const time = log.time[event] as number
      if (next === before) {
        const ms = time - since
        const key = Math.min(now, next) * teams + Math.max(now, next)
        const pair = trips.pairs.get(key)
        if (pair) {
          pair.ms += ms
          pair.count++
        } else trips.pairs.set(key, { ms, count: 1 })
        trips.ms += ms
        trips.count++
        passing[at] = 2
      } else if (now !== unknown && passing[at] === 0) passing[at] = 1
      before = now
      now = next
      since = time
    }
    trips.cases += +(passing[at] === 2)
  }
  return { trips, passing }
}

/** What being tossed to and fro costs: the trips, and how long such cases take beside others that change teams. */
export function pingPongFinding(ground: Ground): Finding[] {
  const { log } = ground
  const { trips, passing } = tripsOf(ground)
  if (trips.cases < fewest.cases || wilson(trips.cases, log.cases).low < fewest.share) return []
  const compared = comparedCases(ground, passing)
  const [key, most] = [...trips.pairs].sort(([, a], [, b]) => b.ms - a.ms)[0] ?? [0, { ms: 0, count: 0 }]
  const pair = [Math.floor(key / log.names.teams.length), key % log.names.teams.length].map(
    (team) => log.names.teams[team] as string,
  )
  const weighty = most.count >= fewest.cases
  const sentence = [
    `${countText(trips.count)} times work goes to another team and straight back, in ${countText(trips.cases)} of`,
    `${countText(log.cases)} cases: ${countText(Math.round(hoursOf(trips.ms)))} h until it is where it was.`,
    ...(compared
      ? [
          `Half of these cases take over ${durationText(compared.withSeconds)}; of others that change teams, over ${durationText(compared.withoutSeconds)}.`,
        ]
      : []),
    ...(weighty
      ? [
          `${pair.join(' and ')} do it most: ${countText(most.count)} times, ${countText(Math.round(hoursOf(most.ms)))} h.`,
        ]
      : []),
  ]
  return [
    {
      kind: 'ping-pong',
      sentence: sentence.join(' '),
      step: weighty
        ? `Let ${pair.join(' and ')} read ten of these together and write down who takes which kind of work.`
        : 'Ask the sender before sending back: a call settles in minutes what a return settles in days.',
      cases: trips.cases,
      share: trips.cases / log.cases,
      hours: hoursOf(trips.ms),
      lost: true,
      overlaps: ['queue', 'handovers', 'stuck-in-work'],
      evidence: {
        trips: trips.count,
        shareOfCasesLow: wilson(trips.cases, log.cases).low,
        shareOfCasesHigh: wilson(trips.cases, log.cases).high,
        medianSecondsWith: compared?.withSeconds ?? null,
        medianSecondsOtherHandovers: compared?.withoutSeconds ?? null,
        mostPair: weighty ? pair.join(' and ') : null,
        mostPairTrips: weighty ? most.count : null,
        mostPairHours: weighty ? hoursOf(most.ms) : null,
      },
    },
  ]
}

function comparedCases(
  { log, outcome }: Ground,
  passing: Passing,
): { withSeconds: number; withoutSeconds: number } | null {
  const { begins, ends } = spansOf(log, outcome)
  const durations = ends.map((end, at) => end - (begins[at] as number))
  const tossed = durations.filter((ms, at) => passing[at] === 2 && Number.isFinite(ms))
  const others = durations.filter((ms, at) => passing[at] === 1 && Number.isFinite(ms))
  if (tossed.length < fewest.cases || others.length < fewest.cases) return null
  const difference = differenceOf(sizesOf(tossed), sizesOf(others))
  if (!difference || difference.larger < weakest || !beyondChance(difference.z)) return null
  return { withSeconds: median(tossed.sort()) / 1000, withoutSeconds: median(others.sort()) / 1000 }
}
