import { badField, isoOf, Problem, type settleIn } from '@throughline/contract'
import type { z } from 'zod'
import { atLeast, isStaff } from '../../../spine/access/index.ts'
import type { Ctx } from '../../../spine/context/index.ts'
import { amend } from '../../../spine/practice/index.ts'
import { loadFor } from '../../../spine/records/index.ts'
import { item } from '../item.ts'
import { service } from '../service.ts'
import { type Thing, thingCalled } from '../things.ts'
import { fieldsStanding, inputOf } from './fields.ts'
import { disown, reportedOf, settleConflict } from './store.ts'

/** What each source says of a thing: what is its own, where it says other than what stands, and whether it names it still. */
export async function sourcesOf(ctx: Ctx, kind: Thing['kind'], name: string) {
  if (!isStaff(ctx.actor)) throw new Problem('not-allowed', { action: 'see what tools say of a service' })
  const thing = await thingCalled(ctx.db, kind, name)
  const row = (await loadFor(ctx.db, ctx.actor, [thing.id])).get(thing.id)?.row
  const stands = row ? fieldsStanding(ctx, row) : {}
  return {
    items: (await reportedOf(ctx.db, [thing.id])).map((one) => ({
      source: one.source,
      seenAt: isoOf(one.seenAt),
      missingSince: one.missingSince === null ? null : isoOf(one.missingSince),
      owned: one.owned,
      conflicts: Object.entries(one.conflicts).map(([field, said]) => ({
        field,
        said,
        stands: stands[field] ?? null,
      })),
    })),
  }
}

/** Settles a conflict: takes over what a source says, which owns it from then on, or keeps what stands. */
export async function settle(
  ctx: Ctx,
  kind: Thing['kind'],
  name: string,
  { source, field, take }: z.output<typeof settleIn>,
) {
  if (!atLeast(ctx.actor, 'manager')) throw new Problem('not-allowed', { action: 'settle what tools say' })
  const thing = await thingCalled(ctx.db, kind, name)
  const reported = (await reportedOf(ctx.db, [thing.id])).find((one) => one.source === source)
  const said = reported?.conflicts[field]
  if (!reported || said === undefined) throw badField('field', `${source} says nothing else of ${field}`)
  if (take === 'said') {
    const practice = { service, item }[kind]
    const input = practice.facts.amend.parse(inputOf({ [field]: said }))
    await amend(ctx, practice, { id: thing.id, input: input as never })
    await disown(ctx.db, thing.id, field)
  }
  await settleConflict(ctx.db, { source, recordId: thing.id, field, took: take })
  return sourcesOf(ctx, kind, name)
}
