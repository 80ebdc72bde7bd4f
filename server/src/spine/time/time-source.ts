/** Where the present comes from: epoch milliseconds. Business code is handed one and never asks the system clock. */
export type TimeSource = { now(): number }

/** The machine's clock: the only place that reads it. */
export const systemTime: TimeSource = { now: () => Date.now() }

/** A present that stands still until it is moved: for tests and drills. */
export type TestTime = TimeSource & { set(ms: number): void; advance(ms: number): void }

/** A time source that starts at `start` (epoch ms) and moves only when told to. */
export function testTime(start: number): TestTime {
  let present = start
  return {
    now: () => present,
    set(ms) {
      present = ms
    },
    advance(ms) {
      present += ms
    },
  }
}
