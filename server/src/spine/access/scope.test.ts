import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../db/testing.ts'
import type { ParticipantRow } from '../records/index.ts'
import { may } from './abilities.ts'
import { type Actor, systemActor } from './actor.ts'
import { scopeOf, visibleIds } from './scope.ts'

const { db } = await testDatabase()

const few = fc.integer({ min: 1, max: 3 })
const recordFacts = fc.record({
  kind: fc.constantFrom('incident', 'request', 'system', 'task', 'review'),
  restricted: fc.boolean(),
  requesterId: fc.option(few),
})
const part = fc.record({
  role: fc.constantFrom('reader', 'watcher', 'helper'),
  subject: fc.constantFrom('person', 'team'),
  subjectId: few,
})
const world = fc.array(fc.tuple(recordFacts, fc.array(part, { maxLength: 4 })), {
  minLength: 1,
  maxLength: 40,
})
const actors = fc.oneof(
  fc.constant(systemActor),
  fc.record({
    personId: few,
    name: fc.constant('Somebody'),
    role: fc.constantFrom('requester', 'agent', 'manager', 'administrator'),
    teamIds: fc.uniqueArray(few),
    via: fc.constant('session'),
    caller: fc.constant('person'),
  }),
) as fc.Arbitrary<Actor>

type World = { id: number; kind: string; restricted: boolean; requesterId: number | null; parts: Part[] }[]
type Part = Pick<ParticipantRow, 'role' | 'subject' | 'subjectId'>

async function build(facts: [Omit<World[number], 'id' | 'parts'>, Part[]][]): Promise<World> {
  await db.pool.query('delete from record; delete from participant')
  const made = facts.map(([record, parts], at) => ({ ...record, id: at + 1, parts }))
  for (const { id, kind, restricted, requesterId, parts } of made) {
    await sql`insert into record (id, kind, state, category, title, description, restricted, channel, opened_at,
      updated_at, requester_id, version, seq, head, data, custom, tags)
      values (${id}, ${kind}, 'new', 'queue', 't', '', ${restricted}, 'api', '2026-01-01Z', '2026-01-01Z',
        ${requesterId}, 1, 1, '', '{}', '{}', '{}')`.execute(db.kysely)
    for (const { role, subject, subjectId } of parts) {
      await sql`insert into participant values (${id}, ${role}, ${subject}, ${subjectId}) on conflict do nothing`.execute(
        db.kysely,
      )
    }
  }
  return made
}

function partsOf(actor: Actor, parts: Part[]): string[] {
  const mine = ({ subject, subjectId }: Part) =>
    subject === 'person' ? subjectId === actor.personId : actor.teamIds.includes(subjectId)
  return parts.filter(mine).map(({ role }) => role)
}

test('the scope in SQL reads exactly the records that the sentences let read, each once', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.array(actors, { minLength: 1, maxLength: 6 }), async (facts, some) => {
      const records = await build(facts as Parameters<typeof build>[0])
      for (const actor of some) {
        const allowed = records.filter((record) =>
          may(actor, 'read', { ...record, mine: partsOf(actor, record.parts) }),
        )
        const branches = scopeOf(actor).map(
          ({ where }) => sql<{ id: number }>`select r.id from record r where ${where}`,
        )
        const { rows } = await sql<{ id: number }>`${sql.join(branches, sql` union all `)}`.execute(db.kysely)
        expect(rows.map(({ id }) => id).sort((a, b) => a - b)).toEqual(allowed.map(({ id }) => id))
      }
    }),
    { numRuns: 60 },
  )
})

test('of some records, the visible ones are told apart', async () => {
  await build([
    [{ kind: 'incident', restricted: false, requesterId: 1 }, []],
    [
      { kind: 'incident', restricted: true, requesterId: 2 },
      [{ role: 'reader', subject: 'team', subjectId: 3 }],
    ],
  ])
  const agent = (teamIds: number[]): Actor => ({
    personId: 9,
    name: 'Ana',
    role: 'agent',
    teamIds,
    via: 'session',
    caller: 'person:9',
  })
  expect(await visibleIds(db, agent([3]), [1, 2, 7])).toEqual(new Set([1, 2]))
  expect(await visibleIds(db, agent([]), [1, 2])).toEqual(new Set([1]))
  expect(await visibleIds(db, agent([]), [])).toEqual(new Set())
})
