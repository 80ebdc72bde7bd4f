import { isoOf } from '@throughline/contract'
import type { Ctx } from '../../../spine/context/index.ts'
import { instantOf, localDate } from '../../../spine/time/index.ts'
import { answersFor } from '../managers.ts'
import type { PersonRow } from '../workforce.ts'
import type { AbsenceRow, Span } from './store.ts'

export function presentAbsence(ctx: Ctx, person: PersonRow, { id, from, until, why }: AbsenceRow) {
  const concerned = answersFor(ctx, person)
  return {
    id,
    person: { id: person.id, name: person.name },
    from: isoOf(from),
    until: isoOf(until),
    days: daysOf({ from, until }, person.zone),
    why: concerned ? why : null,
    can: concerned && until > ctx.time.now() ? ['amend'] : [],
  }
}

/** The first and last day, where it begins and ends with one. */
function daysOf({ from, until }: Span, zone: string): { first: string; last: string } | null {
  const [first, after] = [localDate(from, zone), localDate(until, zone)]
  const begins = (day: Temporal.PlainDate): number => instantOf(`${day}T00:00`, zone).instant
  if (begins(first) !== from || begins(after) !== until) return null
  return { first: String(first), last: String(after.subtract({ days: 1 })) }
}
