import type { Words } from '../words/index.ts'
import type { Detail, Row } from './records.ts'

/** Whose turn it is, for a mark beside the words: never colour alone. */
export type Turn = 'queue' | 'work' | 'you' | 'wait' | 'done' | 'off'
export type Standing = { turn: Turn; now: string; next: string }

/** Where a record stands and what happens next, in the requester's words. */
export function standing({ states, next }: Words, row: Row & Partial<Pick<Detail, 'closure'>>): Standing {
  if (row.category === 'merged') return { turn: 'work', now: states.merged, next: next.merged }
  switch (row.state) {
    case 'new':
      return { turn: 'queue', now: states.new, next: next.new }
    case 'assigned':
      return { turn: 'queue', now: states.assigned(row.team?.name ?? null), next: next.assigned }
    case 'in-progress':
      return { turn: 'work', now: states.working(row.holder?.name ?? null), next: next.working }
    case 'waiting-requester':
      return { turn: 'you', now: states.you(row.holder?.name ?? null), next: next.you }
    case 'waiting-supplier':
      return { turn: 'wait', now: states.supplier, next: next.waiting }
    case 'waiting-change':
      return { turn: 'wait', now: states.change, next: next.waiting }
    case 'waiting-problem':
      return { turn: 'wait', now: states.problem, next: next.waiting }
    case 'resolved':
      return { turn: 'you', now: states.resolved, next: next.resolved }
    case 'closed':
      return { turn: 'done', now: states.closed, next: closed(next, row.closure) }
    case 'cancelled':
      return { turn: 'off', now: states.cancelled, next: next.cancelled }
    default:
      return { turn: 'wait', now: states.other, next: next.waiting }
  }
}

function closed(next: Words['next'], closure: string | null | undefined): string {
  switch (closure) {
    case 'confirmed':
      return next.confirmed
    case 'confirmed-for':
      return next.confirmedFor
    case 'unconfirmed':
      return next.unconfirmed
    case 'recovered':
      return next.recovered
    default:
      return next.closed
  }
}
