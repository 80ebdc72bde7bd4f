import { type EventLog, unknown } from '../log/event-log.ts'

/** Cases that the first line kept to the end, of those whose teams tell their line. */
export type FirstLine = { cases: number; of: number; share: number }

const second = /\b(2nd|second|l2|tier.?2|level.?2|2\.? ?(line|level))\b/i
const third = /\b(3rd|third|l3|tier.?3|level.?3|3\.? ?(line|level))\b/i

/** The line that a team's name tells; teams without a mark are the first where others have one. */
export function lineOf(team: string): 1 | 2 | 3 {
  if (third.test(team)) return 3
  return second.test(team) ? 2 : 1
}

/** How much is pushed to the front: the share that never left the first line. Null where no team's name tells a line. */
export function firstLine({ cases, caseStarts, team, names }: EventLog): FirstLine | null {
  const lines = names.teams.map(lineOf)
  if (lines.every((line) => line === 1)) return null
  let kept = 0
  let of = 0
  for (let at = 0; at < cases; at++) {
    let highest = 0
    for (let event = caseStarts[at] as number; event < (caseStarts[at + 1] as number); event++) {
      if (team[event] !== unknown) highest = Math.max(highest, lines[team[event] as number] as number)
    }
    if (highest > 0) of++
    if (highest === 1) kept++
  }
  return { cases: kept, of, share: of === 0 ? 0 : kept / of }
}
