import type { Spine } from '../context/index.ts'
import { type Pulse, startPulse } from './pulse.ts'

/**
 * Work that becomes due by the passing of time. `tick` does all that is due at `now` (epoch ms) and answers when
 * it is next due, null when nothing is waiting. Ticking twice, or in two processes at once, changes nothing more.
 */
export type Loop = {
  readonly name: string
  /** Begins nothing more, and waits for what goes on beside its ticks. */
  idle?(): Promise<void>
  /** How long it rests between two ticks at least and at most, ms; a quarter of a second and five if not said. */
  readonly rest?: { least: number; most: number }
  tick(now: number): Promise<number | null>
}

/** Keeps a loop ticking in live time. */
export function keepTicking(spine: Spine, loop: Loop): Pulse {
  return startPulse({
    beat: async () => {
      const due = await loop.tick(spine.time.now())
      return due === null ? null : due - spine.time.now()
    },
    ...(loop.rest ?? { least: 250, most: 5_000 }),
    onError: (error) =>
      spine.log.error({ err: error, loop: loop.name }, 'a loop failed and will be tried again'),
  })
}
