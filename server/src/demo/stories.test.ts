import { expect, test } from 'vitest'
import { loadDemo } from './index.ts'
import { averageMinutes, many } from './stories/edi-approvals.ts'
import { emptyHouse } from './testing.ts'

const { db, ctx } = await emptyHouse()
await loadDemo(ctx, { password: null, share: 0.05 })

/** Of the incidents of a story. */
async function ask<T>(select: string, story: string): Promise<T> {
  const { rows } = await db.pool.query(
    `select ${select} from record r join source s on s.record_id = r.id and s.system = 'demo'
     where r.kind = 'incident' and s.external_id like $1`,
    [`${story}%`],
  )
  return rows[0] as T
}

test('last Thursday Booking failed at 19:40, 23 people called, and it was restored at 20:47', async () => {
  const calls = await ask<{ n: number }>('count(*) as n', 'booking 4.12 call')
  expect(calls.n).toBe(23)
  const { rows } = await db.pool.query<{ data: Record<string, number>; priority: number; id: number }>(
    `select r.data, r.priority, r.id from record r join source s on s.record_id = r.id where s.external_id = 'booking 4.12'`,
  )
  expect(rows[0]).toMatchObject({
    priority: 1,
    data: {
      impactFrom: Date.parse('2026-11-19T19:40Z'),
      restoredAt: Date.parse('2026-11-19T20:47Z'),
      outage: true,
      major: { state: 'stood-down', posts: 3 },
    },
  })
  const { rows: children } = await db.pool.query(
    `select from link where to_id = $1 and type = 'child-of' and ended_at is null`,
    [rows[0]?.id],
  )
  expect(children).toHaveLength(23)
})

test('31 incidents of the gates went from the Desk to Network, back, and to Network again, all on Mondays', async () => {
  const tossed = await ask<{ n: number; least: number; mondays: boolean }>(
    `count(*) as n, min((select count(*) from entry e where e.record_id = r.id and e.verb = 'assign')) as least,
     bool_and(extract(isodow from r.opened_at at time zone 'Europe/London') = 1) as mondays`,
    'gates on Mondays',
  )
  expect(tossed).toEqual({ n: 31, least: 3, mondays: true })
})

test('the warehouse woke somebody on 41 nights, for something on two of them', async () => {
  const nights = await ask<{ n: number; use: number }>(
    `count(*) as n, count(*) filter (where r.data ->> 'resolutionCode' <> 'no-fault-found') as use`,
    'warehouse nights',
  )
  expect(nights).toEqual({ n: 41, use: 2 })
})

test('38 mappings waited 3.4 days on average for an approval that refused none', async () => {
  const waits = await ask<{ n: number; minutes: number }>(
    `count(*) as n, sum((select sum(extract(epoch from t.ended_at - t.started_at)) from stint t
       where t.record_id = r.id and t.cause = 'change'))::float8 / 60 / count(*) as minutes`,
    'EDI approvals',
  )
  expect(waits).toEqual({ n: many, minutes: averageMinutes })
})

test('eleven joiners had no laptop on their first day, and three who gave their password away are restricted', async () => {
  expect((await ask<{ n: number }>('count(*) as n', 'joiners')).n).toBe(11)
  const wave = await ask<{ n: number; restricted: number }>(
    'count(*) as n, count(*) filter (where r.restricted) as restricted',
    'phishing',
  )
  expect(wave).toEqual({ n: 14, restricted: 3 })
  const merged = await ask<{ n: number; ended: number }>(
    `count(r.merged_into) as n, count(r.merged_into) filter (where r.state in ('resolved', 'closed')) as ended`,
    'phishing',
  )
  expect(merged).toEqual({ n: 10, ended: 10 })
})

test('monitoring said so thousands of times, and few of it fires now; the warehouse is one alert of 41 nights', async () => {
  const { rows } = await db.pool.query<Record<string, number>>(
    `select sum(episodes)::integer as fired, (count(*) filter (where state = 'firing'))::integer as firing,
       (count(*) filter (where state = 'suppressed'))::integer as quiet, (count(*) filter (where turn <> handled))::integer as news
     from alert`,
  )
  expect(rows[0]?.fired).toBeGreaterThan(300)
  // Two of the major incident that is going on.
  expect(rows[0]?.firing).toBeGreaterThanOrEqual(2)
  expect(rows[0]?.firing).toBeLessThan(6)
  expect(rows[0]?.news).toBe(0)
  const { rows: warehouse } = await db.pool.query(
    `select episodes, severity, state, runbook is not null as runbook,
       (select count(*)::integer from alert_before b where b.alert_id = a.id) as before,
       (select count(*)::integer from link l where l.type = 'recurs' and l.to_id = a.incident_id) as later
     from alert a where name = 'WarehouseLoadSlow'`,
  )
  expect(warehouse).toEqual([
    { episodes: 41, severity: 'error', state: 'resolved', runbook: true, before: 40, later: 0 },
  ])
})

test('what the alerts opened says so: four of Booking are in last Thursday’s incident', async () => {
  const { rows } = await db.pool.query<{ n: number }>(
    `select count(*) as n from alert a join source s on s.record_id = a.incident_id where s.external_id = 'booking 4.12'`,
  )
  expect(rows[0]?.n).toBe(4)
  const pages = await ask<{ n: number; alone: number }>(
    `count(*) as n, count(*) filter (where r.data ->> 'closure' = 'recovered') as alone`,
    'page ',
  )
  expect(pages.n).toBeGreaterThan(30)
  expect(pages.alone).toBeGreaterThan(5)
})

test('as the history ends a major incident is going on, and eleven have called', async () => {
  const now = await ask<{ n: number; open: number; major: string }>(
    `count(*) as n, count(*) filter (where r.closed_at is null and r.resolved_at is null) as open,
       max(r.data -> 'major' ->> 'state') as major`,
    'cards now',
  )
  expect(now).toEqual({ n: 12, open: 12, major: 'accepted' })
})
