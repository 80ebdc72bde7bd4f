import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '../context/index.ts'
import {
  type Entry,
  foldRow,
  type Json,
  type JsonObject,
  type RecordRow,
  redactedText,
} from '../records/index.ts'
import { type ChangingEntry, changesUpTo } from '../timeline/index.ts'
import { personName } from './person-name.ts'
import type { People, Practice } from './practice.ts'
import { fieldsOf, peopleIn } from './present.ts'

/** A field of a record as it stands in an answer, before an entry and after it; null where there was none. */
export type Change = { field: string; from: Json; to: Json }

type Step = { before: Known | null; after: Known }
type Known = { row: RecordRow; helpers: readonly number[] }

/** What follows from other fields, or from time: it is not said again. */
const following = new Set([
  'ref',
  'kind',
  'category',
  'mergedInto',
  'waitingOn',
  'openedAt',
  'updatedAt',
  'dueAt',
  'version',
  'custom',
])

/**
 * What some entries of one record changed in its fields, by their seq: the record is folded once up to the last of
 * them, from entries that change fields alone, and shown before and after each.
 */
export async function changesIn(
  ctx: Ctx,
  practice: Practice,
  entries: readonly Entry[],
): Promise<Map<number, Change[]>> {
  const asked = entries.filter(changesFields).toSorted(inOrder)
  const last = asked.at(-1)
  if (!last) return new Map()
  const steps = stepsThrough(await changesUpTo(ctx.db, last), new Set(asked.map(({ seq }) => seq)))
  const known = [...steps.values()].flatMap(({ before, after }) => (before ? [before, after] : [after]))
  const people = await ctx.directory.people(
    known.flatMap(({ row, helpers }) => [...peopleIn(practice, row), ...helpers]),
  )
  const shown = rememberedFor((one: Known) => shownFields(ctx, practice, one, people))
  return new Map(
    [...steps].map(([seq, { before, after }]) => [seq, differing(before ? shown(before) : {}, shown(after))]),
  )
}

function changesFields({ content, data }: Entry): boolean {
  return content !== null || data.set !== undefined || data.participants !== undefined
}

function inOrder(a: { at: number; seq: number }, b: { at: number; seq: number }): number {
  return a.at - b.at || a.seq - b.seq
}

function stepsThrough(history: readonly ChangingEntry[], asked: ReadonlySet<number>): Map<number, Step> {
  const steps = new Map<number, Step>()
  let before: Known | null = null
  for (const entry of history) {
    const after: Known = knownAfter(before, entry)
    if (asked.has(entry.seq)) steps.set(entry.seq, { before, after })
    before = after
  }
  return steps
}

function knownAfter(before: Known | null, entry: ChangingEntry): Known {
  return { row: rowAfter(before?.row ?? null, entry), helpers: helpersAfter(before?.helpers ?? [], entry) }
}

/** Redacted tags leave none on the record; here they were there, and read so. */
function rowAfter(before: RecordRow | null, entry: ChangingEntry): RecordRow {
  const row = foldRow(before, entry as Entry)
  const hidden = entry.content && 'redacted' in entry.content && entry.content.redacted.tags
  return hidden ? { ...row, tags: [redactedText] } : row
}

function helpersAfter(before: readonly number[], { data }: ChangingEntry): readonly number[] {
  const ops = (data.participants ?? []).filter(
    ({ role, subject }) => role === 'helper' && subject === 'person',
  )
  return ops.reduce((helpers, { op, id }) => {
    const others = helpers.filter((helper) => helper !== id)
    return op === 'add' ? [...others, id] : others
  }, before)
}

function shownFields(ctx: Ctx, practice: Practice, { row, helpers }: Known, people: People): JsonObject {
  const fields = Object.entries(fieldsOf(ctx, practice, row, people)).filter(([name]) => !following.has(name))
  const custom = Object.entries(row.custom).map(([name, value]) => [`custom.${name}`, value] as const)
  const names = helpers.map((id) => personName(people, id))
  return Object.fromEntries([...fields, ...custom, ['helpers', names]])
}

/** In the record's order; what was not there and is empty now has not changed. */
function differing(before: JsonObject, after: JsonObject): Change[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])]
  return names
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }))
    .filter(({ from, to }) => !(isDeepStrictEqual(from, to) || (from === null && empty(to))))
}

function empty(value: Json): boolean {
  return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)
}

function rememberedFor<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>()
  return (key) => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}
