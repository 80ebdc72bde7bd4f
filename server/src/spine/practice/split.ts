import { badField } from '@throughline/contract'
import type { Ctx } from '../context/index.ts'
import { loadEntriesAt, type Written } from '../records/index.ts'
import { farIntents } from './linked.ts'
import { authorizeOpening, openingIntent } from './open.ts'
import { sameReaders } from './parts.ts'
import type { Opening, Practice, Seen } from './practice.ts'
import { refOf } from './registry.ts'
import { retrying, see, writeFirst } from './see.ts'

/** What the new record is: by default for the same requester and service as the one that it is split from. */
export type Splitting = {
  id: number
  title: string
  description?: string | undefined
  /** The entries of the first record that are read in the new one too, by their numbers. */
  entries: readonly number[]
  requester?: number | null | undefined
  service?: string | null | undefined
}

/**
 * Opens another record of a part of one that holds two things. Nothing is moved: the new one names the entries that it
 * takes with it, and whoever may read the first one reads them there. It is as restricted as the first.
 * @throws not-found, not-allowed, invalid-input
 */
export function split(ctx: Ctx, practice: Practice, splitting: Splitting): Promise<Written> {
  authorizeOpening(ctx, practice)
  return retrying(async () => {
    const seen = await see(ctx, practice, splitting.id, 'act')
    await checkEntries(ctx, seen, splitting.entries)
    const opening = await partOf(ctx, seen, splitting)
    const own = await openingIntent(ctx, practice, opening)
    const near = { practice, id: own.id, actorId: ctx.actor.personId }
    return writeFirst(ctx, [own, ...farIntents(ctx, near, opening)])
  })
}

async function checkEntries(ctx: Ctx, { row, practice }: Seen, seqs: readonly number[]): Promise<void> {
  const places = seqs.map((seq) => ({ recordId: row.id, seq }))
  const found = new Set((await loadEntriesAt(ctx.db, places)).map(({ seq }) => seq))
  const missing = seqs.find((seq) => !found.has(seq))
  if (missing !== undefined) throw badField('entries', `${refOf(practice, row.id)} has no entry ${missing}`)
}

async function partOf(ctx: Ctx, seen: Seen, splitting: Splitting): Promise<Opening> {
  const { row, practice } = seen
  const service = row.serviceId === null ? null : ctx.directory.service(row.serviceId)
  const requester = splitting.requester === undefined ? row.requesterId : splitting.requester
  const named = splitting.service === undefined ? (service?.key ?? null) : splitting.service
  const input = {
    title: splitting.title,
    ...(splitting.description !== undefined && { description: splitting.description }),
    ...(requester !== null && { requester }),
    ...(named !== null && { service: named }),
    ...(row.impact !== null && { impact: row.impact }),
    ...(row.urgency !== null && { urgency: row.urgency }),
    channel: row.channel,
  }
  const opening = await practice.open(ctx, practice.facts.create.parse(input) as never)
  return {
    ...opening,
    set: { ...opening.set, ...(row.restricted && { restricted: true }) },
    ...(row.restricted && { participants: await sameReaders(ctx.db, row.id) }),
    links: [...(opening.links ?? []), { op: 'add', type: 'split-from', to: row.id }],
    linked: [...(opening.linked ?? []), seen],
    more: {
      ...opening.more,
      split: refOf(practice, row.id),
      entries: [...new Set(splitting.entries)].toSorted((a, b) => a - b),
    },
  }
}
