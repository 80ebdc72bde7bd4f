import { expect, test } from 'vitest'
import { service } from '../foundation/configuration/index.ts'
import { task } from '../foundation/tasks/index.ts'
import { incident } from '../practices/incident/index.ts'
import { system as audit, compareRebuilt, verifyChains } from '../spine/audit/index.ts'
import { registryOf } from '../spine/practice/index.ts'
import { loadDemo } from './index.ts'
import { emptyHouse } from './testing.ts'

const { db, ctx, spine } = await emptyHouse()

test('the whole company is loaded, and all of it stands as its entries say', async () => {
  const loaded = await loadDemo(ctx, { password: null })
  expect(loaded.incidents).toBeGreaterThan(1_500)
  expect((await verifyChains(db)).problems).toEqual([])
  const practices = registryOf([incident, task, service, audit])
  expect((await compareRebuilt(db, { calendars: spine.calendars, practices })).differences).toEqual([])
}, 180_000)

test('each story has the figures that the guide tells', async () => {
  const { rows } = await db.pool.query<{ story: string; n: number }>(
    `select coalesce(substring(s.external_id from '^(booking 4.12 call|cards now call|gates on Mondays|warehouse nights|EDI approvals|joiners|phishing)'), 'other') as story,
       count(*)::integer as n
     from source s join record r on r.id = s.record_id where s.system = 'demo' and r.kind = 'incident' group by 1`,
  )
  const counts = Object.fromEntries(rows.map(({ story, n }) => [story, n]))
  expect(counts).toMatchObject({
    'booking 4.12 call': 23,
    'cards now call': 11,
    'gates on Mondays': 31,
    'warehouse nights': 41,
    'EDI approvals': 38,
    joiners: 11,
    phishing: 14,
  })
})

test('monitoring said so some 8,000 times, and nothing of it waits to be handled', async () => {
  const { rows } = await db.pool.query<{ fired: number; news: number }>(
    'select sum(episodes)::integer as fired, count(*) filter (where turn <> handled)::integer as news from alert',
  )
  expect(Math.abs((rows[0]?.fired ?? 0) - 8_000)).toBeLessThan(800)
  expect(rows[0]?.news).toBe(0)
})

test('no title but that of an alert is read over and over', async () => {
  const { rows } = await db.pool.query<{ title: string; n: number }>(
    `select title, count(*)::integer as n from record where kind = 'incident' and channel <> 'monitoring'
     group by 1 order by 2 desc limit 1`,
  )
  expect(rows[0]?.n).toBeLessThanOrEqual(14)
})
