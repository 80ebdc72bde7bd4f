import { z } from 'zod'
import { personOut } from './record.ts'
import { instantOut } from './text.ts'

const doing = z.enum(['reading', 'writing'])
export type Doing = z.output<typeof doing>

/** That one has a record before one's eyes; said again every half minute while that is so. */
export const presenceIn = z.strictObject({ doing }).meta({ id: 'PresenceIn' })
export const presenceOut = z
  .object({ others: z.array(z.object({ person: personOut, doing, since: instantOut })) })
  .meta({ id: 'Presence' })
