import { z } from 'zod'
import type { KindFacts } from './kind.ts'
import { categories, causes } from './lifecycle.ts'
import { recordSummary } from './record.ts'
import { instant, line, typed } from './text.ts'

/** The orders a list can be read in. Without a due time or a priority a record comes last. */
export const sorts = ['-updated', 'updated', '-opened', 'opened', 'due', 'priority'] as const
export type Sort = (typeof sorts)[number]

const yesNo = z.enum(['true', 'false']).transform((text) => text === 'true')
const positive = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be a positive whole number')
  .transform(Number)

/** One value or several, separated by commas. */
function oneOrMore<T extends z.ZodType<unknown, string>>(item: T) {
  return z
    .string()
    .max(1000, 'must have at most 1000 characters')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item).min(1).max(50))
}

export const searchText = typed(200)

/** Where a page begins and how much it holds. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
}

const filters = {
  category: oneOrMore(z.enum(categories)).optional(),
  open: yesNo.optional(),
  /** Only what waits, for one of these. */
  waitingOn: oneOrMore(z.enum(causes)).optional(),
  /** A team's key; `mine`: any that the caller is in; `none`. */
  team: line(60).optional(),
  holder: z
    .union([z.literal('me'), z.literal('none'), positive], "must be me, none or a person's number")
    .optional(),
  requester: z.union([z.literal('me'), positive], "must be me or a person's number").optional(),
  service: line(100).optional(),
  priority: oneOrMore(
    z
      .string()
      .regex(/^[1-5]$/, 'must be 1 to 5')
      .transform(Number),
  ).optional(),
  restricted: yesNo.optional(),
  openedAfter: instant.optional(),
  openedBefore: instant.optional(),
  updatedAfter: instant.optional(),
  updatedBefore: instant.optional(),
  /** Records without a due time are neither before nor after. */
  dueAfter: instant.optional(),
  dueBefore: instant.optional(),
  tag: line(40).optional(),
  q: searchText.optional(),
}
const order = { sort: z.enum(sorts).default('-updated') }

/** Query of a list of records of any kinds. */
export const anyListQuery = z.strictObject({
  ...paging,
  ...order,
  ...filters,
  kind: oneOrMore(line(40)).optional(),
  state: oneOrMore(line(40)).optional(),
})

/** Query of a list of one kind's records: its states are known. */
export function listQueryOf(facts: KindFacts) {
  return z.strictObject({
    ...paging,
    ...order,
    ...filters,
    state: oneOrMore(z.enum(Object.keys(facts.lifecycle.states) as [string, ...string[]])).optional(),
  })
}

/** A checked query; `kind` only in lists of any kinds. */
export type ListQuery = z.output<typeof anyListQuery>

/** What is counted: a list's filters. */
export type ListFilters = Omit<ListQuery, 'limit' | 'cursor' | 'sort'>

/** How many there are; of a `capped` count there may be more than it says. */
export const countOut = z.object({ count: z.int(), capped: z.boolean() }).meta({ id: 'Count' })

export const searchQuery = z.strictObject({ ...paging, q: searchText, kind: oneOrMore(line(40)).optional() })
export type SearchQuery = z.output<typeof searchQuery>

/** What somebody has typed so far, and for which service. */
export const similarQuery = z.strictObject({
  title: typed(300),
  service: line(100).optional(),
  limit: z.coerce.number().int().min(1).max(20).default(5),
})
export type SimilarQuery = z.output<typeof similarQuery>
/** Why a record may be the same: the service, the telling words that both say, the requester, and the time between them. */
export const whySimilar = z
  .object({
    service: z.boolean(),
    words: z.array(z.string()),
    requester: z.boolean(),
    minutesApart: z.int().nullable(),
  })
  .meta({ id: 'WhySimilar' })
export const similarOut = z
  .object({
    items: z.array(
      // How many reports of the same hang from it, as far as all staff may know.
      z.object({ ...recordSummary.shape, children: z.int(), why: whySimilar }),
    ),
  })
  .meta({ id: 'SimilarRecords' })

/** A page of records of any kinds. */
export const recordPage = z
  .object({ items: z.array(recordSummary), next: z.string().nullable() })
  .meta({ id: 'RecordPage' })
