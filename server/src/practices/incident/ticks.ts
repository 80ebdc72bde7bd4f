import type { Ctx, Spine } from '../../spine/context/index.ts'
import type { Timed, Timer, Unconcerned } from '../../spine/jobs/index.ts'
import { append } from '../../spine/practice/index.ts'
import type { Loaded, RecordRow, Written } from '../../spine/records/index.ts'
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
export const incidentTimers: Timed = {
  kind: 'incident',
  of: (spine, row) => [...majorTimers(spine, row), ...timersOf(spine, row)],
  fire: (ctx, loaded, timer) =>
    majorFires[timer.name]
      ? fireMajor(ctx, loaded, timer)
      : fires[timer.name as TimerName](ctx, loaded, timer),
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

type Fire = (ctx: Ctx, loaded: Loaded, timer: Timer) => Promise<Written | undefined>

const fires: Record<TimerName, Fire> = {
  chase: (ctx, loaded, { at }) =>
    note(ctx, loaded, 'chase-due', { chasedFor: at }, `chase due:${loaded.row.id}:${at}`),
  recover: (ctx, loaded) => close(ctx, loaded, 'recover'),
  lapse: (ctx, loaded) => close(ctx, loaded, 'lapse'),
  remind: async (ctx, loaded, { at }) => {
    // After a long outage both are due: a reminder at the very moment of closing would only confuse.
    const late = timersOf(ctx, loaded.row).some(
      ({ name, at: due }) => name === 'lapse' && due <= ctx.time.now(),
    )
    if (late) return undefined
    return note(ctx, loaded, 'remind', { remindedAt: at }, endOf('remind', loaded.row))
  },
  untouched: (ctx, loaded) => {
    const { state, data } = reopening(loaded.row)
    return append(ctx, seenOf(loaded), {
      verb: 'still-broken',
      patch: {
        state,
        set: { resolvedAt: null, data },
        body: 'Reopened: what was written after the resolution lay for a working day, and nobody marked it.',
        more: { why: 'untouched' },
      },
      raises: true,
      cause: endOf(`untouched since ${dataOf(loaded.row).heldSince}`, loaded.row),
    })
  },
}

async function fireMajor(ctx: Ctx, loaded: Loaded, timer: Timer): Promise<Written | undefined> {
  const fire = await majorFires[timer.name]?.(ctx, loaded.row, timer)
  return fire && append(ctx, seenOf(loaded), { verb: timer.name, ...fire })
}

/** Closes what is as it was when the time was judged: a word that came in between holds it. */
function close(ctx: Ctx, loaded: Loaded, verb: 'recover' | 'lapse'): Promise<Written> {
  const { row } = loaded
  return append(ctx, seenOf(loaded), {
    verb,
    patch: { state: 'closed', ...rules[verb](ctx, row, {}, ctx.time.now()) },
    raises: true,
    cause: endOf(verb, row),
  })
}

/** Each resolution is reminded of, and closed, once. */
function endOf(what: string, row: RecordRow): string {
  return `${what}:${row.id}:${row.resolvedAt}:${dataOf(row).reopened ?? 0}`
}

/** An entry that only remembers that its time has come; whom to tell follows from it. */
function note(
  ctx: Ctx,
  loaded: Loaded,
  verb: string,
  data: Record<string, number>,
  cause: string,
): Promise<Written> {
  return append(ctx, seenOf(loaded), {
    verb,
    patch: { public: verb === 'remind', set: { data } },
    raises: false,
    cause,
  })
}

function seenOf(loaded: Loaded) {
  return { ...loaded, mine: [], practice: incident }
}
