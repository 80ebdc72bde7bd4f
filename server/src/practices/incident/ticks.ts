import type { Ctx, Spine } from '../../spine/context/index.ts'
import type { Timed, Timer, Unconcerned } from '../../spine/jobs/index.ts'
import { type Appending, append } from '../../spine/practice/index.ts'
import type { Loaded, RecordRow } from '../../spine/records/index.ts'
import { workingDaysAfter } from '../../spine/time/index.ts'
import { dataOf, raisedByAlert, reopening } from './incident.ts'
import { majorFires, majorTimers } from './major-ticks.ts'
import { incident } from './practice.ts'
import { rules } from './rules.ts'

/** The response clock's warnings call for a holder; who has one needs no call. */
export const takenAlready: Unconcerned = (row, clock) => clock === 'response' && row.holderId !== null

type TimerName = 'chase' | 'recover' | 'untouched' | 'remind' | 'lapse'

/**
 * When an incident must be looked at again. A supplier is chased at the agreed time. What is resolved closes:
 * recovered, where an alert alone raised it and it held; reopened, where somebody wrote after the resolution and
 * nobody marked it for a working day; else after a reminder, unconfirmed. All in the service's calendar. A major
 * incident has times of its own.
 */
export const incidentTimers: Timed & Required<Pick<Timed, 'due'>> = {
  kind: 'incident',
  of: (spine, row) => [...majorTimers(spine, row), ...timersOf(spine, row)],
  due: dueOf,
  fire: async (ctx, loaded, timer) => {
    const due = await dueOf(ctx, loaded.row, timer)
    return due && append(ctx, seenOf(loaded), due)
  },
}

function timersOf(spine: Spine, row: RecordRow): Timer[] {
  const { chaseAt, chasedFor, heldSince } = dataOf(row)
  if (row.state === 'waiting-supplier') {
    return chaseAt === undefined || chaseAt === chasedFor ? [] : [timer('chase', chaseAt)]
  }
  if (row.state !== 'resolved' || row.resolvedAt === null) return []
  const { closing } = spine.settings.current()
  if (heldSince !== undefined) {
    return [timer('untouched', workingDays(spine, row, heldSince, closing.heldReopenDays, 'closes'))]
  }
  if (raisedByAlert(row) && row.requesterId === null) {
    const recovered = dataOf(row).restoredAt ?? row.resolvedAt
    return [timer('recover', recovered + closing.recoveryHeldMinutes * 60_000)]
  }
  return confirmation(spine, row, row.resolvedAt)
}

/** The reminder when its day opens, the closing when its day closes; no reminder without a requester. */
function confirmation(spine: Spine, row: RecordRow, resolvedAt: number): Timer[] {
  const { remindAfterDays, closeAfterDays } = spine.settings.current().closing
  const lapse = timer('lapse', workingDays(spine, row, resolvedAt, closeAfterDays, 'closes'))
  if (dataOf(row).remindedAt !== undefined || row.requesterId === null) return [lapse]
  return [timer('remind', workingDays(spine, row, resolvedAt, remindAfterDays, 'opens')), lapse]
}

function workingDays(
  spine: Spine,
  row: RecordRow,
  from: number,
  days: number,
  edge: 'opens' | 'closes',
): number {
  const service = row.serviceId === null ? null : spine.directory.service(row.serviceId)
  const calendar = spine.calendars.table(spine.calendars.current(service?.calendarKey ?? null))
  return workingDaysAfter(calendar, from, days, edge)
}

function timer(name: TimerName, at: number): Timer {
  return { name, at }
}

type Due = (ctx: Ctx, row: RecordRow, timer: Timer) => Appending | undefined

const dues: Record<TimerName, Due> = {
  chase: (_ctx, row, { at }) => note('chase-due', { chasedFor: at }, `chase due:${row.id}:${at}`),
  recover: (ctx, row) => close(ctx, row, 'recover'),
  lapse: (ctx, row) => close(ctx, row, 'lapse'),
  remind: (ctx, row, { at }) => {
    // After a long outage both are due: a reminder at the very moment of closing would only confuse.
    const late = timersOf(ctx, row).some(({ name, at: due }) => name === 'lapse' && due <= ctx.time.now())
    return late ? undefined : note('remind', { remindedAt: at }, endOf('remind', row))
  },
  untouched: (_ctx, row) => {
    const { state, data } = reopening(row)
    return {
      verb: 'still-broken',
      patch: {
        state,
        set: { resolvedAt: null, data },
        body: 'Reopened: what was written after the resolution lay for a working day, and nobody marked it.',
        more: { why: 'untouched' },
      },
      raises: true,
      cause: endOf(`untouched since ${dataOf(row).heldSince}`, row),
    }
  },
}

async function dueOf(ctx: Ctx, row: RecordRow, timer: Timer): Promise<Appending | undefined> {
  const ofMajor = await majorFires[timer.name]?.(ctx, row, timer)
  return ofMajor ? { verb: timer.name, ...ofMajor } : dues[timer.name as TimerName](ctx, row, timer)
}

/** Closes what is as it was when the time was judged: a word that came in between holds it. */
function close(ctx: Ctx, row: RecordRow, verb: 'recover' | 'lapse'): Appending {
  const patch = { state: 'closed', ...rules[verb](ctx, row, {}, ctx.time.now()) }
  return { verb, patch, raises: true, cause: endOf(verb, row) }
}

/** Each resolution is reminded of, and closed, once. */
function endOf(what: string, row: RecordRow): string {
  return `${what}:${row.id}:${row.resolvedAt}:${dataOf(row).reopened ?? 0}`
}

/** An entry that only remembers that its time has come; whom to tell follows from it. */
function note(verb: string, data: Record<string, number>, cause: string): Appending {
  return { verb, patch: { public: verb === 'remind', set: { data } }, raises: false, cause }
}

function seenOf(loaded: Loaded) {
  return { ...loaded, mine: [], practice: incident }
}
