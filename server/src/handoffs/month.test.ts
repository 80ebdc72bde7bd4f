import { expect, test } from 'vitest'
import { openCompany } from '../practices/incident/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { handoffs } from './index.ts'

const { db } = await testDatabase()
const { rita, ben, report, act, at, until, spine } = await openCompany(db, handoffs)
const hour = 3_600_000

/** Four incidents a working day: one nobody takes, one resolved late, two resolved in time and never confirmed. */
async function month(from: string, to: string): Promise<number> {
  let made = 0
  for (let day = Date.parse(from); day < Date.parse(to); day += 24 * hour) {
    if ([0, 6].includes(new Date(day).getUTCDay())) continue
    const ids: number[] = []
    for (const impact of [1, 2, 3, 3]) ids.push((await report({ impact, title: `Of ${from}` })).row.id)
    made += ids.length
    await until(new Date(day + 9 * hour).toISOString())
    for (const id of ids.slice(1)) await act(ben, id, 'take')
    await until(new Date(day + 10 * hour).toISOString())
    for (const id of ids.slice(2)) await act(ben, id, 'resolve', { code: 'fixed', text: 'Done.' })
    await until(new Date(day + 24 * hour).toISOString())
    await act(rita, ids[1] as number, 'cancel', { reason: 'Gone' })
  }
  await until(to)
  return made
}

test('a month of escalations, reminders and closings passes in seconds, each step once', async () => {
  at('2026-09-01T00:00:00Z')
  const made = await month('2026-09-01T00:00:00Z', '2026-10-01T00:00:00Z')
  const { rows } = await db.pool.query(
    `select verb, data -> 'more' ->> 'clock' as clock, (data -> 'more' ->> 'step')::int as step, count(*)::int,
       count(distinct record_id)::int as records
     from entry where verb in ('escalate', 'remind', 'lapse') group by 1, 2, 3 order by 1, 2, 3`,
  )
  for (const { count, records } of rows) expect(count).toBe(records)
  const days = made / 4
  // Those that nobody takes or resolves climb all the way, whatever else happens that month.
  expect(rows).toContainEqual({
    verb: 'escalate',
    clock: 'response',
    step: 100,
    count: expect.any(Number),
    records: expect.any(Number),
  })
  expect(
    rows.find(({ clock, step }) => clock === 'response' && step === 100)?.records,
  ).toBeGreaterThanOrEqual(days)
  expect(rows.find(({ verb }) => verb === 'lapse')?.records).toBeGreaterThan(days)
  expect(spine.time.now()).toBe(Date.parse('2026-10-01T00:00:00Z'))
})
