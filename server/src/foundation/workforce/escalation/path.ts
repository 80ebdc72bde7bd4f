import { badField, escalationPath as facts } from '@throughline/contract'
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
import { readSchedules } from '../on-call/index.ts'
import type { PathData, Step } from './facts.ts'
import { readPaths } from './store.ts'

type Input = z.output<typeof facts.amend>
const dataOf = (row: RecordRow): PathData => row.data as unknown as PathData

async function openPath(ctx: Ctx, input: z.output<typeof facts.create>): Promise<Opening> {
  if ((await readPaths(ctx.db, [input.key])).size > 0)
    throw badField('key', `there is an escalation path ${input.key} already`)
  const { set, content } = await written(ctx, input)
  return {
    state: 'in-force',
    public: false,
    set: { ...set, channel: 'api', data: { ...set.data, key: input.key } },
    content: { ...content, title: input.name },
  }
}

async function written(ctx: Ctx, input: Input) {
  const { steps, lastResort } = input
  return {
    set: {
      ...(input.team !== undefined && {
        teamId: input.team === null ? null : teamOf(ctx, input.team, 'team').id,
      }),
      data: withoutUndefined({
        rounds: input.rounds,
        steps: steps && (await Promise.all(steps.map((step, i) => kept(ctx, step, `steps/${i}`)))),
        lastResort: lastResort === undefined ? undefined : await personOf(ctx, lastResort, 'lastResort'),
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

async function kept(ctx: Ctx, step: NonNullable<Input['steps']>[number], at: string): Promise<Step> {
  const { schedule, person, team, minutes } = step
  if (schedule !== undefined && (await readSchedules(ctx.db, schedule)).length === 0)
    throw badField(`${at}/schedule`, `there is no schedule ${schedule}`)
  return {
    schedule: schedule ?? null,
    person: person === undefined ? null : await personOf(ctx, person, `${at}/person`),
    team: team === undefined ? null : teamOf(ctx, team, `${at}/team`).key,
    minutes,
  }
}

/** @throws invalid-input for who is not there, has left, or does not work here */
async function personOf(ctx: Ctx, named: number | string, field: string): Promise<number> {
  const person = await ctx.directory.person(named)
  if (!person?.active) throw badField(field, `there is nobody active called ${named}`)
  if (person.role === 'requester') throw badField(field, `${person.name} is a requester`)
  return person.id
}

function teamOf(ctx: Ctx, named: string, field: string) {
  const team = ctx.directory.team(named)
  if (!team) throw badField(field, `there is no team ${named}`)
  return team
}

function pathFields(row: RecordRow, people: People): JsonObject {
  const { key, steps, rounds, lastResort } = dataOf(row)
  return {
    key,
    steps: steps.map(({ person, ...step }) => ({ ...step, person: personName(people, person) })),
    rounds,
    lastResort: personName(people, lastResort),
  }
}

/** An escalation path is a record: who changed whom it calls is in its timeline. */
export const escalationPath = definePractice({
  facts,
  openedBy: 'manager',
  amendedBy: 'manager',
  open: openPath,
  amend: (ctx, _row, input: Input): Promise<Patch> => written(ctx, input),
  fields: pathFields,
  named: (row) => [...dataOf(row).steps.map(({ person }) => person), dataOf(row).lastResort],
  derive: (_ctx, rows) => new Map(rows.map((row) => [row.id, { name: row.title }])),
})
