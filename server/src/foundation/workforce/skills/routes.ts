import {
  skillIn,
  skillKey,
  skillNamesOut,
  skillsOut,
  workingHoursIn,
  workingHoursOut,
} from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Ctx } from '../../../spine/context/index.ts'
import { addRoute, type Checked } from '../../../spine/routes/index.ts'
import { answersFor } from '../managers.ts'
import type { PersonRow } from '../workforce.ts'
import {
  loseSkill,
  seeHours,
  seeSkillNames,
  seeSkills,
  setHours,
  setSkill,
  stateOf,
  today,
} from './commands.ts'
import type { Hours, SkillRow } from './store.ts'

const tag = 'People'
const number = z.coerce.number().int().positive()
const whose = z.object({ id: number })
const which = z.object({ id: number, skill: skillKey })
type Whose = { id: number }
type Which = { id: number; skill: string }

/** What people know to do, and when they work. */
export function addSkillRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/skills',
      summary: 'List the skills that somebody has',
      tag,
      answers: { 200: skillNamesOut },
    },
    async ({ ctx }: Checked) => ({ items: await seeSkillNames(ctx) }),
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: '/people/:id/skills',
      summary: 'What somebody knows to do',
      tag,
      params: whose,
      answers: { 200: skillsOut },
    },
    async ({ ctx, params: { id } }: Checked<Whose>) => shown(ctx, await seeSkills(ctx, id)),
  )
  addRoute(
    app,
    {
      method: 'PUT',
      url: '/people/:id/skills/:skill',
      summary: 'Say that somebody has a skill, how well and until when',
      tag,
      params: which,
      body: skillIn,
      answers: { 200: skillsOut },
    },
    async ({ ctx, params: { id, skill }, body }: Checked<Which, unknown, z.output<typeof skillIn>>) =>
      shown(ctx, await setSkill(ctx, id, skill, body)),
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: '/people/:id/skills/:skill',
      summary: 'Say that somebody has a skill no more',
      tag,
      params: which,
      answers: { 200: skillsOut },
    },
    async ({ ctx, params: { id, skill } }: Checked<Which>) => shown(ctx, await loseSkill(ctx, id, skill)),
  )
  addHoursRoutes(app)
}

function addHoursRoutes(app: FastifyInstance): void {
  const base = { url: '/people/:id/working-hours', tag, params: whose, answers: { 200: workingHoursOut } }
  addRoute(
    app,
    { ...base, method: 'GET', summary: 'When somebody works, by their own clock' },
    async ({ ctx, params: { id } }: Checked<Whose>) => shownHours(ctx, await seeHours(ctx, id)),
  )
  addRoute(
    app,
    { ...base, method: 'PUT', summary: 'Say when somebody works', body: workingHoursIn },
    async ({ ctx, params: { id }, body }: Checked<Whose, unknown, z.output<typeof workingHoursIn>>) =>
      shownHours(ctx, await setHours(ctx, id, body)),
  )
}

const canOf = (ctx: Ctx, person: PersonRow): string[] =>
  person.role !== 'requester' && answersFor(ctx, person) ? ['amend'] : []

function shown(ctx: Ctx, { person, rows }: { person: PersonRow; rows: readonly SkillRow[] }) {
  const day = today(ctx, person)
  return {
    items: rows.map(({ personId: _, ...row }) => ({ ...row, state: stateOf(row, day) })),
    can: canOf(ctx, person),
  }
}

function shownHours(ctx: Ctx, { person, hours }: { person: PersonRow; hours: Hours[] | null }) {
  return { zone: person.zone, hours, can: canOf(ctx, person) }
}
