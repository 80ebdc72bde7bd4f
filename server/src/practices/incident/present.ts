import { isoOf } from '@throughline/contract'
import { visibleIds } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { type People, personName } from '../../spine/practice/index.ts'
import type { JsonObject, RecordRow } from '../../spine/records/index.ts'
import { dataOf, firstContact } from './incident.ts'
import { majorOf } from './major.ts'
import { presentMajors } from './major-present.ts'
import { besideOf, type CameBack } from './store.ts'

const day = 86_400_000

/** What of an incident follows from its helpers, its team's line and what came after it. */
export async function deriveIncidents(
  ctx: Ctx,
  rows: readonly RecordRow[],
): Promise<Map<number, JsonObject>> {
  const cameBackMs = ctx.settings.current().closing.cameBackDays * day
  const { returns, helpers } = await besideOf(ctx.db, {
    restored: rows.filter((row) => dataOf(row).restoredAt !== undefined).map(({ id }) => id),
    // A record that was never changed has nobody beside its holder.
    changed: rows.filter(({ seq }) => seq > 1).map(({ id }) => id),
    withinMs: cameBackMs,
  })
  const people = await ctx.directory.people(helpers.map((helper) => helper.personId))
  const visible = await visibleIds(
    ctx.db,
    ctx.actor,
    returns.map(({ later }) => later),
  )
  const majors = await presentMajors(ctx, rows)
  return new Map(
    rows.map((row) => {
      const own = returns.filter((back) => back.id === row.id)
      const named = (how: CameBack['how']): string[] =>
        own.filter((back) => back.how === how && visible.has(back.later)).map(({ later }) => `INC-${later}`)
      const firstLine = row.teamId !== null && ctx.directory.team(row.teamId)?.line === 1
      return [
        row.id,
        {
          reportedAt: isoOf(row.openedAt),
          firstContact: firstContact(row, {
            firstLine,
            cameBack: own.length > 0,
            now: ctx.time.now(),
            cameBackMs,
          }),
          cameBack: { confirmed: named('confirmed'), suspected: named('suspected') },
          helpers: helpers
            .filter((helper) => helper.id === row.id)
            .map((helper) => personName(people, helper.personId)),
          major: majors.get(row.id) ?? null,
        },
      ]
    }),
  )
}

/** Who has a role in it beside its holder. */
export function namedIn(row: RecordRow): (number | undefined)[] {
  const major = majorOf(row)
  return major ? [major.managerId, major.communicationsId] : []
}

/** An incident's own fields in an answer. */
export function incidentFields(row: RecordRow, people: People): JsonObject {
  const data = dataOf(row)
  return {
    symptomCategory: data.symptomCategory ?? null,
    subcategory: data.subcategory ?? null,
    symptom: data.symptom ?? null,
    impactFrom: isoOf(data.impactFrom),
    detectedAt: isoOf(data.detectedAt),
    restoredAt: isoOf(data.restoredAt),
    outage: data.outage ?? false,
    alsoAffected: data.alsoAffected ?? [],
    priorityOverridden: data.overridden ?? false,
    supplier: data.supplier ?? null,
    supplierReference: data.supplierReference ?? null,
    chaseAt: isoOf(data.chaseAt),
    workaround: data.workaround ?? null,
    contained: data.contained ?? false,
    resolutionCode: data.resolutionCode ?? null,
    resolutionText: data.resolutionText ?? null,
    closure: data.closure ?? null,
    held: data.heldSince !== undefined,
    incidentManager: personName(people, majorOf(row)?.managerId ?? null),
    communicationsLead: personName(people, majorOf(row)?.communicationsId ?? null),
    reopened: data.reopened ?? 0,
  }
}
