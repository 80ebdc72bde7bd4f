import { isoOf } from '@throughline/contract'
import { isStaff, visibleIds } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import type { Entry, Json, JsonObject } from '../records/index.ts'
import { changesIn } from './changes.ts'
import { personName } from './person-name.ts'
import type { Practice } from './practice.ts'
import { refOf } from './registry.ts'

/**
 * Entries of records of one kind as the actor may see them: a requester only the public ones, with what they changed in
 * the record that the requester sees, and not the details behind them. What names a record that the actor may not see
 * does not name it, and an entry that only says that it is linked is left out. Those of another record than `home` say
 * whence they are.
 */
export async function presentEntries(
  ctx: Ctx,
  practice: Practice,
  entries: readonly Entry[],
  home = entries[0]?.recordId,
): Promise<JsonObject[]> {
  const shown = await entriesSaid(ctx, entries)
  const byRecord = Map.groupBy(
    shown.map(({ entry }) => entry),
    ({ recordId }) => recordId,
  )
  const changes = new Map(
    await Promise.all(
      [...byRecord].map(async ([id, own]) => [id, await changesIn(ctx, practice, own)] as const),
    ),
  )
  return shown.map(({ entry, said }) => ({
    ...said,
    changes: changes.get(entry.recordId)?.get(entry.seq) ?? [],
    from: entry.recordId === home ? null : refOf(practice, entry.recordId),
  }))
}

/** Entries of any records, shown as `presentEntries` does but for what they changed. */
export async function entriesSaid(
  ctx: Ctx,
  entries: readonly Entry[],
): Promise<{ entry: Entry; said: JsonObject }[]> {
  const staff = isStaff(ctx.actor)
  const open = staff ? entries : entries.filter((entry) => entry.public)
  const named = new Set(open.flatMap(recordsIn))
  const visible = await visibleIds(ctx.db, ctx.actor, [...named])
  const hides = (entry: Entry): boolean => recordsIn(entry).some((id) => !visible.has(id))
  const shown = open.filter((entry) => !(linking.has(entry.verb) && hides(entry)))
  const people = await ctx.directory.people(shown.map((entry) => entry.actorId).filter((id) => id !== null))
  return shown.map((entry) => ({
    entry,
    said: {
      seq: entry.seq,
      at: isoOf(entry.at),
      actor: personName(people, entry.actorId),
      verb: entry.verb,
      public: entry.public,
      body: entry.body,
      details: staff ? detailsOf(entry, hides(entry)) : {},
      redacted: entry.redacted,
      replayed: entry.data.replayed ?? false,
      from: null,
    },
  }))
}

const linking = new Set(['link', 'linked', 'unlink', 'unlinked'])

/** The other records that an entry names. */
function recordsIn({ data, content }: Entry): number[] {
  const refs = refsIn({ ...noteIn(content), ...data.more })
  return [...(data.links ?? []).map(({ to }) => to), ...refs.map((ref) => Number(ref.slice(4)))]
}

/** The texts that are a ref, at any depth. */
function refsIn(value: Json): string[] {
  if (typeof value === 'string') return /^[A-Z]{3}-[1-9]\d{0,14}$/.test(value) ? [value] : []
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(refsIn) : []
}

/** What an entry says beside its words and its changes, without other records where one of them is hidden. */
function detailsOf({ content, data }: Entry, hidden: boolean): JsonObject {
  const { more, deviation, redacts } = data
  return {
    ...(!hidden && { ...more, ...noteIn(content) }),
    ...(deviation !== undefined && { deviation }),
    ...(redacts && { redacts }),
  }
}

function noteIn(content: Entry['content']): JsonObject {
  return content && !('redacted' in content) ? (content.note ?? {}) : {}
}
