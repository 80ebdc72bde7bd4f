import { z } from 'zod'

/** `begun`: a load was cut off or failed, or another process is at it. */
export const demoStates = ['none', 'loading', 'begun', 'loaded'] as const

export const demoOut = z
  .object({
    state: z.enum(demoStates),
    /** Of the incidents that are being loaded, how many are done; both 0 before they are counted. */
    done: z.int(),
    total: z.int(),
    /** Why the last load of this process stopped; null where none did. */
    failed: z.enum(['not-empty', 'failed']).nullable(),
    /** Who can sign in, with the password that was chosen when it was loaded. */
    signIns: z.array(z.object({ name: z.string(), email: z.string(), shows: z.string() })),
  })
  .meta({ id: 'Demo' })

export const demoIn = z
  .strictObject({
    /** Of all its sign-ins. */
    password: z.string().max(1000),
  })
  .meta({ id: 'DemoIn' })
