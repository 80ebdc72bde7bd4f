import type { z } from 'zod'

/** Why a record stands still: who or what it waits for. */
export const causes = ['requester', 'supplier', 'approval', 'schedule', 'change', 'problem', 'task'] as const
export type Cause = (typeof causes)[number]

/**
 * What a state means for flow, the same for all kinds. `merged` is no state's: open work that is merged into another
 * record has it until it is taken out again or is finished.
 */
export const categories = ['queue', 'active', 'waiting', 'done', 'cancelled', 'merged'] as const
export type Category = (typeof categories)[number]

export type StateFacts =
  | { readonly title: string; readonly category: Exclude<Category, 'waiting' | 'merged'> }
  | { readonly title: string; readonly category: 'waiting'; readonly on: Cause }

/** One verb of a lifecycle: from which states, to which, with which input, and who may do it. */
export type Transition<S extends string = string> = {
  readonly title: string
  readonly from: readonly S[]
  /** A state; several where the practice's rule chooses among them; `=` where the state stays. */
  readonly to: S | readonly S[] | '='
  readonly input: z.ZodObject
  /** Who may do it: `staff` (agents and above), `requester` too, or only the system itself. */
  readonly by: 'staff' | 'requester' | 'manager' | 'system'
}

/** A kind's states and transitions, as data. */
export type Lifecycle<S extends string = string> = {
  readonly initial: readonly S[]
  readonly states: Readonly<Record<S, StateFacts>>
  readonly transitions: Readonly<Record<string, Transition<S>>>
  /** States of earlier releases and what became of them: moved through the door at start. */
  readonly retired?: Readonly<Record<string, S>>
}

/** The states in which work is still to do. */
export function openStates<S extends string>(lifecycle: Lifecycle<S>): S[] {
  return statesOf(lifecycle).filter((state) => isOpen(lifecycle.states[state].category))
}

export function isOpen(category: Category): boolean {
  return category === 'queue' || category === 'active' || category === 'waiting'
}

/** The verbs that are legal from a state, in the order the lifecycle lists them. */
export function legalVerbs(lifecycle: Lifecycle, state: string): string[] {
  return Object.entries(lifecycle.transitions)
    .filter(([, transition]) => transition.from.includes(state))
    .map(([verb]) => verb)
}

export function statesOf<S extends string>(lifecycle: Lifecycle<S>): S[] {
  return Object.keys(lifecycle.states) as S[]
}
