import { z } from 'zod'
import { language } from './people.ts'
import { ref } from './record.ts'
import { instantOut } from './text.ts'

/** What users were told of a major incident. */
const post = z.object({
  at: instantOut,
  /** Null where it was said that service is restored, in words of its own. */
  affected: z.string().nullable(),
  known: z.string(),
  meanwhile: z.string().nullable(),
})

const item = z.object({
  ref,
  /** Null where it is about no one service. */
  service: z.object({ key: z.string(), name: z.string() }).nullable(),
  state: z.enum(['open', 'restored', 'over']),
  since: instantOut,
  restoredAt: instantOut.nullable(),
  /** By when there is more to read. */
  nextPostAt: instantOut.nullable(),
  /** The newest first. */
  posts: z.array(post),
  /** Whether who asks reported it, by a report of their own or by *me too*. */
  mine: z.boolean(),
})

/** What everybody may know of major incidents: no subject, no name, no word that was not written to users. */
export const statusOut = z
  .object({
    open: z.array(item),
    /** Over, of the last 14 days, the newest first. */
    history: z.array(item),
    /** Whether mails can be had. */
    mail: z.boolean(),
  })
  .meta({ id: 'Status' })

export const subscribeIn = z
  .strictObject({ email: z.email('must be an e-mail address').max(254), language: language.optional() })
  .meta({ id: 'SubscribeIn' })
export const tokenIn = z.strictObject({ token: z.string().max(2000) }).meta({ id: 'StatusToken' })
/** The same whatever happened: who asks does not learn who subscribed. */
export const doneOut = z.object({ done: z.literal(true) }).meta({ id: 'StatusDone' })
