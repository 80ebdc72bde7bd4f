import { task } from '../../foundation/tasks/index.ts'
import type { Ctx, PersonFacts, ServiceFacts, TeamFacts } from '../../spine/context/index.ts'
import { person, team } from '../../spine/context/testing.ts'
import type { Db } from '../../spine/db/index.ts'
import {
  clockLoop,
  followAll,
  type Handler,
  type Order,
  runUntil,
  timerLoop,
} from '../../spine/jobs/index.ts'
import { tellMerged, tellSurvivor } from '../../spine/merging/index.ts'
import { everydayNotices } from '../../spine/notices/index.ts'
import { act, comment, open, registryOf } from '../../spine/practice/index.ts'
import { testSpine } from '../../spine/practice/testing.ts'
import type { Written } from '../../spine/records/index.ts'
import {
  incident,
  incidentFollowers,
  incidentTimers,
  review,
  reviewFollowers,
  reviewTimers,
  takenAlready,
} from './index.ts'
import { reporting } from './reporting.testing.ts'

/** A small company: two requesters, a desk, a network team with its ladder, a mail service with holidays. */
const people: PersonFacts[] = [
  person(1, 'Rita', 'requester'),
  person(2, 'Ana', 'agent', [10]),
  person(3, 'Ben', 'agent', [11]),
  person(4, 'Sol', 'agent', [11]),
  person(5, 'Lea', 'agent', [11]),
  person(6, 'Max', 'manager'),
  person(7, 'Olga', 'manager'),
  person(8, 'Rob', 'requester'),
]
const teams: TeamFacts[] = [
  { ...team(10, 'desk', 1, [2]), leadId: 2 },
  { ...team(11, 'network', 2, [3, 4, 5]), shiftLeadId: 4, leadId: 5, managerId: 6 },
]
const mail: ServiceFacts = {
  id: 100,
  ref: 'SVC-100',
  key: 'mail',
  name: 'Mail',
  tier: 1,
  ownerId: 7,
  teamId: 11,
  calendarKey: 'shop',
  state: 'live',
}
const shop = {
  zone: 'Europe/Berlin',
  hours: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ from: '09:00', to: '17:00' }]])),
  holidays: [{ date: '2026-05-01', name: 'Labour Day' }],
}

const registry = registryOf([incident, review, task])

/** Who is at work in a story. */
export type Cast = { people: PersonFacts[]; teams: TeamFacts[]; services: ServiceFacts[] }
const small: Cast = { people, teams, services: [mail] }

/** The company at work on a database: people as contexts, time to move, and what came of it to read. */
export async function openCompany(db: Db, handoffs: readonly Handler[] = [], cast: Cast = small) {
  await db.pool.query(
    `insert into calendar_version (key, version, definition, made_at) values ('shop', 1, $1, '2026-01-01Z') on conflict do nothing`,
    [JSON.stringify(shop)],
  )
  const spine = await testSpine(db, cast)
  const following = {
    registry,
    handlers: [
      ...incidentFollowers,
      ...reviewFollowers,
      everydayNotices,
      tellMerged,
      tellSurvivor,
      ...handoffs,
    ],
  }
  const loops = [
    clockLoop(spine, { incident: takenAlready }),
    timerLoop(spine, incidentTimers),
    timerLoop(spine, reviewTimers),
  ]
  const as = (id: number): Ctx => spine.as({ id })
  return {
    spine,
    db,
    following,
    loops,
    registry,
    rita: as(1),
    ana: as(2),
    ben: as(3),
    lea: as(5),
    rob: as(8),
    report: (more: object = {}, ctx = as(1)): Promise<Written> => {
      const told = { title: 'Mail is down', impact: 1, urgency: 1, service: 'mail', ...more }
      return open(...reporting(ctx, as(2), told))
    },
    act: (ctx: Ctx, id: number, verb: string, input: object = {}): Promise<Written> =>
      act(ctx, incident, { id, verb, input }),
    say: (ctx: Ctx, id: number, body: string, isPublic = true): Promise<Written> =>
      comment(ctx, incident, { id, body, public: isPublic }),
    /** Follows what was written, at the present moment. */
    follow: (order?: Order): Promise<number> => followAll(spine, following, order),
    /** Sets the time without anything happening: before a story begins. */
    at: (text: string): void => spine.time.set(Date.parse(text)),
    /** Lets time pass until an instant, with all that becomes due on the way. */
    until: (text: string): Promise<void> => runUntil(spine, loops, Date.parse(text), following),
    notices: (id: number): Promise<string[]> => noticesOf(db, cast.people, id),
    told: (personId: number): Promise<string[]> => toldTo(db, personId),
    row: async (id: number) => (await db.pool.query('select * from record where id = $1', [id])).rows[0],
    verbs: async (id: number): Promise<string[]> =>
      (await db.pool.query('select verb from entry where record_id = $1 order by seq', [id])).rows.map(
        ({ verb }) => verb,
      ),
  }
}

/** Who was told what of a record, in order: `2026-03-02 02:07 Sol escalation`. */
async function noticesOf(db: Db, known: readonly PersonFacts[], recordId: number): Promise<string[]> {
  const { rows } = await db.pool.query<{ at: number; type: string; person: number }>(
    'select at, type, person_id as person from notice where record_id = $1 order by at, seq, person_id',
    [recordId],
  )
  return rows.map(
    ({ at, type, person: id }) => `${shown(at)} ${known.find((one) => one.id === id)?.name} ${type}`,
  )
}

async function toldTo(db: Db, personId: number): Promise<string[]> {
  const { rows } = await db.pool.query<{ at: number; type: string }>(
    'select at, type from notice where person_id = $1 order by at, id',
    [personId],
  )
  return rows.map(({ at, type }) => `${shown(at)} ${type}`)
}

function shown(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
