import { badField, type calendarIn, Problem, type SettingKey } from '@throughline/contract'
import type { z } from 'zod'
import { atLeast } from '../access/index.ts'
import { recordChange } from '../audit/index.ts'
import type { Ctx } from '../context/index.ts'
import type { Also, JsonObject } from '../records/index.ts'
import { schemaProblem } from '../settings/index.ts'
import { type CalendarDefinition, checkCalendar } from '../time/index.ts'

function authorizeSetUp(ctx: Ctx, what: string): void {
  if (!atLeast(ctx.actor, 'administrator')) throw new Problem('not-allowed', { action: what })
}

/** Replaces a setting. The change is in the audit; running clocks are re-aimed by what follows it. */
export async function changeSetting(ctx: Ctx, key: SettingKey, value: unknown): Promise<void> {
  authorizeSetUp(ctx, 'change settings')
  if (key === 'customFields') checkSchemas(value as Record<string, object>)
  const version = ctx.settings.versionOf(key) + 1
  await recordChange(ctx, {
    area: 'settings',
    verb: key === 'targets' ? 'change-targets' : 'change',
    facts: { key, version, before: ctx.settings.current()[key], after: value } as JsonObject,
    statements: [
      {
        // A change that raced with ours makes ours fail, instead of being lost under it.
        text: `insert into setting (key, value, version) values ($1, $2, $3)
               on conflict (key) do update set value = excluded.value, version = excluded.version
               where setting.version = excluded.version - 1 returning 1`,
        values: [key, JSON.stringify(value), version],
        rows: 1,
      },
      reloadNotice('settings'),
    ],
  })
  await ctx.settings.reload()
}

/** Makes a new version of a calendar, or its first. Earlier versions stay what they were. */
export async function changeCalendar(
  ctx: Ctx,
  key: string,
  input: z.output<typeof calendarIn>,
): Promise<void> {
  authorizeSetUp(ctx, 'change calendars')
  const definition = input as CalendarDefinition
  const [problem] = checkCalendar(definition)
  if (problem) throw badField(problem.field, problem.message)
  await recordChange(ctx, {
    area: 'calendars',
    verb: 'change-calendar',
    facts: { key, definition: definition as unknown as JsonObject },
    statements: [
      {
        text: `insert into calendar_version (key, version, definition, made_at)
               select $1, coalesce(max(version), 0) + 1, $2, $3 from calendar_version where key = $1`,
        values: [key, JSON.stringify(definition), new Date(ctx.time.now()).toISOString()],
      },
      reloadNotice('calendars'),
    ],
  })
  await ctx.calendars.reload()
}

function checkSchemas(schemas: Record<string, object>): void {
  for (const [kind, schema] of Object.entries(schemas)) {
    const problem = schemaProblem(schema)
    if (problem) throw badField(`value/${kind}`, `is no JSON Schema that can be used: ${problem}`)
  }
}

/** Other processes reload what they keep in memory. */
function reloadNotice(what: string): Also {
  return { text: `select pg_notify('throughline_reload', $1)`, values: [what] }
}
