import { z } from 'zod'
import { instantOut, line } from './text.ts'

export const contactKinds = ['mail', 'phone'] as const

export const contactIn = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('mail'),
      address: z.email('must be an e-mail address').max(254),
    }),
    z.strictObject({
      kind: z.literal('phone'),
      /** As it is dialled from abroad; spaces are for the eye. */
      address: line(40).regex(/^\+[1-9]( ?\d){6,14}$/, 'must be a number such as +351 912 345 678'),
    }),
  ])
  .meta({ id: 'ContactIn' })

export const contactOrder = z
  .strictObject({ ids: z.array(z.int().positive()).max(20) })
  .meta({ id: 'ContactOrder' })

export const contactVerify = z
  .strictObject({
    /** Of a mail address: the six digits that came. */
    code: z
      .string()
      .regex(/^\d{6}$/, 'must be six digits')
      .optional(),
    /** Of a phone: the test call came. Nothing here places calls: somebody else has to. */
    rang: z.literal(true).optional(),
  })
  .meta({ id: 'ContactVerify' })

export const contactsOut = z
  .object({
    /** In the order in which they are used. */
    items: z.array(
      z.object({
        id: z.int(),
        kind: z.enum(contactKinds),
        address: z.string(),
        verifiedAt: instantOut.nullable(),
        /** Until when the code holds that was sent last. */
        codeUntil: instantOut.nullable(),
      }),
    ),
    /** Whether a mail server is there to send codes. */
    mail: z.boolean(),
    can: z.array(z.enum(['amend', 'verify'])),
  })
  .meta({ id: 'Contacts' })
