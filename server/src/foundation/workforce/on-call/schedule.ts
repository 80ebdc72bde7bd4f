import { badField, schedule as facts, isoOf, Problem } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../../spine/context/index.ts'
import {
  definePractice,
  type Opening,
  type Patch,
  type People,
  personName,
  withoutUndefined,
} from '../../../spine/practice/index.ts'
import type { JsonObject, RecordRow } from '../../../spine/records/index.ts'
import { keyTaken } from './store.ts'

type Input = z.output<typeof facts.amend>
type LayerIn = NonNullable<Input['layers']>[number]
/** As `LayerIn`, its members by their numbers. */
export type KeptLayer = Omit<LayerIn, 'members'> & {
  members: { person: number; from: string | null; until: string | null }[]
}
/** Instants in epoch milliseconds; `by`: who made or asked it. Later made ones come later. */
type Change = { id: number; from: number; until: number; by: number | null; at: number }
export type KeptOverride = Change & { person: number | null }
type Swap = Change & { person: number }
export type ScheduleData = {
  key: string
  zone: string
  layers: KeptLayer[]
  overrides?: KeptOverride[]
  swaps?: Swap[]
}

const dataOf = (row: RecordRow): ScheduleData => row.data as unknown as ScheduleData
/** Of overrides and swaps so many are kept that are not over. */
const MOST = 500

async function openSchedule(ctx: Ctx, input: z.output<typeof facts.create>): Promise<Opening> {
  if (await keyTaken(ctx.db, input.key)) throw badField('key', `there is a schedule ${input.key} already`)
  const { set, content } = await written(ctx, input)
  return {
    state: 'in-force',
    public: false,
    set: { ...set, channel: 'api', data: { ...set.data, key: input.key } },
    content: { ...content, title: input.name },
  }
}

async function written(ctx: Ctx, input: Input) {
  const team = input.team ? ctx.directory.team(input.team) : null
  if (input.team && !team) throw badField('team', `there is no team ${input.team}`)
  const layers = input.layers && (await Promise.all(input.layers.map((layer, i) => kept(ctx, layer, i))))
  return {
    set: {
      ...(input.team !== undefined && { teamId: team?.id ?? null }),
      data: withoutUndefined({ zone: input.zone, layers }) as JsonObject,
    },
    content: withoutUndefined({
      title: input.name,
      description: input.description,
      tags: input.tags,
      custom: input.custom,
    }),
  }
}

async function kept(ctx: Ctx, layer: LayerIn, at: number): Promise<KeptLayer> {
  if (layer.holidays && !ctx.calendars.has(layer.holidays.calendar))
    throw badField(`layers/${at}/holidays/calendar`, `there is no calendar ${layer.holidays.calendar}`)
  const members = layer.members.map(async ({ person, ...rest }, i) => {
    const { id } = await colleague(ctx, person, `layers/${at}/members/${i}/person`)
    return { person: id, ...rest }
  })
  return { ...layer, members: await Promise.all(members) }
}

/** @throws invalid-input for who is not there, has left, or does not work here */
async function colleague(ctx: Ctx, named: number | string, field: string) {
  const person = await ctx.directory.person(named)
  if (!person?.active) throw badField(field, `there is nobody active called ${named}`)
  if (person.role === 'requester') throw badField(field, `${person.name} is a requester`)
  return person
}

type Span = { from: number; until: number }
type Noted = { note?: string | undefined }

/** What was is not changed: an override that would have begun earlier begins now. */
function fromNowOn({ from, until }: Span, now: number): Span {
  if (until <= now) throw badField('until', 'is in the past, and what was is not changed')
  return { from: Math.max(from, now), until }
}

function changed<T extends Change>(all: readonly T[], now: number): T[] {
  const standing = all.filter(({ until }) => until > now)
  if (standing.length > MOST)
    throw new Problem('rule-broken', { why: `A schedule has at most ${MOST} of them that are not over.` })
  return standing
}

const overridesIn = (row: RecordRow): KeptOverride[] => dataOf(row).overrides ?? []
const swapsIn = (row: RecordRow): Swap[] => dataOf(row).swaps ?? []
/** The entry that makes one gives it its number. */
const nextOf = (row: RecordRow): number => row.seq + 1

function withOverride(row: RecordRow, one: Omit<KeptOverride, 'id' | 'at'>, now: number): KeptOverride[] {
  return changed([...overridesIn(row), { ...one, id: nextOf(row), at: now }], now)
}

