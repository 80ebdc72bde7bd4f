import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { handlers } from '../../../server/src/app/follow.ts'
import { practices as registry } from '../../../server/src/app/practices.ts'
import { createServer } from '../../../server/src/app/server.ts'
import { createFileStore } from '../../../server/src/spine/attachments/index.ts'
import { person, team } from '../../../server/src/spine/context/testing.ts'
import { testDatabase } from '../../../server/src/spine/db/testing.ts'
import { followAll } from '../../../server/src/spine/jobs/index.ts'
import { testSpine } from '../../../server/src/spine/practice/testing.ts'

const people = { rita: 1, rob: 2, wim: 3, ana: 4, lea: 5 }
type Name = keyof typeof people
const names = Object.keys(people) as Name[]

const { db } = await testDatabase()
const files = await createFileStore(await mkdtemp(path.join(tmpdir(), 'merged-')))
const spine = Object.assign(
  await testSpine(db, {
    people: [
      person(people.rita, 'Rita', 'requester'),
      person(people.rob, 'Rob', 'requester'),
      person(people.wim, 'Wim', 'requester'),
      person(people.ana, 'Ana', 'agent', [10]),
      person(people.lea, 'Lea', 'manager', [10]),
    ],
    teams: [team(10, 'desk', 1, [people.ana, people.lea])],
  }),
  { files },
)
const app = await createServer({
  spine,
  bodyLimit: 1_000_000,
  authenticate: async ({ headers }) => spine.as({ id: people[headers['x-person'] as Name] }).actor,
})
afterAll(() => app.close())

async function ask(who: Name, method: 'GET' | 'POST', url: string, payload?: object) {
  spine.time.advance(1000)
  const answer = await app.inject({ method, url, headers: { 'x-person': who }, ...(payload && { payload }) })
  return { status: answer.statusCode, text: answer.body }
}
const incident = (ref: string, part: string): string => `/api/v1/incidents/${ref}${part}`
async function report(who: Name, title: string): Promise<string> {
  return JSON.parse((await ask(who, 'POST', '/api/v1/incidents', { title })).text).ref
}
const say = (who: Name, ref: string, body: string, open: boolean) =>
  ask(who, 'POST', incident(ref, '/comments'), { body, public: open })

/** What stands in the three records, and who may read it: `hidden` is restricted once it is merged. */
const refs = {
  survivor: await report('rita', 'Survivortitle'),
  merged: await report('rob', 'Mergedtitle'),
  hidden: await report('wim', 'Hiddentitle'),
}
await say('rita', refs.survivor, 'Survivorword', true)
await say('ana', refs.survivor, 'Survivornote', false)
await say('ana', refs.survivor, 'Beforeword', true)
await say('rob', refs.merged, 'Mergedword', true)
await say('ana', refs.merged, 'Mergednote', false)
await say('wim', refs.hidden, 'Hiddenword', true)
for (const ref of [refs.merged, refs.hidden])
  await ask('ana', 'POST', incident(ref, '/merge'), { into: refs.survivor })
await ask('ana', 'POST', incident(refs.hidden, '/restrict'), { reason: 'legal', people: [people.ana] })
await say('rita', refs.survivor, 'Laterword', true)
await say('ana', refs.survivor, 'Answerword', true)
await followAll(spine, { registry, handlers })

const readers: Record<string, readonly Name[]> = {
  Survivortitle: ['rita', 'ana', 'lea'],
  Survivorword: ['rita', 'ana', 'lea'],
  Survivornote: ['ana', 'lea'],
  Beforeword: ['rita', 'ana', 'lea'],
  Laterword: ['rita', 'ana', 'lea'],
  Mergedtitle: ['rob', 'ana', 'lea'],
  Mergedword: ['rob', 'ana', 'lea'],
  Mergednote: ['ana', 'lea'],
  Hiddentitle: ['wim', 'ana'],
  Hiddenword: ['wim', 'ana'],
  Answerword: names,
}
const mayRead: Record<string, readonly Name[]> = {
  [refs.survivor]: ['rita', 'ana', 'lea'],
  [refs.merged]: ['rob', 'ana', 'lea'],
  [refs.hidden]: ['wim', 'ana'],
}

const description = JSON.parse(
  await readFile(new URL('../../../server/openapi.json', import.meta.url), 'utf8'),
)
const routes = Object.entries(description.paths as Record<string, object>).flatMap(([url, methods]) =>
  Object.keys(methods).map((method) => ({ method: method.toUpperCase(), url })),
)
const reading = routes.filter(({ method, url }) => method === 'GET' && !/live|attachments\/\{/.test(url))
const writing = routes.filter(({ method, url }) => method === 'POST' && url.includes('/incidents/{ref}'))

test.each(names)('through a merge %s reads by no route what is not theirs', async (who) => {
  const forbidden = Object.keys(readers).filter((word) => !readers[word]?.includes(who))
  const words = Object.keys(readers)
  for (const { url } of reading) {
    const typed = /\/(search|similar)$/.test(url) && !url.includes('{ref}')
    for (const ref of Object.values(refs)) {
      const filled = url.replace('{ref}', ref).replace(/\{\w+\}/g, '1')
      const query = typed ? `?${url.endsWith('search') ? 'q' : 'title'}=${words.join('%20')}` : ''
      const { status, text } = await ask(who, 'GET', filled + query)
      for (const word of forbidden) expect(text, `${who} ${filled}`).not.toContain(word)
      if (url.includes('/incidents/{ref}') && !mayRead[ref]?.includes(who)) expect(status, filled).toBe(404)
      for (const other of Object.values(refs)) {
        const named = text.includes(`"${other}"`) && status === 200
        if (named) expect(mayRead[other], `${who} ${filled} names ${other}`).toContain(who)
      }
    }
  }
})

test('who reported it reads in their own what was answered in the other one', async () => {
  for (const [who, ref] of [
    ['rita', refs.survivor],
    ['rob', refs.merged],
    ['wim', refs.hidden],
  ] as const)
    expect((await ask(who, 'GET', incident(ref, '/timeline'))).text).toContain('Answerword')
})

test.each(names)('through a merge %s changes nothing that is not theirs', async (who) => {
  for (const [ref, some] of Object.entries(mayRead)) {
    if (some.includes(who)) continue
    const seq = async () => (await db.pool.query('select seq from record where id = $1', [ref.slice(4)])).rows
    const before = await seq()
    for (const { url } of writing) {
      const filled = url.replace('{ref}', ref).replace(/\{\w+\}/g, '1')
      const { status } = await ask(who, 'POST', filled, { into: refs.survivor })
      expect([400, 404, 415], `${who} ${filled}`).toContain(status)
    }
    expect(await seq()).toEqual(before)
  }
})
