import { clockSpansOut, entryOut, isoOf, linkOut, Problem, pageOf } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isStaff, may, visibleIds } from '../access/index.ts'
import { explainClock } from '../clocks/index.ts'
import type { Ctx } from '../context/index.ts'
import { linksOf, mergedInto } from '../links/index.ts'
import {
  presentEntries,
  presentRecord,
  presentSummaries,
  type Registry,
  refOf,
  type Seen,
  see,
} from '../practice/index.ts'
import { loadFor } from '../records/index.ts'
import { type Place, timelinePage, type Voice, voicesOf } from '../timeline/index.ts'
import { addRoute, type Checked } from './route.ts'
import { pageQuery, refParams } from './schemas.ts'

/** How routes find a record: by a ref of one kind, or of any. */
export type Find = (ctx: Ctx, ref: string) => Promise<Seen>

export function findIn(registry: Registry, kind?: string): Find {
  return (ctx, ref) => {
    const practice = registry.ofRef(ref)
    if (kind !== undefined && practice.facts.kind !== kind) throw new Problem('not-found', { what: ref })
    return see(ctx, practice, registry.idOf(ref), 'read')
  }
}

export type ReadingRoutes = { base: string; tag: string; detail: z.ZodType; find: Find; registry: Registry }

const timelinePageOut = pageOf(entryOut).meta({ id: 'Timeline' })
const timelineQuery = z.strictObject({
  ...pageQuery,
  /** `desc`: the latest first. The cursor goes on in the same order. */
  order: z.enum(['asc', 'desc']).default('asc'),
})
const linksOut = z.object({ items: z.array(linkOut) }).meta({ id: 'Links' })
const clocksOut = z.object({ items: z.array(clockSpansOut) }).meta({ id: 'ClockExplanations' })

/** What can be read of one record, whatever its kind. */
export function addReadingRoutes(
  app: FastifyInstance,
  { base, tag, detail, find, registry }: ReadingRoutes,
): void {
  const one = `${base}/:ref`
  addRoute(
    app,
    { method: 'GET', url: one, summary: 'Read a record', tag, params: refParams, answers: { 200: detail } },
    async ({ ctx, params }: Checked, reply) => {
      const seen = await find(ctx, params.ref)
      return reply
        .header('etag', `"${seen.row.version}"`)
        .send(namedIn(detail, await presentRecord(ctx, seen)))
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: `${one}/timeline`,
      summary: 'Read its timeline',
      tag,
      params: refParams,
      query: timelineQuery,
      answers: { 200: timelinePageOut },
    },
    async ({ ctx, params, query }: Checked<{ ref: string }, z.output<typeof timelineQuery>>) => {
      const { row, practice } = await find(ctx, params.ref)
      const after = query.cursor === undefined ? null : readPlace(query.cursor, row.id)
      const page = await timelinePage(ctx.db, row.id, {
        after,
        limit: query.limit,
        publicOnly: !isStaff(ctx.actor),
        latestFirst: query.order === 'desc',
        voices: practice.merges ? await voicesHeard(ctx, row.id) : [],
      })
      const items = await presentEntries(ctx, practice, page.entries, row.id)
      return { items, next: page.next && writePlace(page.next, row.id) }
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: `${one}/clocks`,
      summary: 'See what its clocks counted, and why',
      tag,
      params: refParams,
      answers: { 200: clocksOut },
    },
    async ({ ctx, params }: Checked) => ({ items: clocksOf(ctx, await find(ctx, params.ref)) }),
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: `${one}/links`,
      summary: 'List its links',
      tag,
      params: refParams,
      answers: { 200: linksOut },
    },
    async ({ ctx, params }: Checked) => ({
      items: await linksShown(ctx, registry, await find(ctx, params.ref)),
    }),
  )
}

/** Of a record as one of any kind, what all kinds have. */
function namedIn(detail: z.ZodType, shown: object): object {
  const names = detail instanceof z.ZodObject ? Object.keys(detail.shape) : []
  return Object.fromEntries(Object.entries(shown).filter(([name]) => names.includes(name)))
}

function clocksOf(ctx: Ctx, { clocks }: Seen) {
  const until = ctx.time.now()
  return clocks.map((clock) => {
    const { spans, counted, remaining } = explainClock(clock, until, ctx.calendars)
    return {
      name: clock.name,
      countedSeconds: counted / 1000,
      remainingSeconds: remaining / 1000,
      spans: spans.map((span) => ({ ...span, from: isoOf(span.from), to: isoOf(span.to) })),
    }
  })
}

/** Of what belongs in a record's timeline the records that the actor may see; what was merged is among staff. */
async function voicesHeard(ctx: Ctx, id: number): Promise<Voice[]> {
  const voices = (await voicesOf(ctx.db, id)).filter(({ how }) => how === 'split' || isStaff(ctx.actor))
  const visible = await visibleIds(
    ctx.db,
    ctx.actor,
    voices.map((voice) => voice.id),
  )
  return voices.filter((voice) => visible.has(voice.id))
}

/** A record's links, then those of what is merged into it, as far as the actor sees that. */
async function linksWithMerged(ctx: Ctx, { row, practice }: Seen) {
  const own = (await linksOf(ctx.db, row.id)).map((end) => ({ ...end, from: null }))
  if (!practice.merges || !isStaff(ctx.actor)) return own
  const merged = await mergedInto(ctx.db, row.id)
  const ids = merged.map(({ id }) => id)
  const visible = await visibleIds(ctx.db, ctx.actor, ids)
  const theirs = ids
    .filter((id) => visible.has(id))
    .map(async (id) => {
      const ends = await linksOf(ctx.db, id)
      return ends
        .filter(({ type }) => type !== 'merged-into')
        .map((end) => ({ ...end, from: refOf(practice, id) }))
    })
  return [...own, ...(await Promise.all(theirs)).flat()]
}

/** Links to records that the actor may see; others do not exist. */
async function linksShown(ctx: Ctx, registry: Registry, record: Seen) {
  const ends = await linksWithMerged(ctx, record)
  const others = await loadFor(
    ctx.db,
    ctx.actor,
    ends.map(({ id }) => id),
  )
  const seen = ends.flatMap((end) => {
    const other = others.get(end.id)
    return other && may(ctx.actor, 'read', { ...other.row, mine: other.mine })
      ? [{ end, row: other.row }]
      : []
  })
  const shown = await presentSummaries(
    ctx,
    registry.of,
    seen.map((link) => link.row),
  )
  return seen.map(({ end }, i) => ({
    type: end.type,
    direction: end.direction,
    at: isoOf(end.at),
    from: end.from,
    record: shown[i],
  }))
}

const writePlace = ({ at, seq, recordId }: Place, home: number): string =>
  Buffer.from(`${at}.${seq}${recordId === home ? '' : `.${recordId}`}`).toString('base64url')

function readPlace(cursor: string, home: number): Place {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [, at, seq, recordId = home] = /^(\d{1,15})\.(\d{1,9})(?:\.(\d{1,15}))?$/.exec(text) ?? []
  if (at === undefined) throw new Problem('invalid-cursor')
  return { at: Number(at), seq: Number(seq), recordId: Number(recordId) }
}
