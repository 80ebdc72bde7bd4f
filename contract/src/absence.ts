import { z } from 'zod'
import { personOut } from './record.ts'
import { instantOut, line } from './text.ts'

/**
 * When an absence begins or ends: a day of the person's zone (`2026-12-24`; the last day is away as well), a time of its
 * clock (`2026-12-24T12:00`), or an instant with an offset.
 */
const moment = line(40).regex(
  /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/,
  'must be a day such as 2026-12-24, or a time such as 2026-12-24T12:00',
)
const why = line(60)

export const absenceCreate = z
  .strictObject({
    from: moment,
    until: moment,
    /** In a word: seen by the person, who leads or manages their teams, and administrators. */
    why: why.nullable().default(null),
  })
  .meta({ id: 'AbsenceCreate' })

export const absenceAmend = z
  .strictObject({ from: moment, until: moment, why: why.nullable() })
  .partial()
  .meta({ id: 'AbsenceAmend' })

export const absenceOut = z
  .object({
    id: z.int(),
    person: personOut,
    from: instantOut,
    until: instantOut,
    /** The first and the last day, where it is whole days in the person's zone. */
    days: z.object({ first: z.iso.date(), last: z.iso.date() }).nullable(),
    /** Null where nothing was said, and for whom it does not concern. */
    why: z.string().nullable(),
    can: z.array(z.enum(['amend'])),
  })
  .meta({ id: 'Absence' })

export const absencesOut = z
  .object({
    items: z.array(absenceOut),
    /** Whether the caller may say when this person is away. */
    can: z.array(z.enum(['create'])),
  })
  .meta({ id: 'Absences' })

export const absencesQuery = z.strictObject({
  /** Also those that are over. */
  past: z.stringbool().default(false),
})
