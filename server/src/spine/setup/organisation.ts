import { isDeepStrictEqual } from 'node:util'
import type { calendarIn } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../context/index.ts'
import type { Settings } from '../settings/index.ts'
import { defaultCalendar } from '../settings/index.ts'
import { changeCalendar, changeSetting } from './commands.ts'

type Calendar = z.output<typeof calendarIn>

/** Says what the organisation is called and where it is; service hours that name no calendar are then in its zone. */
export async function nameOrganisation(ctx: Ctx, organisation: Settings['organisation']): Promise<void> {
  if (!isDeepStrictEqual(ctx.settings.current().organisation, organisation))
    await changeSetting(ctx, 'organisation', organisation)
  const { rows } = await ctx.db.pool.query<{ definition: Calendar }>(
    'select definition from calendar_version where key = $1 order by version desc limit 1',
    [defaultCalendar],
  )
  const { zone } = organisation
  for (const { definition } of rows.filter((row) => row.definition.zone !== zone))
    await changeCalendar(ctx, defaultCalendar, { ...definition, zone })
}
