import { expect, test } from 'vitest'
import { person, team } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { openApi } from './testing.ts'

const { db } = await testDatabase()
const [rita, rob, ana, lea] = [1, 2, 3, 4]
const { ask, spine } = await openApi(db, {
  people: [
    person(rita, 'Rita', 'requester'),
    person(rob, 'Rob', 'requester'),
    person(ana, 'Ana', 'agent', [10]),
    person(lea, 'Lea', 'agent', [10]),
  ],
  teams: [team(10, 'desk', 1, [ana, lea])],
})

const report = async (who: number, title: string): Promise<string> =>
  (await ask(who, 'POST', '/incidents', { title })).body.ref
const say = (who: number, ref: string, body: string, open = true) => {
  spine.time.advance(1000)
  return ask(who, 'POST', `/incidents/${ref}/comments`, { body, public: open })
}
const merge = (ref: string, into: string) => ask(ana, 'POST', `/incidents/${ref}/merge`, { into })
type Said = { verb: string; body: string | null; from: string | null }
const timeline = async (who: number, ref: string, query = ''): Promise<Said[]> =>
  (await ask(who, 'GET', `/incidents/${ref}/timeline${query}`)).body.items
const wordsIn = async (who: number, ref: string): Promise<string[]> =>
  (await timeline(who, ref)).flatMap(({ body, from }) => (body === null ? [] : `${from ?? 'own'}: ${body}`))

test('entries of what is merged stand in the order of time, and say whence they are', async () => {
  const [one, other] = [await report(rob, 'Mail is slow'), await report(rita, 'Mail is down')]
  await say(ana, one, 'Looking.', false)
  await say(ana, other, 'We know.')
  await merge(one, other)
  await say(rob, one, 'Still slow.')
  expect(await wordsIn(ana, other)).toEqual([`${one}: Looking.`, 'own: We know.', `${one}: Still slow.`])
  expect(await wordsIn(rita, other)).toEqual(['own: We know.'])
  const { body } = await ask(ana, 'GET', `/incidents/${other}`)
  expect(body.merged).toMatchObject([{ ref: one, requester: { name: 'Rob' }, by: { name: 'Ana' } }])
  expect((await ask(rita, 'GET', `/incidents/${other}`)).body.merged).toEqual([])
  spine.time.advance(1000)
  await ask(ana, 'POST', `/incidents/${one}/unmerge`, {})
  expect(await wordsIn(ana, other)).toEqual(['own: We know.', `${one}: Still slow.`])
})

test('a timeline of several is read page by page, none left out and none twice', async () => {
  const other = await report(rita, 'All of it')
  for (const title of ['a', 'b', 'c']) {
    const one = await report(rob, title)
    for (let at = 0; at < 4; at++) await say(ana, one, `${title}${at}`, false)
    await merge(one, other)
  }
  const whole = (await timeline(ana, other)).map(({ body, verb, from }) => `${from} ${verb} ${body}`)
  for (const order of ['asc', 'desc']) {
    const read: string[] = []
    for (let cursor = ''; ; ) {
      const query = `?limit=3&order=${order}${cursor && `&cursor=${cursor}`}`
      const { body } = await ask(ana, 'GET', `/incidents/${other}/timeline${query}`)
      read.push(...body.items.map(({ body: text, verb, from }: Said) => `${from} ${verb} ${text}`))
      if (body.next === null) break
      cursor = body.next
    }
    expect(order === 'asc' ? read : read.toReversed()).toEqual(whole)
  }
})

test('files, links and people of what is merged are found with the one it is merged into', async () => {
  const [one, other, third] = [await report(rob, 'x'), await report(rita, 'y'), await report(rita, 'z')]
  await ask(ana, 'POST', `/incidents/${one}/links`, { type: 'caused-by', to: third })
  await ask(ana, 'PUT', `/incidents/${one}/helpers/${lea}`)
  await merge(one, other)
  const links = (await ask(ana, 'GET', `/incidents/${other}/links`)).body.items
  expect(links).toContainEqual(expect.objectContaining({ type: 'caused-by', from: one }))
  const { participants } = (await ask(ana, 'GET', `/incidents/${other}`)).body
  expect(participants).toContainEqual(
    expect.objectContaining({ role: 'helper', person: { id: lea, name: 'Lea' }, from: one }),
  )
  expect((await ask(rita, 'GET', `/incidents/${other}/links`)).body.items).toEqual([])
})

