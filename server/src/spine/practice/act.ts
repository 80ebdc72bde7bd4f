import { Problem, type Transition } from '@throughline/contract'
import { atLeast, may } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import type { ParticipantOp, RecordRow, Written } from '../records/index.ts'
import { type Appending, append } from './amend.ts'
import { against, stateAfter, transitionFor } from './decide.ts'
import type { Patch, Practice, Seen } from './practice.ts'
import { refOf } from './registry.ts'
import { checkVersion, retrying, see } from './see.ts'

export type Act = { id: number; verb: string; input: unknown; version?: number | undefined; cause?: string }

/** Moves a record by a verb of its lifecycle. */
export function act(
  ctx: Ctx,
  practice: Practice,
  { id, verb, input, version, cause }: Act,
): Promise<Written> {
  return retrying(async () => {
    const seen = await see(ctx, practice, id, 'read')
    checkVersion(seen, version)
    return append(ctx, seen, {
      ...(await acting(ctx, seen, { verb, input })),
      ...(cause !== undefined && { cause }),
    })
  })
}

/**
 * What a verb makes of a record, by its practice's rule; nothing is written.
 * @throws not-found for an unknown verb, illegal-move, not-allowed, and what the rule refuses
 */
export async function acting(
  ctx: Ctx,
  seen: Seen,
  { verb, input }: Pick<Act, 'verb' | 'input'>,
): Promise<Appending> {
  const { practice, row } = seen
  const transition = transitionFor(practice, row, verb, () => possible(ctx, practice, seen))
  if (row.category === 'merged' && !actsOnMerged(ctx, row, transition))
    throw new Problem('is-merged', { ref: refOf(practice, row.id) })
  if (!allows(ctx, seen, transition))
    throw new Problem('not-allowed', { action: `${verb} ${refOf(practice, row.id)}` })
  const rule = practice.rules?.[verb]
  const patch: Patch = rule ? await rule(ctx, row, input as never, ctx.time.now()) : noted(input)
  const state = stateAfter(transition, row, patch.state)
  const participants = [...(patch.participants ?? []), ...newReaders(row, patch)]
  return { verb, patch: { ...patch, state, participants }, raises: true }
}

/** Whoever is given a restricted record, person or team, may read it from then on: they are to work on it. */
export function newReaders(
  { restricted, holderId, teamId }: RecordRow,
  { set = {} }: Patch,
): ParticipantOp[] {
  if (!restricted) return []
  const reader = (
    subject: ParticipantOp['subject'],
    id: number | null | undefined,
    before: number | null,
  ): ParticipantOp[] => (id == null || id === before ? [] : [{ op: 'add', role: 'reader', subject, id }])
  return [...reader('person', set.holderId, holderId), ...reader('team', set.teamId, teamId)]
}

/** A verb without a rule only moves; its note, if any, is an internal comment. */
function noted(input: unknown): Patch {
  const { note } = (input ?? {}) as { note?: string }
  return note === undefined ? {} : { body: note }
}

/** Whether the actor may take this transition on this record. */
export function allows(ctx: Ctx, seen: Pick<Seen, 'row' | 'mine'>, transition: Transition): boolean {
  const visible = { ...seen.row, mine: seen.mine }
  if (seen.row.category === 'merged' && !actsOnMerged(ctx, seen.row, transition)) return false
  switch (transition.by) {
    case 'system':
      return ctx.actor.role === 'system'
    case 'manager':
      return atLeast(ctx.actor, 'manager') && may(ctx.actor, 'act', visible)
    case 'staff':
      return may(ctx.actor, 'act', visible)
    case 'requester':
      return may(ctx.actor, 'answer', visible)
    default: {
      const never: never = transition.by
      return never
    }
  }
}

/** What is merged is worked on in the other record; its requester may still withdraw it. */
function actsOnMerged({ actor }: Ctx, { requesterId }: RecordRow, { by, to }: Transition): boolean {
  const own = actor.personId !== null && actor.personId === requesterId
  return actor.role === 'system' || (by === 'requester' && own && to !== '=')
}

/** The verbs the actor may use on a record now, in the lifecycle's order. */
export function possible(ctx: Ctx, practice: Practice, seen: Pick<Seen, 'row' | 'mine'>): string[] {
  return Object.entries(practice.facts.lifecycle.transitions)
    .filter(
      ([verb, transition]) =>
        transition.from.includes(seen.row.state) &&
        against(practice, seen.row, verb) === null &&
        allows(ctx, seen, transition),
    )
    .map(([verb]) => verb)
}
