import { pino } from 'pino'
import { systemActor } from '../../../server/src/spine/access/index.ts'
import type { Ctx } from '../../../server/src/spine/context/index.ts'
import type { Db } from '../../../server/src/spine/db/index.ts'
import { openSettings } from '../../../server/src/spine/settings/index.ts'
import { aroundTheClock, systemTime, workingTable } from '../../../server/src/spine/time/index.ts'
import { creation } from './creations.ts'

const about = `-- The statement that reports an incident: record, entry, stint, two clocks, search, outbox and idempotency.
-- Generated from the code that serves requests (bench/src/create/bare-sql.ts); the benchmark runs it bare.
`

/** The file bench/sql/create-incident.sql. The statement depends on which rows are written, not on what is in them. */
export async function describeCreation(): Promise<string> {
  const { text } = await creation(await paperCtx(), 0)
  return `${about}${text}\n`
}

/** A spine on paper: enough to decide, and no database. */
async function paperCtx(): Promise<Ctx> {
  const always = workingTable(aroundTheClock('UTC'))
  const db = { pool: { query: async () => ({ rows: [] }) } } as unknown as Db
  const nobody = async () => null
  return {
    db,
    time: systemTime,
    log: pino({ level: 'silent' }),
    calendars: { table: () => always, current: () => 1, has: () => true, always: 1, reload: async () => {} },
    settings: await openSettings(db),
    directory: {
      team: () => null,
      teams: () => [],
      service: (key) => ({
        id: 1,
        ref: 'SVC-1',
        key: String(key),
        name: 'Service',
        tier: 1,
        ownerId: null,
        teamId: 1,
        calendarKey: null,
        state: 'live',
      }),
      services: () => [],
      person: async (name) => ({
        id: Number(name),
        name: 'Person',
        email: null,
        role: 'requester',
        active: true,
        zone: 'UTC',
        language: 'en',
        teamIds: [],
      }),
      people: async () => new Map(),
      reload: async () => {},
    },
    files: { put: nobody as never, open: nobody as never, remove: async () => {} },
    poke: () => {},
    actor: systemActor,
  }
}
