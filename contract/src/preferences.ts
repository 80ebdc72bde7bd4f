import { z } from 'zod'
import { incident } from './kinds/incident.ts'
import { listQueryOf, sorts } from './lists.ts'
import { type NoticeType, noticeTypes } from './notices.ts'
import { line } from './text.ts'

const { limit: _, cursor: __, sort: ___, ...filters } = listQueryOf(incident).shape
const times = [
  'openedAfter',
  'openedBefore',
  'updatedAfter',
  'updatedBefore',
  'dueAfter',
  'dueBefore',
] as const
/** From when it is read: `4h` is in four hours, `-7d` seven days ago. A view that is kept would soon be over else. */
const fromNow = z.string().regex(/^-?\d{1,4}[hd]$/)
const relative = Object.fromEntries(
  times.map((name) => [name, z.union([fromNow, filters[name]], 'must be an instant, or such as 4h or -7d')]),
)
const listFilters = z.strictObject({ ...filters, ...relative })
const asTyped = z.record(z.string().max(40), z.string().max(1000))

/** A list's filters as they stand in its address, such as `{"team": "desk", "open": "true"}`. */
const viewFilters = asTyped.superRefine((typed, context) => {
  for (const { path, message } of listFilters.safeParse(typed).error?.issues ?? [])
    context.addIssue({ code: 'custom', path: [...path], message })
})

const columns = z.array(line(40)).max(40)
const viewFields = { id: line(40), name: line(60), sort: z.enum(sorts), columns: columns.optional() }
const viewIn = z.strictObject({ ...viewFields, filters: viewFilters }).meta({ id: 'ViewIn' })
const types = z.enum(Object.keys(noticeTypes) as [NoticeType, ...NoticeType[]])
const desk = z.strictObject({
  /** In this order; none: as the screen would have it. */
  columns,
  density: z.enum(['compact', 'comfortable']).optional(),
})
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30')
/** Mails as they come, or gathered: every full hour, or once a day at a time of one's own zone. */
const digest = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('at-once') }),
  z.strictObject({ every: z.literal('hour') }),
  z.strictObject({ every: z.literal('day'), at: wallTime }),
])
const quiet = z
  .strictObject({ from: wallTime, to: wallTime })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must not be when they begin' })
const notices = z.strictObject({
  /** What is mailed as well; all of it is told in the app. */
  mail: z.array(types).max(100),
  digest: digest.default({ every: 'at-once' }),
  /** From when until when, on one's own wall clock, only what is urgent is mailed. */
  quiet: quiet.nullable().default(null),
})
/** When a person wants to be mailed. */
export type MailWish = Pick<z.output<typeof notices>, 'digest' | 'quiet'>

const once = (views: readonly { id: string }[]): boolean =>
  new Set(views.map(({ id }) => id)).size === views.length

/** How a person likes things, by key; each value replaces the earlier one whole. */
export const preferenceSchemas = {
  views: z.array(viewIn).max(50, 'must be at most 50 views').refine(once, 'has the same id twice'),
  desk,
  notices,
} as const
export type PreferenceKey = keyof typeof preferenceSchemas
export const preferenceKeys = Object.keys(preferenceSchemas) as PreferenceKey[]

const viewOut = z.object({ ...viewFields, filters: asTyped }).meta({ id: 'View' })
export const preferencesOut = z.object({ views: z.array(viewOut), desk, notices }).meta({ id: 'Preferences' })
export type Preferences = z.output<typeof preferencesOut>