test('what is merged is in no list of open work, and in its requester’s by itself', async () => {
  const [one, other] = [await report(rob, 'Hidden'), await report(rita, 'Shown')]
  await merge(one, other)
  const refs = async (who: number, query: string): Promise<string[]> =>
    (await ask(who, 'GET', `/incidents?limit=200&${query}`)).body.items.map(({ ref }: { ref: string }) => ref)
  expect(await refs(ana, 'open=true')).not.toContain(one)
  expect(await refs(ana, 'category=merged')).toContain(one)
  expect(await refs(rob, 'category=merged')).toContain(one)
  const found = (await ask(ana, 'GET', '/search?q=hidden')).body.items
  expect(found).toContainEqual(expect.objectContaining({ ref: one, mergedInto: other }))
  expect((await ask(rob, 'GET', `/incidents/${one}`)).body).toMatchObject({
    category: 'merged',
    mergedInto: null,
  })
})

test('a part that is split off reads the entries it took along, for whoever may read the first', async () => {
  const first = await report(rita, 'Mail, and the lamp')
  await say(rita, first, 'The lamp is dark.')
  await say(ana, first, 'The lamp is old.', false)
  await say(ana, first, 'Mail is fine now.')
  const made = await ask(ana, 'POST', `/incidents/${first}/split`, {
    title: 'The lamp is dark',
    entries: [2, 3],
  })
  expect(made.status).toBe(201)
  const { ref } = made.body
  expect(made.body).toMatchObject({ requester: { name: 'Rita' } })
  expect(await wordsIn(ana, ref)).toEqual([`${first}: The lamp is dark.`, `${first}: The lamp is old.`])
  expect(await wordsIn(rita, ref)).toEqual([`${first}: The lamp is dark.`])
  expect(await wordsIn(ana, first)).toHaveLength(3)
  const forRob = await ask(ana, 'POST', `/incidents/${first}/split`, {
    title: 'Another lamp',
    entries: [2],
    requester: rob,
  })
  expect(await wordsIn(rob, forRob.body.ref)).toEqual([])
  const wrong = await ask(ana, 'POST', `/incidents/${first}/split`, { title: 'x', entries: [99] })
  expect(wrong.body.problems).toEqual([{ path: '/entries', message: `${first} has no entry 99` }])
})

test('what may be the same is offered with the reason, until somebody says that it is not', async () => {
  const one = await report(rob, 'The turnstile at gate 9 jams')
  const other = await report(rita, 'Gate 9 turnstile is stuck')
  const similar = async () => (await ask(ana, 'GET', `/incidents/${one}/similar`)).body.items
  expect(await similar()).toMatchObject([
    { ref: other, why: { words: expect.arrayContaining(['turnstile']), requester: false, minutesApart: 0 } },
  ])
  expect((await ask(rob, 'GET', `/incidents/${one}/similar`)).body.items).toEqual([])
  await ask(ana, 'POST', `/incidents/${other}/links`, { type: 'differs-from', to: one })
  expect(await similar()).toEqual([])
  await ask(ana, 'DELETE', `/incidents/${other}/links/differs-from/${one}`)
  expect(await similar()).toHaveLength(1)
})

test('the link of a merge is neither made nor ended by hand', async () => {
  const [one, other] = [await report(rob, 'x'), await report(rita, 'y')]
  const made = await ask(ana, 'POST', `/incidents/${one}/links`, { type: 'merged-into', to: other })
  expect(made.status).toBe(400)
  await merge(one, other)
  expect((await ask(ana, 'DELETE', `/incidents/${one}/links/merged-into/${other}`)).status).toBe(400)
})
