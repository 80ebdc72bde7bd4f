import { expect, test } from 'vitest'
import { teams } from './company/teams.ts'
import { loadDemo, NotEmpty } from './index.ts'
import { emptyHouse } from './testing.ts'

const small = { password: null, share: 0.05 }

async function whole(house: Awaited<ReturnType<typeof emptyHouse>>) {
  const { rows } = await house.db.pool.query(
    `select s.external_id, r.title, r.state, r.priority, r.opened_at, r.closed_at, r.seq, p.email as holder
     from record r join source s on s.record_id = r.id and s.system = 'demo' left join person p on p.id = r.holder_id
     order by r.id`,
  )
  return rows
}

test('the same seed and the same now make the same company', async () => {
  const [one, other] = [await emptyHouse(), await emptyHouse()]
  for (const { ctx } of [one, other]) await loadDemo(ctx, small)
  expect(await whole(one)).toEqual(await whole(other))
})

test('a load that broke off is gone on with for its own now, and loading again changes nothing', async () => {
  const [cut, straight] = [await emptyHouse(), await emptyHouse()]
  const breaksOff = (done: number): void => {
    if (done > 0) throw new Error('the power failed')
  }
  await expect(loadDemo(cut.ctx, { ...small, progress: breaksOff })).rejects.toThrow('the power failed')
  cut.spine.time.set(cut.spine.time.now() + 3_600_000)
  expect((await loadDemo(cut.ctx, small)).outcome).toBe('continued')
  await loadDemo(straight.ctx, small)
  expect(await whole(cut)).toHaveLength((await whole(straight)).length)
  expect((await loadDemo(cut.ctx, small)).outcome).toBe('already')
})

test('it is not mixed with real work', async () => {
  const { ctx, db } = await emptyHouse()
  await db.pool.query(`insert into team (key, name, line) values ('desk', 'Desk', 1)`)
  await expect(loadDemo(ctx, small)).rejects.toThrow(NotEmpty)
  const { rows } = await db.pool.query('select key from team')
  expect(rows.length).toBeLessThan(teams.length)
})
