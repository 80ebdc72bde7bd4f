import { afterAll, expect, test } from 'vitest'
import { systemActor } from '../spine/access/index.ts'
import { person, team } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { liveUpdates, type News } from '../spine/live/index.ts'
import { openApi } from './testing.ts'

const { db } = await testDatabase()
const [rita, ana, ben, sam] = [1, 2, 3, 4]
const { spine, ask } = await openApi(db, {
  people: [
    person(rita, 'Rita', 'requester'),
    person(ana, 'Ana', 'agent'),
    person(ben, 'Ben', 'agent'),
    person(sam, 'Sam', 'agent', [11]),
  ],
  teams: [team(11, 'security')],
})
const live = await liveUpdates(spine)
afterAll(() => live.close())
const report = async (): Promise<string> =>
  (await ask(rita, 'POST', '/incidents', { title: 'Down' })).body.ref
const here = async (who: number, ref: string, doing = 'reading') => {
  const { body } = await ask(who, 'PUT', `/records/${ref}/presence`, { doing })
  return body.others.map(
    ({ person, doing: what }: { person: { name: string }; doing: string }) => `${person.name} ${what}`,
  )
}

test('two who open one incident see each other, and when one begins to write', async () => {
  const ref = await report()
  expect(await here(ana, ref)).toEqual([])
  expect(await here(ben, ref)).toEqual(['Ana reading'])
  spine.time.advance(20_000)
  await here(ben, ref, 'writing')
  expect(await here(ana, ref)).toEqual(['Ben writing'])
  spine.time.advance(20_000)
  const { body } = await ask(ben, 'PUT', `/records/${ref}/presence`, { doing: 'writing' })
  const since = new Date(spine.time.now() - 40_000).toISOString()
  expect(body.others).toEqual([{ person: { id: ana, name: 'Ana' }, doing: 'reading', since }])
  expect((await ask(ben, 'DELETE', `/records/${ref}/presence`)).status).toBe(204)
  expect(await here(ana, ref)).toEqual([])
})

test('who closed their laptop is gone after 45 seconds, and nothing is kept of it', async () => {
  const [ref, other] = [await report(), await report()]
  await here(ana, ref)
  spine.time.advance(44_000)
  expect(await here(ben, ref)).toEqual(['Ana reading'])
  spine.time.advance(2_000)
  expect(await here(ben, ref)).toEqual([])
  spine.time.advance(60_000)
  await here(ben, other)
  const { rows } = await db.pool.query('select person_id from presence')
  expect(rows).toEqual([{ person_id: ben }])
})

test('requesters neither are seen nor see who is there', async () => {
  const ref = await report()
  expect((await ask(rita, 'PUT', `/records/${ref}/presence`, { doing: 'reading' })).status).toBe(403)
  expect((await ask(rita, 'DELETE', `/records/${ref}/presence`)).status).toBe(403)
})

test('others on the staff who may read it hear when somebody comes, writes or leaves, and nothing between', async () => {
  const heard: Record<string, string[]> = { rita: [], ben: [], sam: [] }
  const [ref, secret] = [await report(), await report()]
  const listen = (name: string, id: number) =>
    live.subscribe(spine.as({ id }).actor, (news: News) => {
      // What was done to other records before may be told only now.
      if (news.type === 'presence' && [ref, secret].includes(news.ref)) heard[name]?.push(news.ref)
    })
  const ends = [listen('rita', rita), listen('ben', ben), listen('sam', sam)]
  await ask(sam, 'POST', `/incidents/${secret}/restrict`, { teams: ['security'], reason: 'legal' })
  await here(ana, ref)
  await here(ana, ref)
  await here(ana, ref, 'writing')
  await ask(ana, 'DELETE', `/records/${ref}/presence`)
  await ask(ana, 'DELETE', `/records/${ref}/presence`)
  const last = new Promise<void>((resolve) => {
    const all = live.subscribe(systemActor, (news) => {
      if (news.type === 'presence' && news.ref === secret) resolve(all.end())
    })
  })
  await here(sam, secret)
  await last
  for (const subscription of ends) subscription.end()
  // What comes within one moment is said once.
  expect(new Set(heard.ben)).toEqual(new Set([ref]))
  expect(heard.ben?.length).toBeLessThanOrEqual(3)
  expect(new Set(heard.sam)).toEqual(new Set([ref, secret]))
  expect(heard.rita).toEqual([])
})
