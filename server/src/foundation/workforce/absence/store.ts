import type { Db } from '../../../spine/db/index.ts'
import type { Statement } from '../../../spine/identity/index.ts'

/** An absence as it is kept: from one instant up to another, epoch milliseconds. */
export type AbsenceRow = { id: number; personId: number; from: number; until: number; why: string | null }
export type Span = { from: number; until: number }

const whole = `id, person_id as "personId", starts_at as "from", ends_at as "until", why`

/** Of these people, what reaches into a span, by person and time; overlapping ones stand as they were said. */
export async function readAbsences(
  db: Db,
  people: readonly number[],
  { from, until }: Span,
): Promise<AbsenceRow[]> {
  const { rows } = await db.pool.query<AbsenceRow>({
    name: 'absences-of-people',
    text: `select ${whole} from absence where person_id = any($1::bigint[]) and ends_at > $2 and starts_at < $3
           order by person_id, starts_at, id`,
    values: [people, asDate(from), asDate(until)],
  })
  return rows
}

export async function readAbsence(db: Db, personId: number, id: number): Promise<AbsenceRow | null> {
  const { rows } = await db.pool.query<AbsenceRow>(
    `select ${whole} from absence where person_id = $1 and id = $2`,
    [personId, id],
  )
  return rows[0] ?? null
}

export function storeAbsence(row: AbsenceRow, by: number | null, at: number): Statement {
  return {
    text: `insert into absence (id, person_id, starts_at, ends_at, why, made_by, made_at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [row.id, row.personId, asDate(row.from), asDate(row.until), row.why, by, new Date(at)],
  }
}

export function changeAbsence({ id, from, until, why }: AbsenceRow): Statement {
  return {
    text: 'update absence set starts_at = $2, ends_at = $3, why = $4 where id = $1',
    values: [id, asDate(from), asDate(until), why],
  }
}

export function dropAbsence(id: number): Statement {
  return { text: 'delete from absence where id = $1', values: [id] }
}

/** Endless times are asked for as well. */
const asDate = (at: number): Date | string =>
  at === Infinity ? 'infinity' : at === -Infinity ? '-infinity' : new Date(at)
