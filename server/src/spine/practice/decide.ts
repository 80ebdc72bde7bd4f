import { isOpen, Problem, type StateFacts, type Transition } from '@throughline/contract'
import type { Clock } from '../clocks/index.ts'
import type { Spine } from '../context/index.ts'
import {
  type Content,
  type Entry,
  type EntryData,
  type Facts,
  foldRow,
  type NewEntry,
  type RecordRow,
} from '../records/index.ts'
import { clockOps } from './clock-ops.ts'
import type { Patch, Practice } from './practice.ts'
import { refOf } from './registry.ts'

/** A decision about one record: pure, from what is known to the entry to append. */
export type Decision = {
  practice: Practice
  verb: string
  actorId: number | null
  now: number
  /** Null when the record is opened. */
  before: { row: RecordRow; clocks: readonly Clock[] } | null
  id: number
  patch: Patch
  /** Comments leave the version alone, so that they never make another's edit stale. */
  raises: boolean
  replayed?: true
  deviation?: string
  cause?: string
}

/** The entry that a decision leads to, clocks included. */
export function entryOf(spine: Spine, decision: Decision): NewEntry {
  const { practice, before, patch, now } = decision
  const set = factsOf(practice, before?.row ?? null, patch)
  const data: EntryData = {
    ...(!before && { kind: practice.facts.kind }),
    ...(Object.keys(set).length > 0 && { set }),
    ...(patch.links?.length && { links: patch.links }),
    ...(patch.participants?.length && { participants: patch.participants }),
    ...(patch.attachment && { attachment: patch.attachment }),
    ...(decision.raises && { raises: true }),
    ...(decision.replayed && { replayed: true }),
    ...(decision.deviation !== undefined && { deviation: decision.deviation }),
    ...(patch.more && { more: patch.more }),
  }
  const entry: NewEntry = {
    at: now,
    actorId: decision.actorId,
    verb: decision.verb,
    public: patch.public ?? false,
    body: patch.body ?? null,
    content: contentOf(patch.content),
    data,
    cause: decision.cause ?? null,
  }
  const after = foldRow(before?.row ?? null, { ...entry, recordId: decision.id, seq: 0, hash: '' } as Entry)
  const ops = clockOps(spine, practice, after, before?.clocks ?? [])
  if (ops.length > 0) data.clocks = ops
  return entry
}

/** The facts a patch sets, with what its state means for flow. */
function factsOf(practice: Practice, before: RecordRow | null, patch: Patch): Facts {
  const facts: Facts = { ...patch.set }
  const moved = patch.state !== undefined && patch.state !== before?.state
  const name = patch.state ?? before?.state
  if (name === undefined || !(moved || facts.mergedInto !== undefined)) return facts
  const mergedInto = facts.mergedInto === undefined ? (before?.mergedInto ?? null) : facts.mergedInto
  return { ...facts, ...(moved && { state: name }), ...flowOf(practice, name, mergedInto !== null) }
}

/** What a state means for flow; while it is merged, open work is the other record's. */
function flowOf({ facts }: Practice, name: string, merged: boolean): Pick<Facts, 'category' | 'cause'> {
  const state: StateFacts | undefined = facts.lifecycle.states[name]
  if (!state) throw new Error(`${facts.kind} has no state ${name}`)
  if (merged && isOpen(state.category)) return { category: 'merged', cause: null }
  return { category: state.category, cause: state.category === 'waiting' ? state.on : null }
}

/** Leaves out what sets nothing. */
function contentOf(content: Content | undefined): Content | null {
  if (!content) return null
  const kept = Object.entries(content).filter(([, value]) => value !== undefined)
  return kept.length === 0 ? null : (Object.fromEntries(kept) as Content)
}

/**
 * The transition a verb names, if it is legal from where the record is; `legal` tells what the actor may do there.
 * @throws not-found for an unknown verb, illegal-move with the legal ones
 */
export function transitionFor(
  practice: Practice,
  row: RecordRow,
  verb: string,
  legal: () => readonly string[],
): Transition {
  const { lifecycle } = practice.facts
  const transition: Transition | undefined = Object.hasOwn(lifecycle.transitions, verb)
    ? lifecycle.transitions[verb]
    : undefined
  if (!transition) throw new Problem('not-found', { what: `The action ${verb}` })
  const guard = against(practice, row, verb)
  if (guard !== null || !transition.from.includes(row.state)) {
    throw new Problem('illegal-move', {
      ref: refOf(practice, row.id),
      state: guard ?? lifecycle.states[row.state]?.title ?? row.state,
      verb,
      legal: legal(),
    })
  }
  return transition
}

/** What a practice's guard says against a verb, as the record is; null where nothing stands against it. */
export function against(practice: Practice, row: RecordRow, verb: string): string | null {
  return practice.guards?.[verb]?.(row) ?? null
}

/** The state a transition leads to; a rule's choice must be one the lifecycle offers. */
export function stateAfter(transition: Transition, row: RecordRow, chosen: string | undefined): string {
  if (transition.to === '=') return row.state
  if (typeof transition.to === 'string') return transition.to
  if (chosen === undefined || !transition.to.includes(chosen))
    throw new Error(`a rule must choose one of ${transition.to}`)
  return chosen
}
