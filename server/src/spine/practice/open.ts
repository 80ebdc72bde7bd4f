import { Problem } from '@throughline/contract'
import { atLeast, authorize, isStaff } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { type Entry, foldRow, type Intent, nextNumber, type Written } from '../records/index.ts'
import { checkCustomFields } from '../settings/index.ts'
import { entryOf } from './decide.ts'
import { farIntents } from './linked.ts'
import type { Opening, Practice } from './practice.ts'
import { searchText } from './search-text.ts'
import { retrying, writeFirst } from './see.ts'

/** Opens a record of a kind. */
export async function open(ctx: Ctx, practice: Practice, input: unknown): Promise<Written> {
  return retrying(async () => {
    const opening = await openingOf(ctx, practice, input)
    const own = await openingIntent(ctx, practice, opening)
    const near = { practice, id: own.id, actorId: ctx.actor.personId }
    return writeFirst(ctx, [own, ...farIntents(ctx, near, opening)])
  })
}

/** What a record begins with, as its practice decides; nothing is written. @throws not-allowed, invalid-input */
export async function openingOf(ctx: Ctx, practice: Practice, input: unknown): Promise<Opening> {
  authorizeOpening(ctx, practice)
  const opening = await practice.open(ctx, input as never)
  checkCustomFields(ctx.settings.current(), practice.facts.kind, opening.content.custom ?? {})
  return opening
}

/** The intent that opens a record as a practice decided. */
export async function openingIntent(
  ctx: Ctx,
  practice: Practice,
  opening: Opening,
  cause?: string,
): Promise<Intent> {
  const { kind, lifecycle } = practice.facts
  if (!lifecycle.initial.includes(opening.state))
    throw new Error(`${kind} does not begin as ${opening.state}`)
  const id = await nextNumber(ctx.db)
  const entry = entryOf(ctx, {
    practice,
    verb: 'open',
    actorId: ctx.actor.personId,
    now: ctx.time.now(),
    before: null,
    id,
    raises: true,
    patch: { public: true, ...opening },
    ...(cause !== undefined && { cause }),
  })
  const first = { ...entry, recordId: id, seq: 1, hash: '' } as Entry
  const put = searchText(practice, foldRow(null, first), [first])
  return { id, loaded: null, entries: [entry], search: { put } }
}

export function authorizeOpening(ctx: Ctx, practice: Practice): void {
  const { actor } = ctx
  const { kind, title } = practice.facts
  const enough = {
    requester: true,
    staff: isStaff(actor),
    manager: atLeast(actor, 'manager'),
    system: actor.role === 'system',
  }[practice.openedBy]
  if (!enough) throw new Problem('not-allowed', { action: `open a ${title.toLowerCase()}` })
  authorize(actor, 'create', { kind, restricted: false, requesterId: actor.personId, mine: [] }, title)
}
