import { type EventLog, unknown } from '../log/event-log.ts'

/** Work that passed from one team to another so many times; `back` of those went straight back to the first. */
export type TeamPair = { from: string; to: string; count: number; back: number }

/** Between which teams work passes most, of the runs that `betweenTeams` counts; empty where no event names a team. */
export function teamPairs(log: EventLog, most = 15): TeamPair[] {
  const { teams } = log.names
  const counts = new Map<number, number>()
  const backs = new Map<number, number>()
  for (let at = 0; at < log.cases; at++) countCase(log, at, counts, backs)
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, most)
    .map(([pair, count]) => ({
      from: teams[Math.floor(pair / teams.length)] as string,
      to: teams[pair % teams.length] as string,
      count,
      back: backs.get(pair) ?? 0,
    }))
}

function countCase(
  { caseStarts, team, names }: EventLog,
  number: number,
  counts: Map<number, number>,
  backs: Map<number, number>,
): void {
  const width = names.teams.length
  let before = unknown
  let now = unknown
  for (let event = caseStarts[number] as number; event < (caseStarts[number + 1] as number); event++) {
    const next = team[event] as number
    if (next === unknown || next === now) continue
    if (now !== unknown) add(counts, now * width + next)
    // A to B and back to A: what came back is what A had handed to B.
    if (next === before) add(backs, next * width + now)
    before = now
    now = next
  }
}

function add(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
