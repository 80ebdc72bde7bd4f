import type { Db } from '../db/index.ts'

/**
 * Another record whose entries are read in a record's timeline.
 * - merged into it now: all of its entries;
 * - merged into it once: what was said there in public between `since` and `until` (epoch ms), for it concerned both;
 * - split from it: the entries (`seqs`) that the new record took with it.
 */
export type Voice = { id: number } & (
  | { how: 'merged' }
  | { how: 'was-merged'; since: number; until: number }
  | { how: 'split'; seqs: number[] }
)

/**
 * The records whose entries belong in a record's timeline, through others too. At any instant what is merged is a
 * forest; along chains the spans are cut, so a chain that never stood as a whole is none.
 */
export async function voicesOf(db: Db, recordId: number): Promise<Voice[]> {
  const { rows } = await db.pool.query<VoiceRow>({
    name: 'voices of a record',
    text: voices,
    values: [recordId],
  })
  const found = rows.map(voiceIn)
  // What came back belongs here as a whole.
  const merged = new Set(found.flatMap(({ id, how }) => (how === 'merged' ? [id] : [])))
  return found.filter(({ id, how }) => how !== 'was-merged' || !merged.has(id))
}

function voiceIn({ id, since, until, seqs }: VoiceRow): Voice {
  if (seqs !== null) return { id, how: 'split', seqs }
  return Number.isFinite(until) ? { id, how: 'was-merged', since, until } : { id, how: 'merged' }
}

type VoiceRow = { id: number; since: number; until: number; seqs: number[] | null }

const voices = `
  with recursive under (id, since, until) as (
    select from_id, at, coalesce(ended_at, 'infinity') from link
      where to_id = $1 and type = 'merged-into' and at < coalesce(ended_at, 'infinity')
    union
    select l.from_id, greatest(u.since, l.at), least(u.until, coalesce(l.ended_at, 'infinity'))
      from under u cross join lateral (
        -- By index for each: all links of the type would be read instead.
        select * from link l where l.to_id = u.id and l.type = 'merged-into' offset 0) l
      where greatest(u.since, l.at) < least(u.until, coalesce(l.ended_at, 'infinity')))
  select id, since, until, null::json as seqs from (select * from under limit 1000) under
  union all
  select l.to_id, l.at, 'infinity', e.data -> 'more' -> 'entries' from link l
    join entry e on e.record_id = l.from_id and e.seq = l.seq
    where l.from_id = $1 and l.type = 'split-from' and l.ended_at is null`

/** Voices as `timelineOfSeveral` takes them. */
export function voicesAsJson(voices: readonly Voice[]): string {
  return JSON.stringify(
    voices.map((voice) => ({
      id: voice.id,
      since: voice.how === 'was-merged' ? new Date(voice.since).toISOString() : null,
      until: voice.how === 'was-merged' ? new Date(voice.until).toISOString() : null,
      seqs: voice.how === 'split' ? voice.seqs : null,
    })),
  )
}
