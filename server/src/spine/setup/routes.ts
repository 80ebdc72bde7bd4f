import {
  calendarIn,
  calendarOut,
  line,
  Problem,
  type SettingKey,
  settingKeys,
  settingOut,
  settingSchemas,
  setUpChangesOut,
  setUpChangesQuery,
  setUpStepsOut,
} from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isStaff } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { versionSent } from '../http/index.ts'
import { addRoute, type Checked } from '../routes/index.ts'
import { setUpChanges } from './changes.ts'
import { changeCalendar, changeSetting } from './commands.ts'
import { type House, stepsMade } from './steps.ts'

const tag = 'Settings'
const settingsOut = z.object({ items: z.array(settingOut) }).meta({ id: 'Settings' })
const calendarsOut = z.object({ items: z.array(calendarOut) }).meta({ id: 'Calendars' })
const calendarParams = z.object({ key: line(60) })

/** Settings and calendars: staff read them, administrators change them and see what is still to be set up. */
export function addSetUpRoutes(app: FastifyInstance, house: House): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/set-up/steps',
      summary: 'See which of the first steps have been made',
      tag: 'Set-up',
      answers: { 200: setUpStepsOut },
    },
    async ({ ctx }: Checked) => ({ items: await stepsMade(ctx, house) }),
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: '/set-up/changes',
      summary: 'See who changed what in the set-up, the newest first',
      tag: 'Set-up',
      query: setUpChangesQuery,
      answers: { 200: setUpChangesOut },
    },
    ({ ctx, query }: Checked<unknown, z.output<typeof setUpChangesQuery>>) => setUpChanges(ctx, query),
  )
  addSettingRoutes(app)
  addCalendarRoutes(app)
}

function addSettingRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/settings',
      summary: 'Read the settings in force',
      tag,
      answers: { 200: settingsOut },
    },
    ({ ctx }: Checked) => {
      if (!isStaff(ctx.actor)) throw new Problem('not-allowed', { action: 'read the settings' })
      return { items: settingKeys.map((key) => settingIn(ctx, key)) }
    },
  )
  for (const key of settingKeys) {
    const body = z.strictObject({ value: settingSchemas[key] })
    addRoute(
      app,
      {
        method: 'PUT',
        url: `/settings/${key}`,
        summary: `Change ${key}`,
        tag,
        body,
        answers: { 200: settingOut },
      },
      async (request: Checked<unknown, unknown, { value: unknown }>) => {
        const { ctx } = request
        await changeSetting(ctx, key, request.body.value, versionSent(request))
        return settingIn(ctx, key)
      },
    )
  }
}

function addCalendarRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/calendars',
      summary: 'List calendars, the version in force of each',
      tag,
      answers: { 200: calendarsOut },
    },
    async ({ ctx }: Checked) => ({ items: await calendars(ctx) }),
  )
  addRoute(
    app,
    {
      method: 'PUT',
      url: '/calendars/:key',
      summary: 'Make a new version of a calendar',
      tag,
      params: calendarParams,
      body: calendarIn,
      answers: { 200: calendarOut },
    },
    async (request: Checked<{ key: string }, unknown, z.output<typeof calendarIn>>) => {
      const { ctx, params } = request
      await changeCalendar(ctx, params.key, request.body, versionSent(request))
      return (await calendars(ctx)).find(({ key }) => key === params.key)
    },
  )
}

function settingIn(ctx: Ctx, key: SettingKey) {
  return { key, version: ctx.settings.versionOf(key), value: ctx.settings.current()[key] }
}

async function calendars(ctx: Ctx) {
  if (!isStaff(ctx.actor)) throw new Problem('not-allowed', { action: 'read the calendars' })
  const { rows } = await ctx.db.pool.query<{ id: number; key: string; version: number; definition: unknown }>(
    'select distinct on (key) id, key, version, definition from calendar_version order by key, version desc',
  )
  return rows
}
