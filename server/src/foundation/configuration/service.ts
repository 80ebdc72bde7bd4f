import { badField, service as facts } from '@throughline/contract'
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

/** What a service is for support: who owns it, which team stands behind it, how important it is, when it is worked on. */
export type ServiceData = { key: string; tier: number; ownerId?: number; calendar?: string }

async function openService(ctx: Ctx, input: z.output<typeof facts.create>): Promise<Opening> {
  if (ctx.directory.service(input.key)) throw badField('key', `there is a service ${input.key} already`)
  const { set, content } = await amendService(ctx, null, { tier: 3, ...input })
  return {
    state: input.state,
    public: false,
    set: { ...set, channel: 'api', data: { ...set?.data, key: input.key } },
    content: { ...content, title: input.name },
  }
}

async function amendService(
  ctx: Ctx,
  _row: RecordRow | null,
  input: z.output<typeof facts.amend>,
): Promise<Patch> {
  const owner = input.owner ? await ctx.directory.person(input.owner) : null
  const team = input.team ? ctx.directory.team(input.team) : null
  if (input.owner && !owner) throw badField('owner', `there is nobody called ${input.owner}`)
  if (input.team && !team) throw badField('team', `there is no team ${input.team}`)
  if (input.calendar && !ctx.calendars.has(input.calendar))
    throw badField('calendar', `there is no calendar ${input.calendar}`)
  return {
    set: {
      ...(input.team !== undefined && { teamId: team?.id ?? null }),
      data: withoutUndefined({
        tier: input.tier,
        calendar: input.calendar,
        ownerId: input.owner === undefined ? undefined : (owner?.id ?? null),
      }) as JsonObject,
    },
    content: withoutUndefined({
      title: input.name,
      description: input.description,
      tags: input.tags,
      custom: input.custom,
    }),
  }
}

function serviceFields({ data }: RecordRow, people: People): JsonObject {
  const { key, tier, ownerId, calendar = null } = data as ServiceData
  return { key, tier, owner: personName(people, ownerId ?? null), calendar }
}

/** Services are records like all others: a kind, its fields and its lifecycle. */
export const service = definePractice({
  facts,
  openedBy: 'manager',
  amendedBy: 'manager',
  open: openService,
  amend: amendService,
  fields: serviceFields,
  named: ({ data }) => [(data as ServiceData).ownerId],
  // Its title under the name that services go by.
  derive: (_ctx, rows) => new Map(rows.map((row) => [row.id, { name: row.title }])),
})
