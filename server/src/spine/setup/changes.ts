import { isoOf, Problem, type setUpChangesQuery } from '@throughline/contract'
import type { z } from 'zod'
import { atLeast } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import type { JsonObject } from '../records/index.ts'

type Change = {
  seq: number
  at: number
  actorId: number | null
  verb: string
  facts: JsonObject | null
  note: JsonObject | null
  redacted: boolean
}

/** What was changed in one part of the set-up, the newest first; `next` is where the earlier ones go on. */
export async function setUpChanges(ctx: Ctx, asked: z.output<typeof setUpChangesQuery>) {
  if (!atLeast(ctx.actor, 'administrator'))
    throw new Problem('not-allowed', { action: 'read the history of the set-up' })
  const rows = await readChanges(ctx, asked)
  const shown = rows.slice(0, asked.limit)
  const ids = shown.flatMap((row) => [row.actorId, personOf(row), ...idsIn(row.facts)])
  const people = await ctx.directory.people(ids.filter(isId))
  const named = (id: unknown) => {
    const person = isId(id) ? people.get(id) : undefined
    return person ? { id: person.id, name: person.name } : null
  }
  return {
    items: shown.map((row) => ({
      seq: row.seq,
      at: isoOf(row.at),
      actor: named(row.actorId),
      verb: row.verb,
      person: named(personOf(row)),
      facts: row.facts ?? {},
      people: idsIn(row.facts).flatMap((id) => named(id) ?? []),
      note: row.note,
      redacted: row.redacted,
    })),
    next: rows.length > asked.limit ? (shown.at(-1)?.seq ?? null) : null,
  }
}

async function readChanges(
  { db }: Ctx,
  { area, about, before, limit }: z.output<typeof setUpChangesQuery>,
): Promise<Change[]> {
  // Live entries of such a record never go back in time: by number is by time.
  const { rows } = await db.pool.query<Change>(
    `select e.seq, e.at, e.actor_id as "actorId", e.verb, e.data -> 'more' as facts, e.content -> 'note' as note, e.redacted
       from source s join entry e on e.record_id = s.record_id
       where s.system = 'throughline' and s.external_id = $1 and e.verb <> 'open'
         and ($2::text is null or e.data #>> array['more', $3] = $2) and ($4::integer is null or e.seq < $4)
       order by e.seq desc limit $5`,
    [area, about ?? null, subjects[area], before ?? null, limit + 1],
  )
  return rows
}

/** Which fact of an area's entries says what they are about. */
const subjects = {
  settings: 'key',
  calendars: 'key',
  people: 'person',
  teams: 'team',
  keys: 'person',
  webhooks: 'webhook',
} as const satisfies Record<z.output<typeof setUpChangesQuery>['area'], string>

/** A team's entries name its lead, manager and shift lead by their ids. */
function idsIn(facts: JsonObject | null): unknown[] {
  const said = { ...facts, ...(facts?.after as JsonObject | undefined) }
  return [said.leadId, said.managerId, said.shiftLeadId].filter(isId)
}

const personOf = ({ facts }: Change): unknown => facts?.person
const isId = (id: unknown): id is number => typeof id === 'number'
