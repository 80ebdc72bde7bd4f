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
import { personIdOf, teamIdOf } from './named.ts'

/** What a service is for support: who owns it, which team stands behind it, how important it is, when it is worked on. */
export type ServiceData = {
  key: string
  tier: number
  class?: Facts['class']
  dataClass?: Facts['dataClass']
  escalationPath?: string | null
  links?: Facts['links']
  ownerId?: number | null
  businessOwnerId?: number | null
  calendar?: string | null
}
type Facts = z.output<typeof facts.out>

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
  if (input.calendar && !ctx.calendars.has(input.calendar))
    throw badField('calendar', `there is no calendar ${input.calendar}`)
  return {
    set: {
      ...(input.team !== undefined && { teamId: teamIdOf(ctx, input.team) }),
      data: withoutUndefined({
        tier: input.tier,
        class: input.class,
        dataClass: input.dataClass,
        escalationPath: input.escalationPath,
        calendar: input.calendar,
        ownerId: await personIdOf(ctx, 'owner', input.owner),
        businessOwnerId: await personIdOf(ctx, 'businessOwner', input.businessOwner),
      }) as JsonObject,
    },
    content: withoutUndefined({
      title: input.name,
      fields: input.links && { links: input.links },
      description: input.description,
      tags: input.tags,
      custom: input.custom,
    }),
  }
}

function serviceFields({ data }: RecordRow, people: People): JsonObject {
  const { key, tier, ownerId, businessOwnerId, links = [], ...rest } = data as ServiceData
  const { class: level = 'business', dataClass = null, escalationPath = null, calendar = null } = rest
  return {
    key,
    tier,
    class: level,
    dataClass,
    escalationPath,
    links,
    owner: personName(people, ownerId ?? null),
    businessOwner: personName(people, businessOwnerId ?? null),
    calendar,
  }
}

/** Services are records like all others: a kind, its fields and its lifecycle. */
export const service = definePractice({
  facts,
  openedBy: 'manager',
  amendedBy: 'manager',
  open: openService,
  amend: amendService,
  fields: serviceFields,
  named: ({ data }) => [(data as ServiceData).ownerId, (data as ServiceData).businessOwnerId],
  // Its title under the name that services go by.
  derive: (_ctx, rows) => new Map(rows.map((row) => [row.id, { name: row.title }])),
})
