import { isDeepStrictEqual } from 'node:util'
import { Problem } from '@throughline/contract'
import { atLeast } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import {
  type Content,
  type Entry,
  foldRow,
  type Intent,
  type JsonObject,
  merge,
  type RecordRow,
  type Written,
} from '../records/index.ts'
import { checkCustomFields } from '../settings/index.ts'
import { entryOf } from './decide.ts'
import { checkCircles, farIntents } from './linked.ts'
import type { Patch, Practice, Seen } from './practice.ts'
import { commentText, newSearchText } from './search-text.ts'
import { checkVersion, retrying, see, writeFirst } from './see.ts'

export type Amendment = { id: number; input: JsonObject; version?: number | undefined }

/** Amends a record's fields; an amendment that changes nothing writes nothing. */
export function amend(ctx: Ctx, practice: Practice, { id, input, version }: Amendment): Promise<Written> {
  return retrying(async () => {
    const seen = await see(ctx, practice, id, 'amend')
    checkAmender(ctx, practice)
    checkVersion(seen, version)
    const appending = await amending(ctx, seen, input)
    return appending ? append(ctx, seen, appending) : { row: seen.row, clocks: [...seen.clocks], entries: [] }
  })
}

function checkAmender({ actor }: Ctx, { amendedBy, facts }: Practice): void {
  if (amendedBy === 'manager' && !atLeast(actor, 'manager')) {
    throw new Problem('not-allowed', { action: `amend a ${facts.title.toLowerCase()}` })
  }
}

/** What an amendment makes of a record, null where it changes nothing; nothing is written. @throws invalid-input */
export async function amending(ctx: Ctx, seen: Seen, input: JsonObject): Promise<Appending | null> {
  const patch = await (seen.practice.amend ?? commonAmendment)(ctx, seen.row, input as never)
  if (patch.content?.custom) checkCustom(ctx, seen, patch.content.custom)
  return changes(seen.row, patch) ? { verb: 'amend', patch, raises: true } : null
}

function checkCustom(ctx: Ctx, { row, practice }: Seen, custom: JsonObject): void {
  checkCustomFields(ctx.settings.current(), practice.facts.kind, merge(row.custom, custom))
}

/** Whether a patch leaves anything of a row other than it is. */
function changes(row: RecordRow, { set, content }: Patch): boolean {
  const { data = {}, ...columns } = set ?? {}
  const { fields = {}, custom = {}, note: _, ...words } = content ?? {}
  const same = (own: object, patch: object): boolean =>
    Object.entries(patch).every(
      ([name, value]) => value === undefined || isDeepStrictEqual((own as JsonObject)[name] ?? null, value),
    )
  return !(
    same(row, { ...columns, ...words }) &&
    same(row.data, { ...data, ...fields }) &&
    same(row.custom, custom)
  )
}

/** The fields that all kinds share, as sent. */
export function commonAmendment(_ctx: Ctx, _row: unknown, input: JsonObject): Patch {
  const { title, description, tags, custom } = input as Content
  return { content: withoutUndefined({ title, description, tags, custom }) }
}

export function withoutUndefined<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never
}

export type Appending = {
  verb: string
  patch: Patch
  raises: boolean
  cause?: string
}

/** Appends one decided entry to a record, tells those it is linked to, and keeps its search row in step. */
export async function append(ctx: Ctx, seen: Seen, appending: Appending): Promise<Written> {
  const near = { practice: seen.practice, id: seen.row.id, actorId: ctx.actor.personId }
  await checkCircles(ctx, near.id, appending.patch.links)
  const own = await appendingIntent(ctx, seen, appending)
  return writeFirst(ctx, [own, ...farIntents(ctx, near, appending.patch)])
}

export async function appendingIntent(
  ctx: Ctx,
  seen: Seen,
  { verb, patch, raises, cause }: Appending,
): Promise<Intent> {
  const { row, clocks, stint, practice } = seen
  const entry = entryOf(ctx, {
    practice,
    verb,
    actorId: ctx.actor.personId,
    now: ctx.time.now(),
    before: { row, clocks },
    id: row.id,
    patch,
    raises,
    ...(cause !== undefined && { cause }),
  })
  const search = await searchFor(
    ctx,
    seen,
    entry.content as Content | null,
    {
      ...entry,
      recordId: row.id,
      seq: row.seq + 1,
      hash: '',
    } as Entry,
  )
  return { id: row.id, loaded: { row, clocks, stint }, entries: [entry], ...(search && { search }) }
}

async function searchFor(ctx: Ctx, seen: Seen, content: Content | null, entry: Entry) {
  const { practice, row } = seen
  if (rewords(practice, content, entry)) {
    const put = await newSearchText(ctx, practice, foldRow(row, entry), entry)
    return { put }
  }
  return entry.body === null ? undefined : { append: commentText(row, entry.body, entry.public) }
}

const worded = ['title', 'description', 'fields', 'custom', 'tags'] as const satisfies (keyof Content)[]

/** Whether an entry changes words that stand already: by new ones, or (a reopening) by taking some away. */
function rewords({ facts }: Practice, content: Content | null, { data }: Entry): boolean {
  const cleared = facts.prose.some((name) => Object.hasOwn(data.set?.data ?? {}, name))
  return cleared || worded.some((name) => content?.[name] !== undefined)
}
