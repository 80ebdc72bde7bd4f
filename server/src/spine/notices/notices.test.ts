import { expect, test } from 'vitest'
import { plain } from '../audit/testing.ts'
import { testDatabase } from '../db/testing.ts'
import { act, comment, participate, registryOf, restrict } from '../practice/index.ts'
import { listNotices, markRead, unreadCount } from './index.ts'
import { openDesk } from './testing.ts'

const { db } = await testDatabase()
const { rita, ana, ben, cleo, wim, report, follow, told, registry } = await openDesk(db)
const say = (ctx: typeof ana, id: number, body: string, isPublic: boolean) =>
  comment(ctx, plain, { id, body, public: isPublic })

test("a new record is told to its team's active members, and not to who reported it", async () => {
  const id = await report()
  await follow()
  expect(await told(id)).toEqual(['Ana team-assigned', 'Ben team-assigned'])
})

test('a public word reaches requester, watchers, holder and helpers, an internal one only those who work on it', async () => {
  const id = await report()
  await act(ben, plain, { id, verb: 'take', input: {} })
  await participate(ben, plain, id, { op: 'add', role: 'helper', subject: 'person', id: 5 })
  await participate(ben, plain, id, { op: 'add', role: 'watcher', subject: 'person', id: 6 })
  await follow()
  const before = (await told(id)).length
  await say(ana, id, 'We are on it', true)
  await say(ana, id, 'Look at the relay', false)
  await say(rita, id, 'Thanks', true)
  await follow()
  expect((await told(id)).slice(before)).toEqual([
    'Rita reply',
    'Ben reply',
    'Cleo reply',
    'Wim reply',
    'Ben note',
    'Cleo note',
    'Ben reply',
    'Cleo reply',
    'Wim reply',
  ])
  expect(await told(id)).toContain('Cleo help')
})

test('who takes it is not told that they hold it', async () => {
  const id = await report()
  await act(ana, plain, { id, verb: 'take', input: {} })
  await follow()
  expect(await told(id)).not.toContain('Ana assigned')
})

test('of a restricted record nobody but its readers is told, and what they were told before is gone', async () => {
  const id = await report()
  await participate(ana, plain, id, { op: 'add', role: 'watcher', subject: 'person', id: 6 })
  await say(ana, id, 'We are on it', true)
  await follow()
  const list = async (ctx: typeof ana) =>
    (await listNotices(ctx, registry)).items.filter(({ ref }) => ref === `INC-${id}`)
  expect(await list(wim)).toHaveLength(1)
  const unread = await unreadCount(wim)
  await restrict(ana, registryOf([plain]), plain, { id, people: [], teams: [], reason: 'personnel' })
  await say(ana, id, 'Quietly', true)
  await follow()
  expect((await told(id)).filter((line) => line.startsWith('Wim'))).toEqual(['Wim reply'])
  expect(await list(wim)).toEqual([])
  expect(await unreadCount(wim)).toBe(unread - 1)
  expect((await list(rita)).map(({ type }) => type)).toEqual(['reply', 'reply'])
})

test('notices are listed newest first in pages, with the entry they are about, and can be marked as read', async () => {
  await markRead(cleo, { upTo: Number.MAX_SAFE_INTEGER })
  const id = await report('Printer on fire')
  await participate(ana, plain, id, { op: 'add', role: 'helper', subject: 'person', id: 5 })
  for (const body of ['one', 'two', 'three']) await say(ana, id, body, false)
  await follow()
  expect(await unreadCount(cleo)).toBe(4)
  const first = await listNotices(cleo, registry, { limit: 2 })
  expect(first.items).toMatchObject([
    {
      type: 'note',
      ref: `INC-${id}`,
      title: 'Printer on fire',
      readAt: null,
      entry: { body: 'three', actor: { id: 2 } },
    },
    { type: 'note', entry: { body: 'two' } },
  ])
  const second = await listNotices(cleo, registry, { limit: 2, before: first.next as number, unread: true })
  expect(second.items).toMatchObject([{ entry: { body: 'one' } }, { type: 'help' }])
  await markRead(cleo, { ids: [first.items[0]?.id as number] })
  await markRead(wim, { ids: [first.items[1]?.id as number] })
  expect(await unreadCount(cleo)).toBe(3)
  await markRead(cleo, { upTo: first.items[1]?.id as number })
  expect(await unreadCount(cleo)).toBe(0)
})
