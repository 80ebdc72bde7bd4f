import type { Category, Cause, NowReason } from '@throughline/contract'
import { type WorkingTable, workingMs } from '../../spine/time/index.ts'

/**
 * The service desk: what needs somebody next, in one order, so that nobody has to choose among queues.
 *
 * What is known of a record that might. Instants are epoch milliseconds.
 */
export type Work = {
  id: number
  kind: string
  category: Category
  cause: Cause | null
  priority: number | null
  holderId: number | null
  requesterId: number | null
  serviceId: number | null
  openedAt: number
  /** Since when it stands as it stands: in this queue, or waiting; unknown of what is in hand. */
  stoodAt: number | null
  chaseAt: number | null
  heldSince: number | null
  /** The last words that were said in public since it was opened. */
  saidBy: number | null
  saidAt: number | null
  clocks: DueClock[]
}

/** A clock; `dueAt` while it runs. */
export type DueClock = { name: string; dueAt: number | null; targetMs: number; calendarId: number }

export type Reason = { why: NowReason; since: number; dueAt?: number }

export type Hours = {
  /** A calendar's working time. */
  table(id: number): WorkingTable
  /** Before which instant something began that has lasted so many working days of a service. */
  before(serviceId: number | null, days: number): number
}

const minute = 60_000
const soon = 30 * minute
/** Working days that something may wait before somebody asks why: for the requester, and for anything else. */
const patience = { requester: 3, other: 5 } as const

type Ask = (work: Work, now: number, hours: Hours) => Reason | null

/** Each reason as a question about a record, the most urgent first. */
const asks: readonly Ask[] = [breached, breaching, unassigned, answerOwed, chase, held, stillWaiting]

/** Why a record needs somebody now; null when it does not. */
export function reasonFor(work: Work, now: number, hours: Hours): Reason | null {
  for (const ask of asks) {
    const reason = ask(work, now, hours)
    if (reason) return reason
  }
  return null
}

function breached({ clocks }: Work, now: number): Reason | null {
  const broken = clocks.flatMap(({ dueAt }) => (dueAt !== null && dueAt <= now ? [dueAt] : []))
  if (broken.length === 0) return null
  const dueAt = Math.max(...broken)
  return { why: 'breached', since: dueAt, dueAt }
}

/** Within half an hour, or with a quarter of the promised time left. */
function breaching({ clocks, openedAt }: Work, now: number, hours: Hours): Reason | null {
  const near = clocks.flatMap(({ dueAt, targetMs, calendarId }) => {
    if (dueAt === null) return []
    const close = dueAt - now <= soon || workingMs(hours.table(calendarId), now, dueAt) <= targetMs / 4
    return close ? [dueAt] : []
  })
  return near.length === 0 ? null : { why: 'breaching', since: openedAt, dueAt: Math.min(...near) }
}

/** Whether it came in, was put back or passed on: nobody has it for half of the time to respond. */
function unassigned(work: Work, now: number, hours: Hours): Reason | null {
  const { category, holderId, clocks } = work
  const response = clocks.find(({ name }) => name === 'response')
  if (category !== 'queue' || holderId !== null || !response) return null
  const since = work.stoodAt ?? work.openedAt
  const { dueAt, targetMs, calendarId } = response
  const table = hours.table(calendarId)
  const gone = dueAt === null ? workingMs(table, since, now) : targetMs - workingMs(table, now, dueAt)
  return gone >= targetMs / 2 ? { why: 'unassigned', since } : null
}

function answerOwed({ category, requesterId, saidBy, saidAt }: Work): Reason | null {
  const owed = category !== 'done' && requesterId !== null && saidBy === requesterId && saidAt !== null
  return owed ? { why: 'answer-owed', since: saidAt } : null
}

function chase({ cause, chaseAt }: Work, now: number): Reason | null {
  const due = cause === 'supplier' && chaseAt !== null && chaseAt <= now
  return due ? { why: 'chase', since: chaseAt } : null
}

function held({ category, heldSince }: Work): Reason | null {
  return category === 'done' && heldSince !== null ? { why: 'held', since: heldSince } : null
}

function stillWaiting(
  { category, cause, serviceId, stoodAt }: Work,
  _now: number,
  hours: Hours,
): Reason | null {
  if (category !== 'waiting' || stoodAt === null) return null
  const days = cause === 'requester' ? patience.requester : patience.other
  return stoodAt < hours.before(serviceId, days) ? { why: 'still-waiting', since: stoodAt } : null
}

/** A place in the one order: by group, and in a group by what counts there. */
export function placeOf(
  { priority, openedAt }: Pick<Work, 'priority' | 'openedAt'>,
  { why, since, dueAt = since }: Reason,
): number[] {
  const level = priority ?? 5
  const places: Record<NowReason, number[]> = {
    // A major incident comes before all: users wait to hear, or nobody leads.
    'update-late': [-4, since],
    'major-proposed': [-3, dueAt],
    'major-unled': [-2, since],
    'update-due': [-1, dueAt],
    // Of what is broken already the newest can best be mended; but a whole company's first of all.
    breached: level <= 2 ? [0, level === 1 ? 0 : 1, -dueAt] : [2, -dueAt],
    breaching: [1, dueAt],
    unassigned: [3, level, openedAt],
    'answer-owed': [4, since],
    chase: [5, since],
    held: [6, since],
    'still-waiting': [7, since],
    'review-late': [8, since],
  }
  return places[why]
}

/** A verb for what somebody could do about it, or `comment`. Whether a word was thanks, only who read it can say. */
export function nextAct(work: Work, { why }: Reason): string | null {
  const acts: Record<NowReason, string | null> = {
    'update-late': 'post-update',
    'major-proposed': 'accept-major',
    'major-unled': 'hand-over-role',
    'update-due': 'post-update',
    breached: promised(work),
    breaching: promised(work),
    unassigned: 'take',
    'answer-owed': 'comment',
    chase: 'chase',
    held: null,
    'still-waiting': work.cause === 'requester' ? 'comment' : 'resume',
    'review-late': null,
  }
  return acts[why]
}

/** What keeps a promise: somebody takes it, answers, and mends it. */
function promised({ holderId, category, cause, clocks }: Work): string {
  if (holderId === null) return 'take'
  if (clocks.some(({ name, dueAt }) => name === 'response' && dueAt !== null)) return 'comment'
  if (category !== 'waiting') return 'resolve'
  return cause === 'supplier' ? 'chase' : 'resume'
}
