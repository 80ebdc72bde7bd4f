import { z } from 'zod'
import { zone } from './people.ts'

/** What somebody knows to do, or what a service needs: lower-case words joined by hyphens, such as `crane-control`. */
export const skillKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, such as crane-control')
const day = z.iso.date('must be a date such as 2026-12-24')
/** 1: with somebody beside them; 2: alone; 3: teaches it. */
const level = z.int().min(1).max(3)

export const skillIn = z
  .strictObject({
    level: level.default(2),
    /** The last day of a certificate; null: it does not end. */
    until: day.nullable().default(null),
  })
  .meta({ id: 'SkillIn' })

export const skillsOut = z
  .object({
    items: z.array(
      z.object({
        skill: z.string(),
        level: z.int(),
        until: z.string().nullable(),
        /** Where it ended it is not counted on any more; `ending` within 60 days. */
        state: z.enum(['valid', 'ending', 'expired']),
      }),
    ),
    can: z.array(z.enum(['amend'])),
  })
  .meta({ id: 'Skills' })

/** Every skill that somebody has, by its key. */
export const skillNamesOut = z.object({ items: z.array(z.string()) }).meta({ id: 'SkillNames' })

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 22:00')
const range = { days: z.array(z.int().min(1).max(7)).min(1).max(7), from: timeOfDay, to: timeOfDay }

export const workingHoursIn = z
  .strictObject({
    /** Weekdays are 1 (Monday) to 7. `to` not after `from` means on the next day. Null: nothing is known of them. */
    hours: z.array(z.strictObject(range)).min(1).max(20).nullable(),
    /** Of the person's clock; as it is where nothing is said. */
    zone: zone.optional(),
  })
  .meta({ id: 'WorkingHoursIn' })

export const workingHoursOut = z
  .object({
    zone: z.string(),
    hours: z.array(z.object({ days: z.array(z.int()), from: z.string(), to: z.string() })).nullable(),
    can: z.array(z.enum(['amend'])),
  })
  .meta({ id: 'WorkingHours' })
