import { incidentCreate } from '@throughline/contract'
import type { Ctx, ServiceFacts } from '../../../spine/context/index.ts'
import { person, team } from '../../../spine/context/testing.ts'
import type { Db } from '../../../spine/db/index.ts'
import { act, open, possible, see } from '../../../spine/practice/index.ts'
import type { Written } from '../../../spine/records/index.ts'
import { incident } from '../index.ts'
import { majorOf } from '../major.ts'
import { openCompany } from '../testing.ts'

/** Kestrel Ferries: passengers' agents who call, a desk, the team behind Booking, and who leads when it matters. */
const callers = [1, 2, 3, 4, 5, 6].map((id) => person(id, `Caller${id}`, 'requester'))
const staff = {
  ana: person(11, 'Ana', 'agent', [10]),
  ben: person(12, 'Ben', 'agent', [20]),
  mara: person(13, 'Mara', 'manager'),
  nils: person(14, 'Nils', 'agent'),
  olga: person(15, 'Olga', 'manager'),
}
const teams = [
  { ...team(10, 'desk', 1, [11]), leadId: 11 },
  { ...team(20, 'booking', 2, [12]), managerId: 15 },
]
const service = (id: number, key: string, name: string, tier: number): ServiceFacts => {
  const facts = { ref: `SVC-${id}`, ownerId: 15, teamId: 20, calendarKey: 'shop', state: 'live' }
  return { id, key, name, tier, ...facts }
}
const services = [
  service(100, 'booking', 'Booking', 1),
  service(101, 'timetable', 'Timetable', 1),
  service(102, 'canteen', 'Canteen', 3),
]

/** The company at work, with majors to make. */
export async function openFerries(db: Db) {
  const company = await openCompany(db, [], {
    people: [...callers, ...Object.values(staff)],
    teams,
    services,
  })
  const { spine } = company
  const [ana, ben, mara, nils] = [11, 12, 13, 14].map((id) => company.spine.as({ id })) as [
    Ctx,
    Ctx,
    Ctx,
    Ctx,
  ]
  const call = (caller: number, more: object = {}): Promise<Written> => {
    const told = { title: 'Cannot book', service: 'booking', requester: caller, channel: 'phone', ...more }
    return open(ana, incident, incidentCreate.parse(told))
  }
  const doing = (ctx: Ctx, id: number, verb: string, input: object = {}): Promise<Written> =>
    act(ctx, incident, { id, verb, input })
  return {
    ...company,
    ana,
    ben,
    mara,
    nils,
    caller: (id: number): Ctx => spine.as({ id }),
    call,
    act: doing,
    /** An incident that is a major already. */
    major: async (more: object = {}): Promise<number> => {
      const { row } = await call(1, more)
      await doing(ana, row.id, 'propose-major', { reason: 'Nobody can book.' })
      await doing(mara, row.id, 'accept-major', { manager: 13, communications: 14 })
      return row.id
    },
    majorOf: async (id: number) => majorOf({ data: (await company.row(id)).data }),
    setting: async (value: object): Promise<void> => {
      const merged = { ...spine.settings.current().major, ...value }
      await db.pool.query(
        `insert into setting (key, value, version) values ('major', $1, 1)
         on conflict (key) do update set value = excluded.value, version = setting.version + 1`,
        [JSON.stringify(merged)],
      )
      await spine.settings.reload()
    },
    /** What happened in it, as `19:42 propose-major`. */
    told: async (id: number, verbs: readonly string[]): Promise<string[]> => {
      const text = 'select at, verb from entry where record_id = $1 and verb = any($2) order by seq'
      const { rows } = await db.pool.query<{ at: number; verb: string }>(text, [id, verbs])
      return rows.map(({ at, verb }) => `${new Date(at).toISOString().slice(11, 16)} ${verb}`)
    },
  }
}

/** A post as somebody writes it in the middle of the night. */
export const post = { affected: 'Booking on the web and at the counters.', known: 'We are looking into it.' }

/** What somebody may do with an incident now. */
export async function legalOf(ctx: Ctx, id: number): Promise<string[]> {
  return possible(ctx, incident, await see(ctx, incident, id, 'read'))
}
