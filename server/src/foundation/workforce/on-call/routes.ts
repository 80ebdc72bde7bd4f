import {
  badField,
  isoOf,
  onCallOut,
  onCallQuery,
  Problem,
  shiftsOut,
  shiftsQuery,
} from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isStaff } from '../../../spine/access/index.ts'
import type { Ctx, PersonFacts } from '../../../spine/context/index.ts'
import { addRoute, type Checked } from '../../../spine/routes/index.ts'
import { instantOf } from '../../../spine/time/index.ts'
import { type Told, toldSchedules } from './in-force.ts'
import { readSchedules, type ScheduleRow } from './store.ts'

const tag = 'Schedule'
const params = z.object({ ref: z.string().max(60) })
/** A shift is looked for so far on either side, milliseconds. */
const YEAR = 366 * 86_400_000
type Named = { ref: string }

/** Who is on call: now, then, and from when to when. */
export function addOnCallRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/on-call',
      summary: 'Who is on call, by every schedule in force',
      tag,
      answers: { 200: z.object({ items: z.array(onCallOut) }).meta({ id: 'OnCallNow' }) },
    },
    async ({ ctx }: Checked) => {
      authorize(ctx)
      const schedules = await readSchedules(ctx.db)
      const now = { instant: ctx.time.now(), took: 'exact' as const }
      return { items: await answers(ctx, schedules, () => now) }
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: '/schedules/:ref/on-call',
      summary: 'Who is on call at an instant',
      tag,
      params,
      query: onCallQuery,
      answers: { 200: onCallOut },
    },
    async ({ ctx, params: { ref }, query: { at } }: Checked<Named, z.output<typeof onCallQuery>>) => {
      authorize(ctx)
      const schedule = await called(ctx, ref)
      return (await answers(ctx, [schedule], ({ zone }) => momentOf(ctx, at, zone)))[0]
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: '/schedules/:ref/shifts',
      summary: 'Who is on call from one instant to another',
      tag,
      params,
      query: shiftsQuery,
      answers: { 200: shiftsOut },
    },
    async ({ ctx, params: { ref }, query }: Checked<Named, z.output<typeof shiftsQuery>>) => {
      authorize(ctx)
      const { id } = await called(ctx, ref)
      const all = (await toldSchedules(ctx.db, [id])).get(id)?.shifts(query) ?? []
      const people = await ctx.directory.people(all.flatMap(({ person }) => person ?? []))
      return { items: all.map((shift) => shown(shift, people)) }
    },
  )
}

function authorize(ctx: Ctx): void {
  if (!isStaff(ctx.actor)) throw new Problem('not-allowed', { action: 'see who is on call' })
}

async function called(ctx: Ctx, name: string): Promise<ScheduleRow> {
  const [found] = await readSchedules(ctx.db, name)
  if (!found) throw new Problem('not-found', { what: `Schedule ${name}` })
  return found
}

type Moment = ReturnType<typeof instantOf>

/** @throws invalid-input for what is no time */
function momentOf(ctx: Ctx, at: string | undefined, zone: string): Moment {
  if (at === undefined) return { instant: ctx.time.now(), took: 'exact' }
  try {
    return instantOf(at, zone)
  } catch {
    throw badField('at', 'must be a time such as 2026-03-29T02:00, or with an offset 2026-03-29T02:00:00Z')
  }
}

async function answers(ctx: Ctx, schedules: readonly ScheduleRow[], when: (of: ScheduleRow) => Moment) {
  const told = await toldSchedules(
    ctx.db,
    schedules.map(({ id }) => id),
  )
  const found = schedules.map((schedule) => {
    const moment = when(schedule)
    return { schedule, moment, ...around(told.get(schedule.id) as Told, moment.instant) }
  })
  const people = await ctx.directory.people(
    found.flatMap(({ shift, next }) => [shift.person ?? [], next?.person ?? []].flat()),
  )
  return found.map(({ schedule: { ref, key, name, zone }, moment, shift, next }) => ({
    schedule: { ref, key, name, zone },
    at: isoOf(moment.instant),
    took: moment.took,
    ...shown(shift, people),
    next: next && shown(next, people),
  }))
}

/** The shift at an instant and the one after it. Few turns are longer than a month: a year is looked at only for those. */
function around(told: Told, instant: number): { shift: AnyShift; next: AnyShift | null } {
  for (const span of [YEAR / 12, YEAR]) {
    const all = told.shifts({ from: instant - span, until: instant + span })
    const at = all.findIndex(({ from, until }) => from <= instant && instant < until)
    const shift = all[at] as AnyShift
    if (span === YEAR || (at > 0 && at < all.length - 2)) return { shift, next: all[at + 1] ?? null }
  }
  throw new Error('an instant is in no shift')
}

type AnyShift = ReturnType<Told['shifts']>[number]

function shown({ from, until, person, source }: AnyShift, people: ReadonlyMap<number, PersonFacts>) {
  const who = person === null ? undefined : people.get(person)
  return {
    from: isoOf(from),
    until: isoOf(until),
    person: who ? { id: who.id, name: who.name } : null,
    source,
  }
}
