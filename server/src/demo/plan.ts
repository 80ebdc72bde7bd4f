import type { LinkType } from '@throughline/contract'
import type { Fired } from './alerts/sent.ts'

/**
 * What becomes of one incident, step by step, before any of it is told: pure, made of chance alone. Those steps that
 * lie behind the demo's *now* are history and loaded; those ahead of it are what the live demo goes on with.
 *
 * `by` is a person's number, null the program itself. `at` in epoch ms; steps are in the order of their times.
 */
export type Plan = {
  /** Names it for ever: loading again, it is known by this. */
  key: string
  /** Which planted story it belongs to. */
  story?: string
  steps: Step[]
  /** The alerts that opened or joined it. */
  alerts?: Fired[]
}

export type Step = { at: number; by: number | null } & Deed

export type Deed =
  | { do: 'open'; input: Record<string, unknown> }
  | { do: 'act'; verb: string; input: Record<string, unknown> }
  | { do: 'amend'; input: Record<string, string | number | boolean | string[]> }
  /** By the program itself: its alert has recovered, and nobody has it. */
  | { do: 'recover'; restoredAt: number }
  | { do: 'say'; body: string; public: boolean }
  | { do: 'watch' | 'help'; who: number }
  | { do: 'attach'; name: string; type: string; content: Buffer; public: boolean }
  /** `to`: the key of a plan that was opened before. */
  | { do: 'link'; type: LinkType; to: string }
  /** Into one that is not merged itself, while it is open; the plan tells how this one ends with it. */
  | { do: 'merge'; into: string }
  | { do: 'restrict'; people: number[]; teams: number[]; reason: string }
  | { do: 'task'; title: string; holder: number; dueAt: number; doneAt: number; said: string }

/** When a plan's record is opened. */
export function openedAt({ steps }: Plan): number {
  return steps[0]?.at ?? Number.POSITIVE_INFINITY
}
