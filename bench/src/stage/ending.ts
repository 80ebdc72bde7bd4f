const ends = new Set<() => unknown>()

/** Something that runs until it is ended: by whoever started it, or when the benchmark itself is ended. */
export function endsOnce<T>(end: () => T): () => T {
  let answer: { value: T } | undefined
  const once = (): T => {
    ends.delete(once)
    answer ??= { value: end() }
    return answer.value
  }
  ends.add(once)
  return once
}

/** Leaves no server and no database behind when the benchmark is interrupted. */
export function endAllOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await Promise.allSettled([...ends].toReversed().map((end) => end()))
      process.exit(1)
    })
  }
}
