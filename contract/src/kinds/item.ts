import { z } from 'zod'
import type { KindFacts } from '../kind.ts'
import { custom, personIn, personOut, tags, teamIn } from '../record.ts'
import { line, prose } from '../text.ts'
import { serviceKey, serviceLifecycle } from './service.ts'

/** An item's key: lower case, stable; what other tools name it by. Dots and slashes, because hosts and addresses have them. */
export const itemKey = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._/:-]{0,119}$/,
    'must be lower-case letters, digits and . - _ / :, such as db-01.example.com',
  )

/** By the names that the class gives them. Null takes one away. */
const attributes = z.record(line(60), z.unknown())

const fields = {
  name: line(200),
  description: prose(20_000),
  class: serviceKey,
  attributes,
  owner: personIn.nullable(),
  team: teamIn.nullable(),
  tags,
  custom,
}

/** What services are made of: an application, a database, a host, a vendor's contract. */
export const item = {
  kind: 'item',
  prefix: 'ITM',
  collection: 'items',
  title: 'Item',
  create: z
    .strictObject({
      ...z.object(fields).partial().shape,
      key: itemKey,
      name: line(200),
      class: serviceKey,
      state: z.enum(serviceLifecycle.initial).default('live'),
    })
    .meta({ id: 'ItemIn' }),
  amend: z.strictObject(z.object(fields).partial().shape).meta({ id: 'ItemAmend' }),
  out: z.object({
    key: z.string(),
    name: z.string(),
    class: z.string(),
    attributes: z.record(z.string(), z.unknown()),
    owner: personOut.nullable(),
  }),
  prose: [],
  lifecycle: serviceLifecycle,
} as const satisfies KindFacts
