import { badField, service as facts, isoOf } from '@throughline/contract'
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
import { readPaths } from '../workforce/index.ts'
import { personIdOf, teamIdOf } from './named.ts'
import { type Vouched, vouching, type Waiver } from './vouching.ts'

/** What a service is for support: who owns it, which team stands behind it, how important it is, when it is worked on. */
export type ServiceData = {
  key: string
  tier: number
  class?: Facts['class']
  dataClass?: Facts['dataClass']
  escalationPath?: string | null
  links?: Facts['links']
  skills?: string[]
  ownerId?: number | null
  businessOwnerId?: number | null
  calendar?: string | null
  attested?: Vouched
  waivers?: Waiver[]
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
  if (input.escalationPath && (await readPaths(ctx.db, [input.escalationPath])).size === 0)
    throw badField('escalationPath', `there is no escalation path ${input.escalationPath}`)
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
        skills: input.skills && [...new Set(input.skills)],
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
  const {
    key,
    tier,
    ownerId,
    businessOwnerId,
    links = [],
    skills = [],
    attested = {},
    waivers = [],
    ...rest
  } = data as ServiceData
  const { class: level = 'business', dataClass = null, escalationPath = null, calendar = null } = rest
  return {
    key,
    tier,
    class: level,
    dataClass,
    escalationPath,
    links,
    skills,
    owner: personName(people, ownerId ?? null),
    businessOwner: personName(people, businessOwnerId ?? null),
    calendar,
    attested: Object.entries(attested).map(([what, { by, at }]) => ({
      what,
      by: personName(people, by),
      at: isoOf(at),
    })),
    waivers: waivers.map(({ by, until, ...waiver }) => ({
      ...waiver,
      by: personName(people, by),
      until: isoOf(until),
    })),
  }
}

const namedIn = ({ ownerId, businessOwnerId, attested = {}, waivers = [] }: ServiceData) => [
  ownerId,
  businessOwnerId,
  ...[...Object.values(attested), ...waivers].map(({ by }) => by),
]

/** Services are records like all others: a kind, its fields and its lifecycle. */
export const service = definePractice({
  facts,
  openedBy: 'manager',
  amendedBy: 'manager',
  open: openService,
  amend: amendService,
  fields: serviceFields,
  rules: vouching,
  named: ({ data }) => namedIn(data as ServiceData),
  // Its title under the name that services go by.
  derive: (_ctx, rows) => new Map(rows.map((row) => [row.id, { name: row.title }])),
})
