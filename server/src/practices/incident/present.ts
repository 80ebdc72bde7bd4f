import { isoOf } from '@throughline/contract'
import type { Ctx } from '../../spine/context/index.ts'
import { personName } from '../../spine/practice/index.ts'
import type { JsonObject, RecordRow } from '../../spine/records/index.ts'
import { dataOf, firstContact } from './incident.ts'
import { cameBackOf, helpersOf } from './store.ts'

const day = 86_400_000

/** An incident's own fields in an answer. */
export async function presentIncidents(
  ctx: Ctx,
  rows: readonly RecordRow[],
): Promise<Map<number, JsonObject>> {
  const cameBackMs = ctx.settings.current().closing.cameBackDays * day
  const restored = rows.filter((row) => dataOf(row).restoredAt !== undefined).map((row) => row.id)
  const [returns, helpers] = await Promise.all([
    cameBackOf(ctx.db, restored, cameBackMs),
    // A record that was never changed has nobody beside its holder.
    helpersOf(
      ctx.db,
      rows.filter((row) => row.seq > 1).map((row) => row.id),
    ),
  ])
  const people = await ctx.directory.people(helpers.map((helper) => helper.personId))
  return new Map(
    rows.map((row) => {
      const cameBack = {
        confirmed: returns
          .filter((back) => back.id === row.id && back.how === 'confirmed')
          .map((back) => `INC-${back.later}`),
        suspected: returns
          .filter((back) => back.id === row.id && back.how === 'suspected')
          .map((back) => `INC-${back.later}`),
      }
      const returned = cameBack.confirmed.length + cameBack.suspected.length > 0
      const firstLine = row.teamId !== null && ctx.directory.team(row.teamId)?.line === 1
      return [
        row.id,
        {
          ...ownFields(row),
          firstContact: firstContact(row, { firstLine, cameBack: returned, now: ctx.time.now(), cameBackMs }),
          cameBack,
          helpers: helpers
            .filter((helper) => helper.id === row.id)
            .map((helper) => personName(people, helper.personId)),
        },
      ]
    }),
  )
}

function ownFields(row: RecordRow): JsonObject {
  const data = dataOf(row)
  return {
    symptomCategory: data.symptomCategory ?? null,
    subcategory: data.subcategory ?? null,
    symptom: data.symptom ?? null,
    impactFrom: isoOf(data.impactFrom),
    detectedAt: isoOf(data.detectedAt),
    reportedAt: isoOf(row.openedAt),
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
    reopened: data.reopened ?? 0,
  }
}
