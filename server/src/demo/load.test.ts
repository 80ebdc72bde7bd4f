import { expect, test } from 'vitest'
import { service } from '../foundation/configuration/index.ts'
import { task } from '../foundation/tasks/index.ts'
import { incident } from '../practices/incident/index.ts'
import { system as audit, compareRebuilt, verifyChains } from '../spine/audit/index.ts'
import { registryOf } from '../spine/practice/index.ts'
import { loadDemo } from './index.ts'
import { emptyHouse } from './testing.ts'

const { db, ctx, spine } = await emptyHouse()
const loaded = await loadDemo(ctx, { password: null, share: 0.1 })

test('a tenth of the company has lived for three months', async () => {
  expect(loaded.outcome).toBe('loaded')
  expect(loaded.incidents).toBeGreaterThan(100)
})

test('all of it stands as its entries say', async () => {
  expect((await verifyChains(db)).problems).toEqual([])
  const practices = registryOf([incident, task, service, audit])
  expect((await compareRebuilt(db, { calendars: spine.calendars, practices })).differences).toEqual([])
})

test('each agent has something in hand, and some lies there untaken', async () => {
  const { rows } = await db.pool.query<{ agents: number; holders: number; untaken: number }>(
    `select (select count(*) from person p where role = 'agent') as agents,
       count(distinct holder_id) filter (where state = 'in-progress' and holder_id in
         (select id from person where role = 'agent')) as holders,
       count(*) filter (where state = 'new') as untaken
     from record where kind = 'incident'`,
  )
  expect(rows[0]?.holders).toBe(rows[0]?.agents)
  expect(rows[0]?.untaken).toBeGreaterThanOrEqual(6)
})

test('its people know things, one certificate has ended, one is away, and one is about to leave a team', async () => {
  const { rows } = await db.pool.query(
    `select (select count(distinct skill) from person_skill) > 5 as skilled,
       (select count(*)::int from person_skill where until < $1::timestamptz) as expired,
       (select count(*)::int from absence where starts_at <= $1 and ends_at > $1) as away,
       (select count(*)::int from planned_membership where leaves_at > $1) as leaving,
       (select count(*) from working_hours) = (select count(*) from person p where exists
         (select from team_member m where m.person_id = p.id)) as hours`,
    [new Date(spine.time.now())],
  )
  expect(rows).toEqual([{ skilled: true, expired: 1, away: 1, leaving: 1, hours: true }])
})
