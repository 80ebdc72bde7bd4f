import { z } from 'zod'
import { personOut, teamOut } from './record.ts'
import { instantOut } from './text.ts'

/** Who of an incident's team could take it, by name; nobody is ranked. */
export const candidatesOut = z
  .object({
    team: teamOut.nullable(),
    /** What its service needs somebody to know. */
    needs: z.array(z.string()),
    items: z.array(
      z.object({
        person: personOut,
        /** Open records in their hands, but for restricted ones. */
        open: z.int(),
        /** Whether it is in their working hours now; null where these are not known. */
        working: z.boolean().nullable(),
        /** Until when they are away, where they are. */
        awayUntil: instantOut.nullable(),
        /** Of what the service needs: what they know, with their level, what has expired, and what they do not know. */
        knows: z.array(z.object({ skill: z.string(), level: z.int() })),
        expired: z.array(z.string()),
        lacks: z.array(z.string()),
        /** Nothing speaks against them: not away, not out of their hours, and they know all that it needs. */
        fits: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Candidates' })
