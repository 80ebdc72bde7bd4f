import { badField } from '@throughline/contract'
import type { FastifyReply } from 'fastify'
import type { Ctx } from '../context/index.ts'
import { type Practice, presentEntries, presentRecord } from '../practice/index.ts'
import type { Written } from '../records/index.ts'

/** A record as it was written, for whoever wrote it: of a restricted one that is a reader. */
export async function sendRecord(
  ctx: Ctx,
  practice: Practice,
  { row, clocks }: Written,
  reply: FastifyReply,
  more: object = {},
) {
  const mine = row.restricted ? ['reader'] : []
  return reply
    .header('etag', `"${row.version}"`)
    .send({ ...(await presentRecord(ctx, { row, clocks, mine, practice })), ...more })
}

/** The entry that a command wrote. */
export async function sendEntry(ctx: Ctx, practice: Practice, { entries }: Written, reply: FastifyReply) {
  const [shown] = await presentEntries(ctx, practice, entries.slice(-1))
  return reply.code(201).send(shown ?? {})
}

/** Someone named by number or e-mail. */
export async function personNamed(ctx: Ctx, name: number | string): Promise<number> {
  const person = await ctx.directory.person(
    typeof name === 'string' && /^\d+$/.test(name) ? Number(name) : name,
  )
  if (!person) throw badField('person', `there is nobody called ${name}`)
  return person.id
}
