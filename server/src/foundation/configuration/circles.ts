/** Who needs whom. */
export type Need = { from: number; to: number }

type Walk = { node: number; next: number }

/**
 * Those that need each other in a circle, be it through others: the strongly connected parts of more than one (Tarjan 1972),
 * without recursion, because chains are as long as they like.
 */
export function inCircles(needs: readonly Need[]): Set<number> {
  const beside = new Map<number, number[]>()
  for (const { from, to } of needs) {
    const known = beside.get(from)
    if (known) known.push(to)
    else beside.set(from, [to])
  }
  const [index, low, waiting] = [new Map<number, number>(), new Map<number, number>(), new Set<number>()]
  const [stack, found]: [number[], Set<number>] = [[], new Set()]
  const enter = (node: number): Walk => {
    index.set(node, index.size)
    low.set(node, index.get(node) as number)
    stack.push(node)
    waiting.add(node)
    return { node, next: 0 }
  }
  const lower = (node: number, to: number | undefined): void => {
    low.set(node, Math.min(low.get(node) as number, to as number))
  }
  const leave = (node: number): void => {
    if (low.get(node) !== index.get(node)) return
    const part = stack.splice(stack.lastIndexOf(node))
    for (const one of part) {
      waiting.delete(one)
      if (part.length > 1) found.add(one)
    }
  }
  for (const start of beside.keys()) {
    if (index.has(start)) continue
    const walks = [enter(start)]
    for (let walk = walks.at(-1); walk; walk = walks.at(-1)) {
      const to = beside.get(walk.node)?.[walk.next++]
      if (to === undefined) {
        walks.pop()
        leave(walk.node)
        const before = walks.at(-1)
        if (before) lower(before.node, low.get(walk.node))
      } else if (!index.has(to)) walks.push(enter(to))
      else if (waiting.has(to)) lower(walk.node, index.get(to))
    }
  }
  return found
}
