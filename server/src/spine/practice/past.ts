import type { Clock } from '../clocks/index.ts'
import type { Ctx, Spine } from '../context/index.ts'
import {
  beginFold,
  type Entry,
  type Fold,
  foldEntries,
  foldRow,
  type Intent,
  type JsonObject,
  lastOfEach,
  type NewEntry,
  type RecordRow,
} from '../records/index.ts'
import { acting } from './act.ts'
import { type Appending, amending } from './amend.ts'
import { clockOps } from './clock-ops.ts'
import { commenting, type Said } from './comment.ts'
import { entryOf } from './decide.ts'
import { openingOf } from './open.ts'
import type { Opening, Practice, Seen } from './practice.ts'
import { searchText } from './search-text.ts'

/**
 * A record's past while it is told: each entry is decided on the fold of those before it, and nothing is written
 * until all of it goes through the door's replay mode as one intent. Whoever tells gives each moment as the time of
 * the context (`ctx.time`); moments must not go back.
 */
export type Past = {
  readonly practice: Practice
  readonly id: number
  readonly told: readonly NewEntry[]
  row(): RecordRow | null
  clocks(): Clock[]
  /** Tells an entry as it stands, with what it makes its clocks do. */
  tell(entry: NewEntry): void
  /** Folds an entry that is here already. */
  repeat(entry: Entry): void
  /** The record as an actor meets it at this point of its past. */
  seenBy(actor: Ctx['actor']): Seen
}

export function beginPast(spine: Spine, practice: Practice, id: number): Past {
  const fold: Fold = beginFold(null)
  const told: NewEntry[] = []
  const clocks = (): Clock[] => [...fold.clocks.values()]
  return {
    practice,
    id,
    told,
    row: () => fold.row,
    clocks,
    tell: (entry) => {
      const after = foldRow(fold.row, asEntry(entry, id))
      const ops = entry.data.clocks ?? clockOps(spine, practice, after, clocks())
      if (ops.length > 0) entry.data.clocks = ops
      told.push(entry)
      foldEntries(fold, [asEntry(entry, id, (fold.row?.seq ?? 0) + 1)], spine.calendars)
    },
    repeat: (entry) => {
      foldEntries(fold, [entry], spine.calendars)
    },
    seenBy: ({ personId, teamIds }) => {
      if (!fold.row) throw new Error('a past begins with its opening')
      const mine = lastOfEach(fold.participants).filter(({ op, subject, id: who }) => {
        return op === 'add' && (subject === 'person' ? who === personId : teamIds.includes(who))
      })
      return {
        row: fold.row,
        stint: fold.stint,
        clocks: clocks(),
        practice,
        mine: mine.map(({ role }) => role),
      }
    },
  }
}

/** Tells that a record was opened, as its practice opens one from this input. */
export async function tellOpening(ctx: Ctx, past: Past, input: unknown): Promise<void> {
  tellOpened(ctx, past, await openingOf(ctx, past.practice, input))
}

/** Tells that a record was opened as was decided elsewhere: as a task of another whose past is being told, too. */
export function tellOpened(ctx: Ctx, past: Past, opening: Opening): void {
  const { practice, id } = past
  past.tell(
    entryOf(ctx, {
      practice,
      verb: 'open',
      actorId: ctx.actor.personId,
      now: ctx.time.now(),
      before: null,
      id,
      raises: true,
      patch: { public: true, ...opening },
    }),
  )
}

/** Tells that somebody moved it by a verb: refused where the verb would have been. */
export async function tellAct(ctx: Ctx, past: Past, verb: string, input: unknown): Promise<void> {
  tellDecided(ctx, past, await acting(ctx, past.seenBy(ctx.actor), { verb, input }))
}

/** Tells that somebody said something in it. */
export async function tellComment(ctx: Ctx, past: Past, said: Said): Promise<void> {
  tellDecided(ctx, past, await commenting(ctx, past.seenBy(ctx.actor), said))
}

/** Tells that somebody amended its fields; what changes nothing is not told. */
export async function tellAmendment(ctx: Ctx, past: Past, input: JsonObject): Promise<void> {
  const appending = await amending(ctx, past.seenBy(ctx.actor), input)
  if (appending) tellDecided(ctx, past, appending)
}

/** Tells what was decided elsewhere, such as by a timer. */
export function tellDecided(ctx: Ctx, past: Past, { verb, patch, raises, cause }: Appending): void {
  const { practice, id } = past
  const { row, clocks } = past.seenBy(ctx.actor)
  past.tell(
    entryOf(ctx, {
      practice,
      verb,
      patch,
      raises,
      id,
      actorId: ctx.actor.personId,
      now: ctx.time.now(),
      before: { row, clocks },
      ...(cause !== undefined && { cause }),
    }),
  )
}

/** A told past, to be written through the door in replay mode; `source` is what it is known by where it came from. */
export function pastIntent(past: Past, source: Intent['source']): Intent {
  const row = past.row()
  if (!row) throw new Error('a past begins with its opening')
  const put = searchText(past.practice, row, past.told as readonly Entry[])
  return {
    id: past.id,
    loaded: null,
    entries: past.told,
    search: { put },
    ...(source && { source }),
  }
}

function asEntry(entry: NewEntry, recordId: number, seq = 0): Entry {
  return {
    ...entry,
    recordId,
    seq,
    recordedAt: 0,
    salt: null,
    digest: '',
    hash: '',
    cause: entry.cause ?? null,
    redacted: false,
  }
}
