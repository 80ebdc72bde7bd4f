import { badField, article as facts, isoOf, Problem } from '@throughline/contract'
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

type Amendment = z.output<typeof facts.amend>

/** Instants in epoch milliseconds. `reviewed` is null again when the words changed: nobody has looked at those. */
type ArticleData = {
  type: z.output<typeof facts.create>['type']
  ownerId?: number | null
  reviewBy?: number | null
  services?: string[]
  steps?: z.output<typeof facts.out>['steps']
  reviewed?: Seen | null
  rehearsed?: Seen | null
}
type Seen = { by: number; at: number }

/** Fewer steps are no runbook: the first three are what somebody who was woken is shown. */
const FEWEST_STEPS = 3

const dataOf = (row: RecordRow): ArticleData => row.data as ArticleData

async function openArticle(ctx: Ctx, input: z.output<typeof facts.create>): Promise<Opening> {
  const { set, content } = await written(ctx, input)
  return {
    state: 'draft',
    public: false,
    set: { ...set, channel: 'api' },
    content: { ...content, title: input.title },
  }
}

async function amendArticle(ctx: Ctx, _row: RecordRow, input: Amendment): Promise<Patch> {
  const { set, content } = await written(ctx, input)
  const anew = input.description !== undefined || input.steps !== undefined || input.type !== undefined
  return { content, set: { data: { ...set.data, ...(anew && { reviewed: null, rehearsed: null }) } } }
}

async function written(ctx: Ctx, input: Amendment) {
  const owner = input.owner ? await ctx.directory.person(input.owner) : null
  if (input.owner && !owner) throw badField('owner', `there is nobody called ${input.owner}`)
  const services = input.services?.map((name) => {
    const service = ctx.directory.service(name)
    if (!service) throw badField('services', `there is no service ${name}`)
    return service.key
  })
  return {
    set: {
      data: withoutUndefined({
        type: input.type,
        ownerId: input.owner === undefined ? undefined : (owner?.id ?? null),
        reviewBy: input.reviewBy,
        services: services && [...new Set(services)],
      }) as JsonObject,
    },
    content: withoutUndefined({
      title: input.title,
      description: input.description,
      fields: input.steps && ({ steps: input.steps } as JsonObject),
      tags: input.tags,
      custom: input.custom,
    }),
  }
}

type Noted = { note?: string | undefined }
const note = (_ctx: Ctx, _row: RecordRow, input: Noted): Patch => ({ body: input.note ?? null })

function seenNow(ctx: Ctx, input: Noted, field: 'reviewed' | 'rehearsed'): Patch {
  return {
    body: input.note ?? null,
    set: { data: { [field]: { by: ctx.actor.personId, at: ctx.time.now() } } },
  }
}

function complete(row: RecordRow): void {
  const { type, steps = [] } = dataOf(row)
  if (type === 'runbook' && steps.length < FEWEST_STEPS)
    throw new Problem('rule-broken', { why: `A runbook has at least ${FEWEST_STEPS} steps.` })
}

const rules = {
  submit: (ctx: Ctx, row: RecordRow, input: Noted): Patch => {
    complete(row)
    return note(ctx, row, input)
  },
  return: note,
  publish: (ctx: Ctx, row: RecordRow, input: Noted): Patch => {
    complete(row)
    return note(ctx, row, input)
  },
  reviewed: (ctx: Ctx, row: RecordRow, input: Noted): Patch => {
    complete(row)
    return seenNow(ctx, input, 'reviewed')
  },
  rehearsed: (ctx: Ctx, row: RecordRow, input: Noted): Patch => {
    if (dataOf(row).type !== 'runbook')
      throw new Problem('rule-broken', { why: 'Only a runbook is rehearsed.' })
    return seenNow(ctx, input, 'rehearsed')
  },
  retire: note,
  redraft: note,
}

function articleFields(row: RecordRow, people: People): JsonObject {
  const { type, ownerId, reviewBy, services = [], steps = [], reviewed, rehearsed } = dataOf(row)
  const seen = (one: Seen | null | undefined) =>
    one ? { by: personName(people, one.by), at: isoOf(one.at) } : null
  return {
    type,
    owner: personName(people, ownerId ?? null),
    reviewBy: reviewBy == null ? null : isoOf(reviewBy),
    services,
    steps,
    reviewed: seen(reviewed),
    rehearsed: seen(rehearsed),
  } as JsonObject
}

/** Articles are records like all others. Only who works here reads them yet. */
export const article = definePractice({
  facts,
  openedBy: 'staff',
  amendedBy: 'staff',
  open: openArticle,
  amend: amendArticle,
  rules,
  fields: articleFields,
  named: (row) => [dataOf(row).ownerId, dataOf(row).reviewed?.by, dataOf(row).rehearsed?.by],
})
