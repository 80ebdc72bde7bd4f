import { badField, item as facts } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../spine/context/index.ts'
import {
  definePractice,
  type Opening,
  type Patch,
  type People,
  personName,
  withoutUndefined,
} from '../../spine/practice/index.ts'
import type { JsonObject, RecordRow } from '../../spine/records/index.ts'
import { checkFields } from '../../spine/settings/index.ts'
import { personIdOf, teamIdOf } from './named.ts'
import { keyTaken } from './things.ts'

export type ItemData = {
  key: string
  class: string
  attributes?: JsonObject
  ownerId?: number | null
}

async function openItem(ctx: Ctx, input: z.output<typeof facts.create>): Promise<Opening> {
  if (await keyTaken(ctx.db, input.key))
    throw badField('key', `there is something called ${input.key} already`)
  const { set, content } = await written(ctx, { attributes: {}, ...input }, null)
  return {
    state: input.state,
    public: false,
    set: { ...set, channel: 'api', data: { ...set.data, key: input.key } },
    content: { ...content, title: input.name },
  }
}

const amendItem = (ctx: Ctx, row: RecordRow, input: z.output<typeof facts.amend>): Promise<Patch> =>
  written(ctx, input, row.data as ItemData)

async function written(ctx: Ctx, input: z.output<typeof facts.amend>, before: ItemData | null) {
  const attributes = input.attributes && merged(before?.attributes ?? {}, input.attributes as JsonObject)
  if (input.class !== undefined || attributes)
    checkClass(ctx, input.class ?? before?.class ?? '', attributes ?? before?.attributes ?? {})
  return {
    set: {
      ...(input.team !== undefined && { teamId: teamIdOf(ctx, input.team) }),
      data: withoutUndefined({
        class: input.class,
        ownerId: await personIdOf(ctx, 'owner', input.owner),
      }) as JsonObject,
    },
    content: withoutUndefined({
      title: input.name,
      description: input.description,
      fields: attributes && { attributes },
      tags: input.tags,
      custom: input.custom,
    }),
  }
}

/** Attributes one by one: what is not named stays, null takes one away. */
function merged(before: JsonObject, now: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries({ ...before, ...now }).filter(([, value]) => value !== null))
}

/** @throws invalid-input for a class that nobody knows, and attributes that are not as the class says */
function checkClass(ctx: Ctx, key: string, attributes: JsonObject): void {
  const { itemClasses } = ctx.settings.current()
  const known = itemClasses.find((one) => one.key === key)
  if (!known) throw badField('class', `is none of ${itemClasses.map((one) => one.key).join(', ')}`)
  if (known.attributes) checkFields(known.attributes, attributes, '/attributes')
}

function itemFields({ data }: RecordRow, people: People): JsonObject {
  const { key, class: level, attributes = {}, ownerId } = data as ItemData
  return { key, class: level, attributes, owner: personName(people, ownerId ?? null) }
}

/** Configuration items are records like all others. */
export const item = definePractice({
  facts,
  openedBy: 'manager',
  amendedBy: 'manager',
  open: openItem,
  amend: amendItem,
  fields: itemFields,
  named: ({ data }) => [(data as ItemData).ownerId],
  derive: (_ctx, rows) => new Map(rows.map((row) => [row.id, { name: row.title }])),
})
