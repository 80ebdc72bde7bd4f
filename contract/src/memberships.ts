import { z } from 'zod'
import { instantOut } from './text.ts'

const day = z.iso.date('must be a date such as 2026-12-24')

/** When somebody joins and leaves a team, by days of their own zone. */
export const membershipDates = z
  .strictObject({
    /** The first day; null: now, or they are there already. */
    from: day.nullable().default(null),
    /** The last day; null: it does not end. */
    until: day.nullable().default(null),
  })
  .meta({ id: 'MembershipDates' })

const membershipOut = z.object({
  team: z.object({ id: z.int(), key: z.string(), name: z.string() }),
  /** Whether they are in it now. */
  member: z.boolean(),
  /** When they come, where they are not in it yet, and when they leave. */
  from: instantOut.nullable(),
  until: instantOut.nullable(),
})
export const membershipsOut = z
  .object({
    items: z.array(membershipOut),
    /** Who leads or manages these teams: their managers. */
    managers: z.array(z.object({ id: z.int(), name: z.string() })),
    can: z.array(z.enum(['amend'])),
  })
  .meta({ id: 'Memberships' })
