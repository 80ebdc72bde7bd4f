import { incidentCreate } from '@throughline/contract'
import { incident } from '../../../server/src/practices/incident/index.ts'
import type { Ctx } from '../../../server/src/spine/context/index.ts'
import { team } from '../../../server/src/spine/context/testing.ts'
import type { Db } from '../../../server/src/spine/db/index.ts'
import {
  open,
  participate,
  refOf,
  registryOf,
  restrict,
  unrestrict,
} from '../../../server/src/spine/practice/index.ts'
import { type TestSpine, testSpine } from '../../../server/src/spine/practice/testing.ts'
import { indexLexemes } from '../../../server/src/spine/search/index.ts'

const registry = registryOf([incident])

/** Everybody who might look, by first name: what they are, and what the story has them do. */
const people = {
  rita: { id: 1, role: 'requester', teamIds: [] },
  otto: { id: 2, role: 'requester', teamIds: [] },
  rex: { id: 3, role: 'requester', teamIds: [] },
  ana: { id: 4, role: 'agent', teamIds: [10] },
  max: { id: 5, role: 'manager', teamIds: [10] },
  ada: { id: 6, role: 'administrator', teamIds: [] },
  sam: { id: 7, role: 'agent', teamIds: [11] },
  uma: { id: 8, role: 'agent', teamIds: [11] },
} as const
export type Name = keyof typeof people
export const names = Object.keys(people) as Name[]
const staff: Name[] = ['ana', 'max', 'ada', 'sam', 'uma']

/** A record with a word that is in no other, and who may know of it. */
export type Secret = { what: string; id: number; ref: string; word: string; seenBy: readonly Name[] }
export type World = { spine: TestSpine; as: Record<Name, Ctx>; secrets: Secret[] }

/** Records of every sort that access tells apart: own, others', watched, restricted, restricted after the fact. */
export async function buildWorld(db: Db): Promise<World> {
  const facts = names.map((name) => ({
    ...people[name],
    name,
    email: `${name}@example.org`,
    active: true,
    zone: 'UTC',
    language: 'en',
  }))
  const spine = await testSpine(db, { people: facts, teams: [team(10, 'desk'), team(11, 'security')] })
  const as = Object.fromEntries(names.map((name) => [name, spine.as({ id: people[name].id })])) as Record<
    Name,
    Ctx
  >
  const secrets: Secret[] = []
  const report = async (what: string, by: Name, seenBy: readonly Name[]): Promise<number> => {
    const word = `secret${String.fromCharCode(97 + secrets.length).repeat(6)}`
    const input = incidentCreate.parse({
      title: `About ${word}`,
      description: `All of ${word}`,
      tags: [word],
    })
    const { row } = await open(as[by], incident, input)
    secrets.push({ what, id: row.id, ref: refOf(incident, row.id), word, seenBy })
    return row.id
  }
  const watch = (who: Name, id: number) =>
    participate(as.ana, incident, id, { op: 'add', role: 'watcher', subject: 'person', id: people[who].id })
  const limit = (by: Name, id: number, to: { people?: number[]; teams?: number[] }) =>
    restrict(as[by], registry, incident, { id, people: [], teams: [], reason: 'personnel', ...to })

  await report("rita's own", 'rita', ['rita', ...staff])
  await report("otto's own", 'otto', ['otto', ...staff])
  await watch('rita', await report("otto's, which rita watches", 'otto', ['rita', 'otto', ...staff]))
  await limit(
    'sam',
    await report("otto's, restricted to the team security", 'otto', ['otto', 'sam', 'uma']),
    { teams: [11] },
  )
  await limit('ana', await report('one by ana, restricted to rex', 'ana', ['ana', 'rex']), {
    people: [people.rex.id],
  })
  const watched = await report("otto's, which rita watched before it was restricted", 'otto', ['otto', 'max'])
  await watch('rita', watched)
  await limit('max', watched, {})
  const freed = await report('one by ana, restricted to rex and then freed', 'ana', ['rex', ...staff])
  await limit('ana', freed, { people: [people.rex.id] })
  await unrestrict(as.ana, registry, incident, freed, 'not needed')
  await indexLexemes(
    db,
    secrets.map(({ id }) => id),
  )
  return { spine, as, secrets }
}
