import { pino } from 'pino'
import type { Actor } from '../access/index.ts'
import type { Ctx, Directory, PersonFacts, ServiceFacts, Spine, TeamFacts } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import { openCalendars, openSettings } from '../settings/index.ts'
import { type TestTime, testTime } from '../time/index.ts'

/** A spine for tests on a real database, with people, teams and services given as plain facts and time in the test's hand. */
export type TestSpine = Spine & { time: TestTime; as(person: Partial<PersonFacts> & { id: number }): Ctx }

export type TestPeople = { people?: PersonFacts[]; teams?: TeamFacts[]; services?: ServiceFacts[] }

export async function testSpine(
  db: Db,
  { people = [], teams = [], services = [] }: TestPeople = {},
): Promise<TestSpine> {
  const time = testTime(Date.parse('2026-03-02T09:00:00Z'))
  const spine: Spine & { time: TestTime } = {
    db,
    time,
    log: pino({ level: 'silent' }),
    calendars: await openCalendars(db),
    settings: await openSettings(db),
    directory: plainDirectory(people, teams, services),
    files: { put: unused, open: unused, remove: unused },
    poke: () => {},
  }
  return Object.assign(spine, {
    as: (person: Partial<PersonFacts> & { id: number }): Ctx => {
      const facts = people.find(({ id }) => id === person.id)
      return { ...spine, actor: actorOf({ ...facts, ...person }) }
    },
  })
}

function actorOf(person: Partial<PersonFacts> & { id: number }): Actor {
  const { id, name = `Person ${id}`, role = 'agent', teamIds = [] } = person
  return { personId: id, name, role, teamIds, via: 'session', caller: `person:${id}` }
}

function plainDirectory(people: PersonFacts[], teams: TeamFacts[], services: ServiceFacts[]): Directory {
  return {
    team: (name) => teams.find(({ id, key }) => id === name || key === name) ?? null,
    teams: () => teams,
    service: (name) =>
      services.find(({ id, key, ref }) => id === name || key === name || ref === name) ?? null,
    services: () => services,
    person: async (name) => people.find(({ id, email }) => id === name || email === name) ?? null,
    people: async (ids) => {
      const wanted = new Set(ids)
      return new Map(people.filter(({ id }) => wanted.has(id)).map((person) => [person.id, person]))
    },
    reload: async () => {},
  }
}

/**
 * The same context, overtaken: something else happens at the last moment, after all was decided and before it is
 * written. `skip`: how many writes go by before that.
 */
export function overtaken<S extends Spine>(spine: S, by: () => Promise<unknown>, skip = 0): S {
  let left = skip
  const beforeWriting = async (text: unknown): Promise<void> => {
    const name = typeof text === 'string' ? text : ((text as { name?: string }).name ?? '')
    if ((name === 'begin' || name.startsWith('commit ')) && left-- === 0) await by()
  }
  const watched = <T extends object>(target: T, own: Partial<T>): T =>
    new Proxy(target, {
      get: (_, name) => {
        const value = Reflect.get(name in own ? own : target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  const { pool } = spine.db
  const query = async (...args: never[]) => {
    await beforeWriting(args[0])
    return pool.query(...(args as [never]))
  }
  const connect = async () => {
    const client = await pool.connect()
    const asked = (...args: never[]) => {
      const query = () => client.query(...(args as [never]))
      return args[0] === 'begin' ? beforeWriting(args[0]).then(query) : query()
    }
    return watched(client, { query: asked as never })
  }
  const db = { ...spine.db, pool: watched(pool, { query: query as never, connect: connect as never }) }
  return { ...spine, db }
}

function unused(): never {
  throw new Error('this test has no files')
}
