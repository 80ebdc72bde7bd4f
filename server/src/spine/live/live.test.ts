import { afterAll, afterEach, expect, test } from 'vitest'
import { testDatabase } from '../db/testing.ts'
import { putRecords } from '../lists/testing.ts'
import { testSpine } from '../practice/testing.ts'
import { liveUpdates, type News, type Subscription } from './index.ts'

const { db } = await testDatabase()
const spine = await testSpine(db)
const live = await liveUpdates(spine)
afterAll(() => live.close())
const open: Subscription[] = []
afterEach(() => {
  for (const subscription of open.splice(0)) subscription.end()
})

const person = (id: number, role: 'requester' | 'agent', teamIds: number[] = []) =>
  spine.as({ id, role, teamIds }).actor
const notify = (channel: string, payload: unknown) =>
  db.pool.query('select pg_notify($1, $2)', [
    channel,
    typeof payload === 'string' ? payload : JSON.stringify(payload),
  ])

/** Subscribes, and answers what was heard: refs in the order they came. */
function hearing(actor: ReturnType<typeof person>): News[] {
  const heard: News[] = []
  open.push(live.subscribe(actor, (news) => heard.push(news)))
  return heard
}
const refs = (heard: News[]) =>
  heard.flatMap((news) => (news.type === 'changed' ? news.updates.map(({ ref }) => ref) : [news.type]))

await putRecords(db, [
  { id: 1, requesterId: 7 },
  { id: 2, requesterId: 8 },
  { id: 3, requesterId: 7, restricted: true },
  { id: 4, kind: 'task', requesterId: 7 },
])
await db.pool.query(`insert into participant values (3, 'reader', 'team', 30), (2, 'watcher', 'person', 9)`)

test('each hears of the records they may read, with ref and version and nothing else', async () => {
  const agent = hearing(person(2, 'agent'))
  const reader = hearing(person(3, 'agent', [30]))
  const requester = hearing(person(7, 'requester'))
  const watcher = hearing(person(9, 'requester'))
  await notify('throughline_live', [
    ['INC-1', 2],
    ['INC-2', 5],
    ['INC-3', 1],
    ['TSK-4', 1],
    ['INC-99', 1],
  ])
  await expect.poll(() => refs(watcher)).toEqual(['INC-2'])
  expect(refs(agent)).toEqual(['INC-1', 'INC-2', 'TSK-4'])
  expect(refs(reader)).toEqual(['INC-1', 'INC-2', 'INC-3', 'TSK-4'])
  expect(requester).toEqual([{ type: 'changed', updates: [{ ref: 'INC-1', version: 2 }] }])
})

test('a requester does not hear of what only staff would find', async () => {
  const agent = hearing(person(2, 'agent'))
  const requester = hearing(person(7, 'requester'))
  await notify('throughline_live', [['INC-1', 6, 'staff']])
  await expect.poll(() => refs(agent)).toEqual(['INC-1'])
  await notify('throughline_live', [['INC-1', 7]])
  await expect.poll(() => requester).toEqual([{ type: 'changed', updates: [{ ref: 'INC-1', version: 7 }] }])
})

test('who left a team, or the page, hears no more', async () => {
  const heard = hearing(person(3, 'agent', [30]))
  const gone = hearing(person(2, 'agent'))
  open.at(-2)?.become(person(3, 'agent'))
  open.at(-1)?.end()
  await notify('throughline_live', [['INC-3', 2]])
  await notify('throughline_live', [['INC-1', 3]])
  await expect.poll(() => refs(heard)).toEqual(['INC-1'])
  expect(gone).toEqual([])
})

test('what is no such message is passed over, and a failing subscriber harms nobody', async () => {
  open.push(
    live.subscribe(person(2, 'agent'), () => {
      throw new Error('gone')
    }),
  )
  const heard = hearing(person(2, 'agent'))
  for (const odd of [
    '',
    'x',
    '{}',
    '[[]]',
    '[["INC-1"]]',
    '[["INC-1","2"]]',
    `[["'; drop",1]]`,
    '[["INC-0",1]]',
    'null',
  ])
    await notify('throughline_live', odd)
  await notify('throughline_live', [['INC-2', 9]])
  await expect.poll(() => refs(heard)).toEqual(['INC-2'])
})

test('a change of the set-up calls those who keep it in memory', async () => {
  const heard: string[] = []
  const stop = live.onReload('teams', () => heard.push('teams'))
  const stopFailing = live.onReload('people', () => Promise.reject(new Error('no')))
  live.onReload('settings', () => heard.push('settings'))
  for (const what of ['teams', 'people', 'nonsense', 'settings']) await notify('throughline_reload', what)
  await expect.poll(() => heard).toEqual(['teams', 'settings'])
  stop()
  stopFailing()
  await notify('throughline_reload', 'teams')
  await notify('throughline_reload', 'settings')
  await expect.poll(() => heard).toEqual(['teams', 'settings', 'settings'])
})

test('a lost connection comes back, and says that something may have been missed', async () => {
  const heard = hearing(person(2, 'agent'))
  const reloaded: string[] = []
  const stop = live.onReload('services', () => reloaded.push('services'))
  const { rowCount } = await db.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query ilike 'listen %' and pid <> pg_backend_pid()`,
  )
  expect(rowCount).toBe(1)
  await expect.poll(() => refs(heard), { timeout: 5000 }).toEqual(['missed'])
  expect(reloaded).toEqual(['services'])
  await notify('throughline_live', [['INC-1', 4]])
  await expect.poll(() => refs(heard)).toEqual(['missed', 'INC-1'])
  stop()
})
