import { addWorking } from '../spine/time/index.ts'
import type { Cast, Member } from './cast.ts'
import type { Chance } from './chance.ts'
import type { Deed, Plan, Step } from './plan.ts'

const minute = 60_000

/** A plan being written: steps one after the other, each some time after the one before it. */
export type Line = {
  readonly plan: Plan
  /** When the last step was. */
  at(): number
  /** Lets time pass: minutes around so many, counted in somebody's working hours; `always` counts them all. */
  wait(minutes: number, hours: string): void
  /** Lets so many ms pass, neither more nor less; or time until an instant that is still ahead. */
  exactly(ms: number): void
  until(at: number): void
  add(by: Member | null, deed: Deed): void
}

export function lineFrom(
  cast: Cast,
  chance: Chance,
  { key, at: begin, story }: { key: string; at: number; story?: string },
): Line {
  const plan: Plan = { key, steps: [], ...(story && { story }) }
  let at = begin
  return {
    plan,
    at: () => at,
    wait: (minutes, hours) => {
      const ms = Math.round(chance.about(minutes) * minute) + chance.whole(7_000, 53_000)
      at = hours === 'always' ? at + ms : addWorking(cast.hours(hours), at, ms)
    },
    exactly: (ms) => {
      at += ms
    },
    until: (instant) => {
      at = Math.max(at, instant)
    },
    add: (by, deed) => {
      const last = plan.steps.at(-1)
      if (last && last.at >= at) at = last.at + chance.whole(11_000, 40_000)
      plan.steps.push({ at, by: by?.id ?? null, ...deed } as Step)
    },
  }
}
