import { task as facts, service as serviceFacts } from '@throughline/contract'
import { expect, test } from 'vitest'
import { testDatabase } from '../../spine/db/testing.ts'
import { open, registryOf, restrict, unrestrict } from '../../spine/practice/index.ts'
import { overtaken, testSpine } from '../../spine/practice/testing.ts'
import { service } from '../configuration/index.ts'
import { task } from './task.ts'

const { db } = await testDatabase()
const spine = await testSpine(db)
const mia = spine.as({ id: 4, role: 'manager' })
const registry = registryOf([service, task])
let services = 0

async function aService() {
  const { row } = await open(
    mia,
    service,
    serviceFacts.create.parse({ key: `mail-${++services}`, name: 'Mail' }),
  )
  return row.id
}
const opening = (ctx: typeof mia, parent: number) =>
  open(ctx, task, facts.create.parse({ title: 'Order the licence', parent: `SVC-${parent}` }))
const reason = 'A personnel matter.'
const restricting = (id: number) => restrict(mia, registry, service, { id, people: [], teams: [], reason })

async function restricted(id: number): Promise<boolean[]> {
  const { rows } = await db.pool.query(
    `select r.restricted from record r where r.id = $1 or exists
       (select from link l where l.from_id = r.id and l.to_id = $1 and l.type = 'task-of') order by r.id`,
    [id],
  )
  return rows.map((row) => row.restricted)
}

test('a task that is opened while its record becomes restricted is restricted with it', async () => {
  const first = await aService()
  await opening(
    overtaken(mia, () => restricting(first)),
    first,
  )
  expect(await restricted(first)).toEqual([true, true])

  const second = await aService()
  const slow = overtaken(mia, () => opening(mia, second))
  await restrict(slow, registry, service, { id: second, people: [], teams: [], reason })
  expect(await restricted(second)).toEqual([true, true])
})

test('a task that is opened while its record becomes open to all is open as well', async () => {
  const id = await aService()
  await restricting(id)
  await opening(
    overtaken(mia, () => unrestrict(mia, registry, service, id, 'It is settled.')),
    id,
  )
  expect(await restricted(id)).toEqual([false, false])
})
