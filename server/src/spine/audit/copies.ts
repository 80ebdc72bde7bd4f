import { may } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { familyOf } from '../links/index.ts'
import { type Practice, refOf } from '../practice/index.ts'
import { type Entry, loadEntries, loadFor } from '../records/index.ts'

/** Entries of a record that say what is to go as well: for a person to look at, and to redact there. */
export type Copy = { ref: string; seqs: number[] }

/** A shorter text stands in others by chance. */
const fewest = 6

/**
 * Where else the words of some entries stand: in the other entries of their record, and in those of its family
 * (children, duplicates, recurrences and what they are of), into which they are copied when one is resolved with
 * another or reported again. Only records that the actor may read are named.
 */
export async function copiesOf(
  ctx: Ctx,
  practice: Practice,
  id: number,
  targets: readonly Entry[],
): Promise<Copy[]> {
  const texts = targets.flatMap(textsIn).filter((text) => text.length >= fewest)
  if (texts.length === 0) return []
  const family = await loadFor(ctx.db, ctx.actor, [id, ...(await familyOf(ctx.db, id))])
  const seen = [...family.values()]
    .filter(({ row, mine }) => row.kind === practice.facts.kind && may(ctx.actor, 'read', { ...row, mine }))
    .map(({ row }) => row.id)
  const going = new Set(targets.map(({ seq }) => seq))
  const found = (await loadEntries(ctx.db, seen)).filter(
    (entry) => !(entry.recordId === id && going.has(entry.seq)) && textsIn(entry).some(saysAnyOf(texts)),
  )
  return [...Map.groupBy(found, ({ recordId }) => recordId)].map(([recordId, entries]) => ({
    ref: refOf(practice, recordId),
    seqs: entries.map(({ seq }) => seq),
  }))
}

/** A copy may have something before or behind it, or be a part. */
function saysAnyOf(texts: readonly string[]): (said: string) => boolean {
  return (said) => texts.some((text) => said.includes(text) || (said.length >= fewest && text.includes(said)))
}

/** All that people wrote in an entry, each text on its own. */
function textsIn({ body, content }: Entry): string[] {
  const { title, description, fields, custom, tags, note } =
    content && !('redacted' in content) ? content : {}
  const values = [body, title, description, ...(tags ?? [])]
  for (const words of [fields, custom, note]) values.push(...Object.values(words ?? {}).filter(isText))
  return values.filter(isText).map((text) => text.trim())
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
