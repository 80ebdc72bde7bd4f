import { z } from 'zod'
import type { KindFacts } from '../kind.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { zone } from '../people.ts'
import { custom, personIn, personOut, tags, teamIn } from '../record.ts'
import { instant, instantOut, line, prose, took } from '../text.ts'
import { serviceKey } from './service.ts'

const exists = (local: string): boolean => {
  const at = Date.parse(`${local}Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(local)
}

/** A day of the calendar, `2026-03-29`. */
const date = z.iso.date('must be a date such as 2026-03-29')
/** What a clock on the wall shows, in the zone of the layer. */
const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'must be a local time such as 2026-01-05T09:00')
  .refine(exists, 'this date does not exist')
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 22:00')

const hours = z.strictObject({
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: timeOfDay,
  to: timeOfDay,
})
const turn = z.strictObject({ every: z.int().min(1).max(400), unit: z.enum(['hours', 'days', 'weeks']) })
const holidays = z.strictObject({ calendar: line(60), on: z.enum(['only', 'never']) })

const layerIn = z
  .strictObject({
    name: line(60),
    zone,
    /** The first hand-over. */
    begins: localTime,
    ends: localTime.nullable().default(null),
    turn,
    members: z
      .array(
        z.strictObject({
          person: personIn,
          /** There from the first turn that begins on this day or later. */
          from: date.nullable().default(null),
          /** The last turn is the one that ends before this day. */
          until: date.nullable().default(null),
        }),
      )
      .min(1, 'must have somebody')
      .max(100),
    hours: z.array(hours).min(1).max(20).nullable().default(null),
    holidays: holidays.nullable().default(null),
  })
  .refine(({ begins, ends }) => ends === null || ends > begins, {
    path: ['ends'],
    message: 'must be after it begins',
  })

const layerOut = z.object({
  name: z.string(),
  zone: z.string(),
  begins: z.string(),
  ends: z.string().nullable(),
  turn: z.object({ every: z.int(), unit: z.enum(['hours', 'days', 'weeks']) }),
  members: z.array(
    z.object({ person: personOut.nullable(), from: z.string().nullable(), until: z.string().nullable() }),
  ),
  hours: z.array(z.object({ days: z.array(z.int()), from: z.string(), to: z.string() })).nullable(),
  holidays: z.object({ calendar: z.string(), on: z.enum(['only', 'never']) }).nullable(),
})

const span = { from: instant, until: instant }
const follows = ({ from, until }: { from: number; until: number }): boolean => until > from
const order = { path: ['until'], message: 'must be after it begins' }

export const scheduleLifecycle = {
  initial: ['in-force'],
  states: {
    'in-force': { title: 'In force', category: 'active' },
    retired: { title: 'Retired', category: 'done' },
  },
  transitions: {
    override: {
      title: 'Put somebody on call instead',
      from: ['in-force'],
      to: '=',
      by: 'staff',
      /** `person` null: nobody, on purpose. */
      input: z
        .strictObject({ ...span, person: personIn.nullable(), note: prose(10_000).optional() })
        .refine(follows, order),
    },
    'end-override': {
      title: 'Take an override back',
      from: ['in-force'],
      to: '=',
      by: 'staff',
      input: z.strictObject({ id: z.int().positive(), note: prose(10_000).optional() }),
    },
    'ask-swap': {
      title: 'Ask somebody to take a shift',
      from: ['in-force'],
      to: '=',
      by: 'staff',
      input: z
        .strictObject({ ...span, person: personIn, note: prose(10_000).optional() })
        .refine(follows, order),
    },
    'accept-swap': {
      title: 'Take the shift',
      from: ['in-force'],
      to: '=',
      by: 'staff',
      input: z.strictObject({ id: z.int().positive(), note: prose(10_000).optional() }),
    },
    'decline-swap': {
      title: 'Not take the shift',
      from: ['in-force'],
      to: '=',
      by: 'staff',
      input: z.strictObject({ id: z.int().positive(), note: prose(10_000).optional() }),
    },
    'hand-over': {
      title: 'Leave a note for who is next',
      from: ['in-force'],
      to: '=',
      by: 'staff',
      input: z.strictObject({ note: prose(10_000).min(1, 'must say something') }),
    },
    retire: {
      title: 'Retire',
      from: ['in-force'],
      to: 'retired',
      by: 'manager',
      input: z.strictObject({ note: prose(10_000).optional() }),
    },
    revive: {
      title: 'Take back into force',
      from: ['retired'],
      to: 'in-force',
      by: 'manager',
      input: z.strictObject({ note: prose(10_000).optional() }),
    },
  },
} as const satisfies Lifecycle

const fields = {
  name: line(100),
  description: prose(20_000),
  zone,
  team: teamIn.nullable(),
  layers: z.array(layerIn).min(1, 'must have a layer').max(20),
  tags,
  custom,
}

const change = { from: instantOut, until: instantOut, id: z.int(), by: personOut.nullable(), at: instantOut }

/** Who is on call when. Layers are rotations, later ones over earlier ones; overrides lie over all of them. */
export const schedule = {
  kind: 'schedule',
  prefix: 'ROT',
  collection: 'schedules',
  title: 'Schedule',
  create: z
    .strictObject({
      ...z.object(fields).partial().shape,
      key: serviceKey,
      name: line(100),
      zone,
      layers: fields.layers,
    })
    .meta({ id: 'ScheduleIn' }),
  amend: z.strictObject(z.object(fields).partial().shape).meta({ id: 'ScheduleAmend' }),
  out: z.object({
    key: z.string(),
    name: z.string(),
    zone: z.string(),
    layers: z.array(layerOut),
    /** Those that are not over. Where two overlap, the one made later holds. */
    overrides: z.array(z.object({ ...change, person: personOut.nullable() })),
    /** Shifts that somebody is asked to take. */
    swaps: z.array(z.object({ ...change, person: personOut.nullable() })),
  }),
  prose: [],
  lifecycle: scheduleLifecycle,
} as const satisfies KindFacts

const at = z.string().max(40)

/** `at`: an instant, or without an offset a time of the schedule's zone; without it now. */
export const onCallQuery = z.strictObject({ at: at.optional() })

/** Where an answer comes from: a layer's name, an override, or nowhere. */
const source = z.object({ layer: z.string().nullable(), override: z.int().nullable() })
export const shiftOut = z
  .object({ from: instantOut, until: instantOut, person: personOut.nullable(), source })
  .meta({ id: 'Shift' })

export const onCallOut = z
  .object({
    schedule: z.object({ ref: z.string(), key: z.string(), name: z.string(), zone: z.string() }),
    at: instantOut,
    /** Which instant was taken where the clock of the zone leaves a choice. */
    took,
    /** Null: nobody. */
    person: personOut.nullable(),
    source,
    /** When this shift began and ends; within a year on either side. */
    from: instantOut,
    until: instantOut,
    /** The shift after this one. */
    next: shiftOut.nullable(),
  })
  .meta({ id: 'OnCall' })

export const shiftsQuery = z
  .strictObject({ from: instant, until: instant })
  .refine(follows, order)
  .refine(({ from, until }) => until - from <= 400 * 86_400_000, {
    path: ['until'],
    message: 'must be within 400 days of the beginning',
  })
export const shiftsOut = z.object({ items: z.array(shiftOut) }).meta({ id: 'Shifts' })

/** `path` follows the address that people open; it is told once. */
export const feedOut = z.object({ path: z.string() }).meta({ id: 'CalendarFeedMade' })
export const feedsOut = z
  .object({
    items: z.array(z.object({ id: z.int(), schedule: z.string().nullable(), madeAt: instantOut })),
  })
  .meta({ id: 'CalendarFeeds' })
