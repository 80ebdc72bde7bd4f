import type { EventLog } from '../log/event-log.ts'

/** A way through: the same activities in the same order. */
export type Variant = { activities: string[]; cases: number; share: number }

/**
 * The ways through the log, the most frequent first. Ways that begin alike share their beginning: each step leads
 * from one node of a tree to the next, and the node where a case ends is its way.
 */
export function variantsOf(log: EventLog): {
  count: number
  of(most: number): Variant[]
  coverage(most: number): number
  /** Of each case, 1 if it goes one of the most frequent ways. */
  among(most: number): Uint8Array
} {
  const tree = treeOf(log)
  const endings = [...tree.ended.keys()].sort(
    (a, b) => (tree.ended.get(b) ?? 0) - (tree.ended.get(a) ?? 0) || a - b,
  )
  const casesOf = (node: number): number => tree.ended.get(node) ?? 0
  const way = (node: number): string[] => {
    const names: string[] = []
    for (let at = node; at !== 0; at = tree.parent[at] as number) {
      names.push(log.names.activities[tree.activity[at] as number] as string)
    }
    return names.reverse()
  }
  return {
    count: endings.length,
    of: (most) =>
      endings.slice(0, most).map((node) => ({
        activities: way(node),
        cases: casesOf(node),
        share: casesOf(node) / log.cases,
      })),
    coverage: (most) => endings.slice(0, most).reduce((total, node) => total + casesOf(node), 0) / log.cases,
    among: (most) => {
      const those = new Set(endings.slice(0, most))
      return Uint8Array.from(tree.endOf, (node) => +those.has(node))
    },
  }
}

function treeOf({ cases, caseStarts, activity, names }: EventLog) {
  const width = names.activities.length
  const next = new Map<number, number>()
  const parent = [0]
  const step = [-1]
  const ended = new Map<number, number>()
  const endOf = new Int32Array(cases)
  for (let at = 0; at < cases; at++) {
    const to = caseStarts[at + 1] as number
    let node = 0
    for (let event = caseStarts[at] as number; event < to; event++) {
      const key = node * width + (activity[event] as number)
      let found = next.get(key)
      if (found === undefined) {
        found = parent.push(node) - 1
        step.push(activity[event] as number)
        next.set(key, found)
      }
      node = found
    }
    endOf[at] = node
    ended.set(node, (ended.get(node) ?? 0) + 1)
  }
  return { parent, activity: step, ended, endOf }
}
