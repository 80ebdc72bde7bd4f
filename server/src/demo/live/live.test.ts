import { expect, test } from 'vitest'
import { service } from '../../foundation/configuration/index.ts'
import { task } from '../../foundation/tasks/index.ts'
import { incident } from '../../practices/incident/index.ts'
import { system as audit, compareRebuilt, verifyChains } from '../../spine/audit/index.ts'
import { act, refOf, registryOf } from '../../spine/practice/index.ts'
import { type LiveDeed, liveDemo, loadDemo, NoDemo } from '../index.ts'
import { emptyHouse } from '../testing.ts'

const hour = 3_600_000
const house = await emptyHouse()
const { ctx, db, spine } = house

/** Plays so many hours, in which nobody waits. */
async function live(hours: number, pace = 1): Promise<LiveDeed[]> {
  const deeds: LiveDeed[] = []
  const until = spine.time.now() + hours * hour
  await liveDemo(ctx, {
    pace,
    said: (deed) => deeds.push(deed),
    rest: async (ms) => spine.time.set(Math.min(until, spine.time.now() + Math.ceil(ms))),
    stopped: () => spine.time.now() >= until,
  })
  return deeds
}

test('an empty house has no company that could live on', async () => {
  await expect(live(1)).rejects.toThrow(NoDemo)
})

test('in eight hours of a working day people report, agents take, answer and resolve, and requesters answer', async () => {
  await loadDemo(ctx, { password: null, share: 0.05 })
  const deeds = await live(8)
  const done = new Set(deeds.map(({ did }) => did))
  for (const did of ['open', 'take', 'say', 'resolve', 'confirm']) expect(done).toContain(did)
  const { rows } = await db.pool.query<{ n: number }>(
    `select count(*) as n from record r join source s on s.record_id = r.id
     where s.external_id like 'live %' and r.kind = 'incident'`,
  )
  expect(rows[0]?.n).toBe(deeds.filter(({ did }) => did === 'open').length)
  expect(rows[0]?.n).toBeGreaterThanOrEqual(3)
})

test('the major incident is brought to its end, and its alerts recover', async () => {
  const { rows } = await db.pool.query<{ state: string; major: string; firing: number }>(
    `select r.state, r.data -> 'major' ->> 'state' as major,
       (select count(*)::integer from alert a where a.incident_id = r.id and a.state = 'firing') as firing
     from record r join source s on s.record_id = r.id where s.external_id = 'cards now'`,
  )
  expect(rows).toEqual([
    { state: 'resolved', major: expect.stringMatching(/restored|stood-down/), firing: 0 },
  ])
})

test('another day, it goes on with what it had opened, and twice as fast', async () => {
  const before = await resolvedLive()
  spine.time.set(spine.time.now() + 16 * hour)
  await live(8, 2)
  expect(await resolvedLive()).toBeGreaterThan(before)
})

test('what somebody else has taken further is left to them', async () => {
  const { rows } = await db.pool.query<{ id: number }>(
    `select r.id from record r join source s on s.record_id = r.id
     where s.system = 'demo' and r.kind = 'incident' and r.state = 'in-progress'`,
  )
  for (const { id } of rows)
    await act(ctx, incident, { id, verb: 'cancel', input: { reason: 'Looked at by a visitor.' } })
  const own = new Set(rows.map(({ id }) => refOf(incident, id)))
  expect((await live(8)).filter(({ ref }) => own.has(ref))).toEqual([])
})

test('all of it stands as its entries say', async () => {
  expect((await verifyChains(db)).problems).toEqual([])
  const practices = registryOf([incident, task, service, audit])
  expect((await compareRebuilt(db, { calendars: spine.calendars, practices })).differences).toEqual([])
})

async function resolvedLive(): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    `select count(*) as n from record r join source s on s.record_id = r.id
     where s.external_id like 'live %' and r.state in ('resolved', 'closed')`,
  )
  return rows[0]?.n ?? 0
}
