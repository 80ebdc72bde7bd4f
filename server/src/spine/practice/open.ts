import { Problem } from '@throughline/contract'
import { atLeast, authorize, isStaff } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { type Entry, foldRow, type Intent, nextNumber, type Written } from '../records/index.ts'
import { checkCustomFields } from '../settings/index.ts'
import { entryOf } from './decide.ts'
import type { Opening, Practice } from './practice.ts'
import { searchText } from './search-text.ts'
import { write } from './see.ts'

/** Opens a record of a kind. `others` are records that change with it (the other end of a link). */
export async function open(
  ctx: Ctx,
  practice: Practice,
  input: unknown,
  others: readonly Intent[] = [],
): Promise<Written> {
  authorizeOpening(ctx, practice)
  const opening = await practice.open(ctx, input as never)
  checkCustomFields(ctx.settings.current(), practice.facts.kind, opening.content.custom ?? {})
  const [written] = await write(ctx, [await openingIntent(ctx, practice, opening), ...others])
  if (!written) throw new Error('the door answered nothing')
  return written
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

function authorizeOpening(ctx: Ctx, practice: Practice): void {
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