async function override(
  ctx: Ctx,
  row: RecordRow,
  { person, note, ...span }: Span & Noted & { person: number | string | null },
): Promise<Patch> {
  const now = ctx.time.now()
  const who = person === null ? null : (await colleague(ctx, person, 'person')).id
  const one = { ...fromNowOn(span, now), person: who, by: ctx.actor.personId }
  return { body: note ?? null, set: { data: { overrides: withOverride(row, one, now) } } }
}

/** One that has begun ends now: that it held so far stays true. */
function endOverride(ctx: Ctx, row: RecordRow, { id, note }: Noted & { id: number }): Patch {
  const now = ctx.time.now()
  const one = overridesIn(row).find((other) => other.id === id && other.until > now)
  if (!one) throw badField('id', `there is no override ${id} that is not over`)
  const others = overridesIn(row).filter((other) => other !== one)
  const overrides = one.from < now ? [...others, { ...one, until: now }] : others
  overrides.sort((a, b) => a.id - b.id)
  return { body: note ?? null, set: { data: { overrides } } }
}

async function askSwap(
  ctx: Ctx,
  row: RecordRow,
  { person, note, ...span }: Span & Noted & { person: number | string },
): Promise<Patch> {
  const now = ctx.time.now()
  const { id: of, name } = await colleague(ctx, person, 'person')
  if (of === ctx.actor.personId) throw badField('person', 'is yourself; there is nothing to ask')
  const one = { ...fromNowOn(span, now), id: nextOf(row), person: of, by: ctx.actor.personId, at: now }
  // Whoever is named is told of it.
  const body = `@[${name.replace(/[\\[\]]/g, '\\$&')}](person:${of}) ${note ?? ''}`.trim()
  return { body, set: { data: { swaps: changed([...swapsIn(row), one], now) } } }
}

/** @throws not-allowed for who was not asked (or, where they may take it back, did not ask either) */
function answered(ctx: Ctx, row: RecordRow, id: number, mayAsker: boolean): { swap: Swap; swaps: Swap[] } {
  const swap = swapsIn(row).find((one) => one.id === id)
  if (!swap || swap.until <= ctx.time.now())
    throw badField('id', `there is no swap ${id} that waits for an answer`)
  const mine = swap.person === ctx.actor.personId || (mayAsker && swap.by === ctx.actor.personId)
  if (!mine) throw new Problem('not-allowed', { action: 'answer for somebody else' })
  return { swap, swaps: swapsIn(row).filter((one) => one !== swap) }
}

function acceptSwap(ctx: Ctx, row: RecordRow, { id, note }: Noted & { id: number }): Patch {
  const now = ctx.time.now()
  const { swap, swaps } = answered(ctx, row, id, false)
  const one = { ...fromNowOn(swap, now), person: swap.person, by: swap.by }
  return { body: note ?? null, set: { data: { swaps, overrides: withOverride(row, one, now) } } }
}

function declineSwap(ctx: Ctx, row: RecordRow, { id, note }: Noted & { id: number }): Patch {
  const { swaps } = answered(ctx, row, id, true)
  return { body: note ?? null, set: { data: { swaps } } }
}

function scheduleFields(row: RecordRow, people: People): JsonObject {
  const { key, zone, layers, overrides = [], swaps = [] } = dataOf(row)
  const told = (one: KeptOverride) => ({
    id: one.id,
    from: isoOf(one.from),
    until: isoOf(one.until),
    by: personName(people, one.by),
    at: isoOf(one.at),
    person: personName(people, one.person),
  })
  return {
    key,
    zone,
    layers: layers.map(({ members, ...layer }) => ({
      ...layer,
      members: members.map(({ person, ...rest }) => ({ person: personName(people, person), ...rest })),
    })),
    overrides: overrides.map(told),
    swaps: swaps.map(told),
  } as unknown as JsonObject
}

function named(row: RecordRow): (number | null)[] {
  const { layers, overrides = [], swaps = [] } = dataOf(row)
  return [
    ...layers.flatMap(({ members }) => members.map(({ person }) => person)),
    ...[...overrides, ...swaps].flatMap(({ person, by }) => [person, by]),
  ]
}

/** A schedule is a record: whoever was put on call by whom, and when, is in its timeline. */
export const schedule = definePractice({
  facts,
  openedBy: 'manager',
  amendedBy: 'manager',
  open: openSchedule,
  amend: (ctx, _row, input: Input) => written(ctx, input),
  rules: {
    override,
    'end-override': endOverride,
    'ask-swap': askSwap,
    'accept-swap': acceptSwap,
    'decline-swap': declineSwap,
    'hand-over': (_ctx: Ctx, _row: RecordRow, { note }: { note: string }): Patch => ({ body: note }),
  },
  fields: scheduleFields,
  named,
  derive: (_ctx, rows) => new Map(rows.map((row) => [row.id, { name: row.title }])),
})
