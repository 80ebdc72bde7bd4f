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
const notices = z.strictObject({
  /** What is mailed as well; all of it is told in the app. */
  mail: z.array(types).max(100),
})

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
