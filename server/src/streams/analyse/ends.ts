import type { EventLog } from '../log/event-log.ts'

/** How many cases begin, or end, at an activity. */
export type CasesAt = { activity: string; cases: number }

/**
 * With which activities cases begin and end in the log, the most frequent first; and all activities in the order in
 * which cases come to them first, by their mean place from 0, the beginning of a case, to 1, its end.
 */
export function beginsAndEnds({ cases, caseStarts, activity, names }: EventLog): {
  begins: CasesAt[]
  ends: CasesAt[]
  order: string[]
} {
  const first = new Uint32Array(names.activities.length)
  const last = new Uint32Array(names.activities.length)
  const place = new Float64Array(names.activities.length)
  const seen = new Uint32Array(names.activities.length)
  const lastCase = new Int32Array(names.activities.length).fill(-1)
  for (let at = 0; at < cases; at++) {
    const from = caseStarts[at] as number
    const to = caseStarts[at + 1] as number
    if (from === to) continue
    for (let event = from; event < to; event++) {
      const where = activity[event] as number
      if (lastCase[where] === at) continue
      lastCase[where] = at
      place[where] = (place[where] as number) + (event - from) / Math.max(1, to - from - 1)
      seen[where] = (seen[where] as number) + 1
    }
    const begin = activity[from] as number
    const end = activity[to - 1] as number
    first[begin] = (first[begin] as number) + 1
    last[end] = (last[end] as number) + 1
  }
  const told = (counts: Uint32Array): CasesAt[] =>
    names.activities
      .map((name, at) => ({ activity: name, cases: counts[at] as number }))
      .filter((one) => one.cases > 0)
      .sort((a, b) => b.cases - a.cases)
  const mean = (at: number): number => (place[at] as number) / (seen[at] as number)
  const order = [...names.activities.keys()].filter((at) => (seen[at] as number) > 0)
  order.sort((a, b) => mean(a) - mean(b))
  return { begins: told(first), ends: told(last), order: order.map((at) => names.activities[at] as string) }
}
