import { z } from 'zod'
import { personOut } from './record.ts'
import { instantOut, line } from './text.ts'

const verb = z.string().regex(/^[a-z][a-z-]{0,39}$/, 'must be a verb such as resolve')
const kind = z.string().regex(/^[a-z][a-z-]{0,39}$/, 'must be a kind such as incident')
const wanted = {
  /** Kinds of records; none: all. */
  kinds: z.array(kind).max(30),
  /** Verbs of entries, such as `open`, `comment`, `resolve`; none: all. */
  verbs: z.array(verb).max(100),
  /** Keys of services; none: all, also records without one. */
  services: z.array(line(60)).max(100),
  /** Keys of teams; none: all. */
  teams: z.array(line(60)).max(100),
  /** Whether restricted records that its owner may read are delivered too. */
  restricted: z.boolean(),
}

/** A subscription of a program outside. Who saves it becomes its owner: what they may read is delivered. */
export const webhookIn = z
  .strictObject({
    name: line(80),
    url: line(2000),
    kinds: wanted.kinds.default([]),
    verbs: wanted.verbs.default([]),
    services: wanted.services.default([]),
    teams: wanted.teams.default([]),
    restricted: wanted.restricted.default(false),
  })
  .meta({ id: 'WebhookIn' })
export type WebhookIn = z.output<typeof webhookIn>

export const webhookStates = ['on', 'paused', 'failed'] as const
export type WebhookState = (typeof webhookStates)[number]

const webhookFields = {
  id: z.int(),
  version: z.int(),
  name: z.string(),
  url: z.string(),
  ...wanted,
  /** `failed`: nothing arrived for days, so nothing is sent any more until it is turned on again. */
  state: z.enum(webhookStates),
  owner: personOut,
  madeAt: instantOut,
  /** Since when nothing arrives; null while it does. */
  failingSince: instantOut.nullable(),
  /** Until when signatures of the earlier secret are sent as well. */
  earlierSecretUntil: instantOut.nullable(),
  /** How many deliveries wait to be tried. */
  waiting: z.int(),
}
export const webhookOut = z.object(webhookFields).meta({ id: 'Webhook' })
export const webhooksOut = z.object({ items: z.array(webhookOut) }).meta({ id: 'Webhooks' })
/** With its secret, this once; a repeated request gets null. */
export const webhookMadeOut = z
  .object({ ...webhookFields, secret: z.string().nullable() })
  .meta({ id: 'WebhookMade' })
export const webhookStateIn = z
  .strictObject({ state: z.enum(['on', 'paused']) })
  .meta({ id: 'WebhookStateIn' })

/** What there is to subscribe to. */
export const webhookEventsOut = z
  .object({ items: z.array(z.object({ kind: z.string(), verbs: z.array(z.string()) })) })
  .meta({ id: 'WebhookEvents' })

/** `dropped`: there was nothing (more) that its owner may read. */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'dropped'] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const deliveriesQuery = z.strictObject({
  state: z.enum(deliveryStates).optional(),
  /** A record's ref, a verb, a kind, an event's id, or a status such as 500. */
  q: line(80).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

const deliveryFields = {
  id: z.int(),
  /** What the receiver knows it by (`webhook-id`): the same for every try. */
  event: z.string(),
  type: z.string(),
  /** Null for a ping. */
  ref: z.string().nullable(),
  at: instantOut,
  state: z.enum(deliveryStates),
  nextAt: instantOut.nullable(),
  tries: z.int(),
  /** Of the last try. */
  status: z.int().nullable(),
  problem: z.string().nullable(),
  ms: z.int().nullable(),
}
export const deliveriesOut = z
  .object({ items: z.array(z.object(deliveryFields).meta({ id: 'Delivery' })), next: z.int().nullable() })
  .meta({ id: 'Deliveries' })
export const deliveryOut = z
  .object({
    ...deliveryFields,
    /** What would be sent now, where the reader may read the record; what was sent is not kept a second time. */
    body: z.string().nullable(),
    log: z.array(
      z.object({
        n: z.int(),
        at: instantOut,
        ms: z.int(),
        bytes: z.int(),
        /** SHA-256 of what was sent. */
        digest: z.string(),
        status: z.int().nullable(),
        /** The first kilobyte. */
        answer: z.string().nullable(),
        problem: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'DeliveryDetail' })
export const redeliverIn = z
  .strictObject({ since: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)) })
  .meta({ id: 'Redeliver' })
export const redeliveredOut = z.object({ count: z.int() }).meta({ id: 'Redelivered' })
