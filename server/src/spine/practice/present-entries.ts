import { isoOf } from '@throughline/contract'
import { isStaff, visibleIds } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import type { Entry, JsonObject } from '../records/index.ts'
import { personName } from './present.ts'

/**
 * Entries as the actor may see them: a requester only the public ones, and not the facts behind them. What names a
 * record that the actor may not see does not name it, and an entry that only says that it is linked is left out.
 */
export async function presentEntries(ctx: Ctx, entries: readonly Entry[]): Promise<JsonObject[]> {
  const staff = isStaff(ctx.actor)
  const open = staff ? entries : entries.filter((entry) => entry.public)
  const named = new Set(open.flatMap(recordsIn))
  const visible = await visibleIds(ctx.db, ctx.actor, [...named])
  const hides = (entry: Entry): boolean => recordsIn(entry).some((id) => !visible.has(id))
  const shown = open.filter((entry) => !(linking.has(entry.verb) && hides(entry)))
  const people = await ctx.directory.people(shown.map((entry) => entry.actorId).filter((id) => id !== null))
  return shown.map((entry) => ({
    seq: entry.seq,
    at: isoOf(entry.at),
    actor: personName(people, entry.actorId),
    verb: entry.verb,
    public: entry.public,
    body: entry.body,
    changes: staff ? changesOf(entry, hides(entry)) : {},
    redacted: entry.redacted,
    replayed: entry.data.replayed ?? false,
  }))
}

const linking = new Set(['link', 'linked', 'unlink', 'unlinked'])

/** The other records that an entry names. */
function recordsIn({ data }: Entry): number[] {
  const refs = Object.values(data.more ?? {}).flatMap((value) =>
    typeof value === 'string' ? (/^[A-Z]{3}-([1-9]\d{0,14})$/.exec(value)?.[1] ?? []) : [],
  )
  return [...(data.links ?? []).map(({ to }) => to), ...refs.map(Number)]
}

/** What an entry changed, without the clocks' workings, and without other records where one of them is hidden. */
function changesOf(entry: Entry, hidden: boolean): JsonObject {
  const { set, more, links, deviation } = entry.data
  const content = entry.content && !('redacted' in entry.content) ? entry.content : {}
  const others = hidden ? {} : { ...more, links }
  return JSON.parse(JSON.stringify({ ...set, ...content, ...others, deviation })) as JsonObject
}
