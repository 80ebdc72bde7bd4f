import {
  type AlertRules,
  badField,
  type Criterion,
  type calendarIn,
  type ItemClass,
  Problem,
  type SettingKey,
} from '@throughline/contract'
import type { z } from 'zod'
import { atLeast } from '../access/index.ts'
import { recordChange } from '../audit/index.ts'
import type { Ctx } from '../context/index.ts'
import type { Also, JsonObject } from '../records/index.ts'
import { checkAlertRules, checkCriteria, schemaProblem } from '../settings/index.ts'
import { type CalendarDefinition, checkCalendar } from '../time/index.ts'

function authorizeSetUp(ctx: Ctx, what: string): void {
  if (!atLeast(ctx.actor, 'administrator')) throw new Problem('not-allowed', { action: what })
}

/**
 * Replaces a setting. The change is in the audit; running clocks are re-aimed by what follows it. `seen` is the version
 * that the change was made on, where its maker says so.
 * @throws stale-version when it has moved on since
 */
export async function changeSetting(ctx: Ctx, key: SettingKey, value: unknown, seen?: number): Promise<void> {
  authorizeSetUp(ctx, 'change settings')
  if (key === 'customFields') checkSchemas(value as Record<string, object>)
  if (key === 'itemClasses') checkSchemas(attributesOf(value as readonly ItemClass[]))
  if (key === 'readiness') checkCriteria(value as readonly Criterion[])
  if (key === 'alertRules') checkAlertRules(value as AlertRules)
  const current = ctx.settings.versionOf(key)
  checkSeen(`The setting ${key}`, current, seen)
  const version = current + 1
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

/**
 * Makes a new version of a calendar, or its first. Earlier versions stay what they were. `seen` is the version that the
 * change was made on, 0 for a calendar that is to be new.
 * @throws stale-version when it has moved on since
 */
export async function changeCalendar(
  ctx: Ctx,
  key: string,
  input: z.output<typeof calendarIn>,
  seen?: number,
): Promise<void> {
  authorizeSetUp(ctx, 'change calendars')
  const definition = input as CalendarDefinition
  const before = await newestOfCalendar(ctx, key)
  checkSeen(`The calendar ${key}`, before.version, seen)
  const [problem] = checkCalendar(definition)
  if (problem) throw badField(problem.field, problem.message)
  await recordChange(ctx, {
    area: 'calendars',
    verb: 'change-calendar',
    facts: { key, before: before.definition, definition: definition as unknown as JsonObject },
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

function checkSeen(what: string, current: number, seen: number | undefined): void {
  if (seen !== undefined && seen !== current)
    throw new Problem('stale-version', { ref: what, current, sent: seen })
}

/** The version in force; 0 where there is none. */
async function newestOfCalendar(
  { db }: Ctx,
  key: string,
): Promise<{ version: number; definition: JsonObject | null }> {
  const { rows } = await db.pool.query<{ version: number; definition: JsonObject }>(
    'select version, definition from calendar_version where key = $1 order by version desc limit 1',
    [key],
  )
  return rows[0] ?? { version: 0, definition: null }
}

const attributesOf = (classes: readonly ItemClass[]): Record<string, object> =>
  Object.fromEntries(
    classes.flatMap(({ attributes }, i) => (attributes ? [[`${i}/attributes`, attributes]] : [])),
  )

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
