import { z } from 'zod'
import { type LinkType, personIn } from './record.ts'
import { instant, instantOut, line, prose } from './text.ts'

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

const relationIn = z.strictObject({ relation: z.enum(relationTypes), to: line(120) })

/** A service or an item as another tool knows it. What it does not name, it says nothing of. */
export const reportedThing = z.strictObject({
  kind: z.enum(['service', 'item']),
  key: line(120),
  name: line(200),
  /** Of a service: business or technical; of an item: one of the classes. */
  class: line(60).optional(),
  description: prose(20_000).optional(),
  tier: z.int().min(1).max(3).optional(),
  owner: personIn.optional(),
  businessOwner: personIn.optional(),
  team: line(60).optional(),
  dataClass: line(60).optional(),
  links: z.array(z.unknown()).max(50).optional(),
  tags: z.array(z.string()).max(20).optional(),
  /** Of an item. */
  attributes: z.record(line(60), z.unknown()).optional(),
  /** By keys. What a source named before and does not now, ends. */
  relations: z.array(relationIn).max(5_000).optional(),
})

export const reportIn = z
  .strictObject({
    /** Who says it: stays the same from report to report, such as `backstage:shop`. */
    source: line(100),
    things: z
      .array(z.unknown())
      .max(5_000, 'must be at most 5,000 at once; send the others with the same run'),
    /** Reports of one run belong together. Without it, each is a run of its own. */
    run: line(60).optional(),
    /** With this one the run has named all that there is: what the source named earlier and not now, is missing there. */
    complete: z.boolean().default(false),
    /** Says what would be done, and does nothing. */
    dryRun: z.boolean().default(false),
  })
  .meta({ id: 'ReportIn' })

const keyed = { key: z.string(), ref: z.string().nullable() }
export const reportOut = z
  .object({
    source: z.string(),
    run: z.string(),
    made: z.array(z.object(keyed)),
    changed: z.array(z.object({ ...keyed, fields: z.array(z.string()) })),
    unchanged: z.int(),
    relations: z.object({ made: z.int(), ended: z.int() }),
    /** Where the source says other than what stands, which is kept. */
    conflicts: z.array(z.object({ ...keyed, field: z.string(), said: z.unknown(), stands: z.unknown() })),
    missing: z.array(z.object(keyed)),
    /** What could not be used, each by itself; all else came in. `at` is its place among the things, from 0. */
    problems: z.array(z.object({ at: z.int().nullable(), key: z.string(), why: z.string() })),
  })
  .meta({ id: 'ReportOut' })

/** One answer to a conflict: what the source says is taken over, or what stands is kept until it says something else. */
export const settleIn = z.strictObject({
  source: line(100),
  field: line(100),
  take: z.enum(['said', 'stands']),
})
export const sourcesOut = z
  .object({
    items: z.array(
      z.object({
        source: z.string(),
        seenAt: instantOut,
        /** Since when the source names it no more. */
        missingSince: instantOut.nullable(),
        owned: z.array(z.string()),
        conflicts: z.array(z.object({ field: z.string(), said: z.unknown(), stands: z.unknown() })),
      }),
    ),
  })
  .meta({ id: 'Sources' })

/** What is wrong with what is known of services and items. */
export const flaws = [
  'no-owner',
  'owner-left',
  'no-team',
  'orphaned',
  'conflict',
  'missing',
  'stale',
  'circle',
] as const

export const qualityQuery = z.strictObject({ flaw: z.enum(flaws).optional() })
export const qualityOut = z
  .object({
    /** How many there are of each. */
    counts: z.record(z.enum(flaws), z.int()),
    /** At most 500, services before items, the more important first. */
    items: z.array(
      z.object({
        flaw: z.enum(flaws),
        ref: z.string(),
        kind: z.enum(['service', 'item']),
        key: z.string(),
        name: z.string(),
        /** Where it is mended: an address of the screens. */
        fix: z.string(),
      }),
    ),
  })
  .meta({ id: 'CatalogueQuality' })
