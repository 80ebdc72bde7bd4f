import { type absenceAmend, type absenceCreate, badField, Problem } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../../spine/context/index.ts'
import { nextId } from '../../../spine/identity/index.ts'
import { instantOf } from '../../../spine/time/index.ts'
import { changeOnce, makeOnce } from '../change.ts'
import { knownPerson } from '../commands.ts'
import { answersFor } from '../managers.ts'
import { authorizeStaff, type PersonRow } from '../workforce.ts'
import {
  type AbsenceRow,
  changeAbsence,
  dropAbsence,
  readAbsence,
  readAbsences,
  type Span,
  storeAbsence,
} from './store.ts'

/** The longest that is taken for what somebody meant, milliseconds. */
const LONGEST = 2 * 366 * 86_400_000

/** When somebody is away, over or not yet; for staff. Why is for whom it concerns (`answersFor`). */
export async function seeAbsences(
  ctx: Ctx,
  personId: number,
  past: boolean,
): Promise<{ person: PersonRow; rows: AbsenceRow[] }> {
  const person = await colleague(ctx, personId, 'see who is away')
  const from = past ? -Infinity : ctx.time.now()
  return { person, rows: await readAbsences(ctx.db, [personId], { from, until: Infinity }) }
}

/** Says that somebody is away. @throws invalid-input where it ends before it begins, or is longer than two years */
export async function addAbsence(ctx: Ctx, personId: number, input: z.output<typeof absenceCreate>) {
  const person = await own(ctx, personId)
  const row = { id: await nextId(ctx.db, 'absence'), personId, why: input.why, ...spanOf(input, person.zone) }
  const { id } = await makeOnce(ctx, row.id, {
    area: 'people',
    verb: 'add-absence',
    facts: factsOf(row),
    ...(row.why !== null && { note: { why: row.why } }),
    statements: [storeAbsence(row, ctx.actor.personId, ctx.time.now())],
  })
  return { person, row: await known(ctx, personId, id) }
}

/** Changes an absence that is not over. */
export async function amendAbsence(
  ctx: Ctx,
  personId: number,
  id: number,
  input: z.output<typeof absenceAmend>,
) {
  const person = await own(ctx, personId)
  const before = await known(ctx, personId, id)
  notOver(ctx, before)
  const { from, until, why = before.why } = input
  const row = { ...before, why, ...spanOf({ from, until }, person.zone, before) }
  await changeOnce(ctx, {
    area: 'people',
    verb: 'change-absence',
    facts: factsOf(row),
    ...(row.why !== before.why && { note: { why: row.why } }),
    statements: [changeAbsence(row)],
  })
  return { person, row: await known(ctx, personId, id) }
}

/** Takes an absence back that is not over: they are there after all. */
export async function dropAbsenceOf(ctx: Ctx, personId: number, id: number): Promise<void> {
  await own(ctx, personId)
  const row = await known(ctx, personId, id)
  notOver(ctx, row)
  await changeOnce(ctx, {
    area: 'people',
    verb: 'drop-absence',
    facts: factsOf(row),
    statements: [dropAbsence(id)],
  })
}

/** Someone who works here, for staff; requesters see nobody's absence, and have none. */
async function colleague(ctx: Ctx, personId: number, action: string): Promise<PersonRow> {
  authorizeStaff(ctx.actor, action)
  return knownPerson(ctx, personId)
}

async function own(ctx: Ctx, personId: number): Promise<PersonRow> {
  const person = await colleague(ctx, personId, 'say when somebody is away')
  if (!answersFor(ctx, person))
    throw new Problem('not-allowed', { action: `say when ${person.name} is away` })
  if (!person.active || person.role === 'requester')
    throw new Problem('rule-broken', {
      why: `${person.name} does not work here: nobody waits for them.`,
    })
  return person
}

async function known(ctx: Ctx, personId: number, id: number): Promise<AbsenceRow> {
  const row = await readAbsence(ctx.db, personId, id)
  if (!row) throw new Problem('not-found', { what: `Absence ${id}` })
  return row
}

function notOver(ctx: Ctx, { until }: Span): void {
  if (until <= ctx.time.now())
    throw new Problem('rule-broken', { why: 'This absence is over: what was stays as it was.' })
}

const factsOf = ({ id, personId, from, until }: AbsenceRow) => ({
  person: personId,
  absence: id,
  from,
  until,
})

type Said = { from?: string | undefined; until?: string | undefined }

function spanOf({ from, until }: Said, zone: string, before?: Span): Span {
  const span = {
    from: from === undefined ? (before?.from ?? 0) : momentOf('from', from, zone),
    until: until === undefined ? (before?.until ?? 0) : momentOf('until', until, zone),
  }
  if (span.until <= span.from) throw badField('until', 'must be after it begins')
  if (span.until - span.from > LONGEST) throw badField('until', 'must be within two years of its beginning')
  return span
}

/** A day means its beginning, or, where something lasts until it, its end. */
function momentOf(field: 'from' | 'until', said: string, zone: string): number {
  try {
    if (said.includes('T')) return instantOf(said, zone).instant
    const day = Temporal.PlainDate.from(said)
    return instantOf(`${field === 'until' ? day.add({ days: 1 }) : day}T00:00`, zone).instant
  } catch {
    throw badField(field, 'this date does not exist')
  }
}
