/**
 * Work that repeats: it runs, says when it is due again, and rests until then or until it is poked. It rests at
 * least `least` ms, so that pokes come together to one run, and at most `most` ms, so that what other processes
 * did is noticed as well.
 */
export type Pulse = {
  /** There may be something to do; cheap, and may be called thousands of times a second. */
  poke(): void
  /** Lets the run that is under way end, and starts no other. */
  stop(): Promise<void>
}

export type PulseOptions = {
  /** Runs once; answers in how many ms to run again, null when only a poke will bring work. */
  beat(): Promise<number | null>
  least: number
  most: number
  /** Rests so many times as long as it ran, but no longer than `longest` ms: under load more comes together to one run. */
  share?: { readonly rest: number; readonly longest: number }
  onError(error: unknown): void
}

const longestRest = 30_000

export function startPulse({ beat, least, most, share, onError }: PulseOptions): Pulse {
  let stopped = false
  let poked = false
  let failures = 0
  let wake = (): void => {}

  const rest = (ms: number, mayWake: boolean): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        if (!stopped && !mayWake) return
        clearTimeout(timer)
        resolve()
      }
    })

  const once = async (): Promise<number> => {
    try {
      const due = await beat()
      failures = 0
      return Math.min(Math.max(due ?? most, least), most)
    } catch (error) {
      onError(error)
      return Math.min(1000 * 2 ** failures++, longestRest)
    }
  }

  const running = (async () => {
    while (!stopped) {
      poked = false
      const began = performance.now()
      const due = await once()
      const tired = share ? Math.min((performance.now() - began) * share.rest, share.longest) : 0
      const quiet = Math.max(least, tired)
      if (!stopped) await rest(quiet, false)
      if (!stopped && !poked && due > quiet) await rest(due - quiet, true)
    }
  })()

  return {
    poke: () => {
      poked = true
      wake()
    },
    stop: async () => {
      stopped = true
      wake()
      await running
    },
  }
}
