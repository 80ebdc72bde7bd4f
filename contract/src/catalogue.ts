import { z } from 'zod'
import type { LinkType } from './record.ts'
import { instant, instantOut, line } from './text.ts'

/**
 * How one thing stands to another, and who is hit when the other fails: in `orders depends-on mail` what happens to mail
 * reaches orders (`back`, against the arrow); in `cart part-of shop` what happens to the cart reaches the shop (`forth`).
 */
export const relations = {
  'depends-on': 'back',
  'runs-on': 'back',
  'supplied-by': 'back',
  'provided-by': 'back',
  'part-of': 'forth',
  'connects-to': 'none',
} as const satisfies Partial<Record<LinkType, 'back' | 'forth' | 'none'>>
export type Relation = keyof typeof relations
export const relationTypes = Object.keys(relations) as Relation[]

/** A class of items, as an administrator says it: what is kept of each, and how each may stand to others. */
export const itemClass = z.strictObject({
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be lower-case letters, digits and dashes'),
  title: line(60),
  /** A JSON Schema (2020-12) of an object; without one any attribute goes. */
  attributes: z.looseObject({ type: z.literal('object') }).optional(),
  /** Without them every relation goes. */
  relations: z.array(z.enum(relationTypes)).max(20).optional(),
})
export const itemClasses = z
  .array(itemClass)
  .min(1)
  .max(200)
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'names a class twice')
export type ItemClass = z.output<typeof itemClass>

/** `at`: as it was then. `depth`: so many steps at most. */
export const reachQuery = z.strictObject({
  at: instant.optional(),
  depth: z.coerce.number().int().min(1).max(100).default(10),
})

const thing = {
  ref: z.string(),
  kind: z.enum(['service', 'item']),
  key: z.string(),
  name: z.string(),
  /** Of a service. */
  tier: z.int().nullable(),
  class: z.string(),
  state: z.string(),
  team: z.string().nullable(),
}

/** What is reached from one thing, the nearest first, each with the one that it is reached through and why. */
export const reachOut = z
  .object({
    of: z.object(thing),
    at: instantOut,
    items: z.array(
      z.object({
        ...thing,
        /** Steps from the first. */
        depth: z.int(),
        /** The ref before it on a shortest way; null where that is not yours to see. */
        through: z.string().nullable(),
        /** Between the two. */
        relation: z.enum(relationTypes),
        /** Of a service: who asked for help with it in the last 90 days, which stands for who uses it. */
        people: z.int().nullable(),
      }),
    ),
    /** Relations among all of these, both ends here, as they are said: `from` depends on `to`. */
    relations: z.array(z.object({ from: z.string(), relation: z.enum(relationTypes), to: z.string() })),
    /** There is more, further away or beyond 1,000 things. */
    more: z.boolean(),
  })
  .meta({ id: 'Reach' })
