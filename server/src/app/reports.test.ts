import { expect, test } from 'vitest'
import { createServiceDirectory } from '../foundation/configuration/index.ts'
import { person, team } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { openApi } from './testing.ts'

const { db } = await testDatabase()
const people = [person(1, 'Rui', 'manager'), person(2, 'Mara', 'agent')]
const { spine, ask } = await openApi(db, { people, teams: [team(10, 'shop'), team(11, 'data')] })
const services = await createServiceDirectory(db)
Object.assign(spine.directory, { service: services.service, services: services.services })

const cart = { kind: 'service', key: 'cart', name: 'Cart', class: 'technical', team: 'shop' }
const store = {
  kind: 'item',
  key: 'store',
  name: 'Store',
  class: 'database',
  attributes: { engine: 'PG 17' },
}
const report = async (source: string, things: unknown[], more: object = { complete: true }) => {
  const { status, body } = await ask(1, 'POST', '/reports', { source, things, ...more })
  expect(status, JSON.stringify(body)).toBe(200)
  await services.reload()
  return body
}
const related = { ...cart, relations: [{ relation: 'depends-on', to: 'store' }] }

test('what a tool names is made once, however often it says so, with its relations', async () => {
  const first = await report('compose:shop', [related, store])
  expect(first).toMatchObject({ unchanged: 0, relations: { made: 1, ended: 0 }, problems: [], missing: [] })
  expect(first.made.map(({ key }: { key: string }) => key)).toEqual(['cart', 'store'])
  const again = await report('compose:shop', [related, store])
  expect(again).toMatchObject({ made: [], changed: [], unchanged: 2, relations: { made: 0, ended: 0 } })
  const { body } = await ask(2, 'GET', '/items/store/impact')
  expect(body.items).toMatchObject([{ key: 'cart', relation: 'depends-on' }])
})

test('a source changes what it set, and nothing that somebody else has said since', async () => {
  const said = { ...store, name: 'Store of the shop', attributes: { engine: 'PG 18', port: 5432 } }
  expect(await report('compose:shop', [related, said])).toMatchObject({
    changed: [{ key: 'store', fields: ['name', 'attributes.engine', 'attributes.port'] }],
    conflicts: [],
  })
  const { body: sources } = await ask(2, 'GET', '/items/store/sources')
  const ref = (await ask(2, 'GET', '/items/store/impact')).body.of.ref
  await ask(1, 'PATCH', `/items/${ref}`, { name: 'Main store' })
  const third = { ...said, name: 'Another name', attributes: { ...said.attributes, engine: 'PG 19' } }
  expect(await report('compose:shop', [related, third])).toMatchObject({
    changed: [{ key: 'store', fields: ['attributes.engine'] }],
    conflicts: [{ key: 'store', field: 'name', said: 'Another name', stands: 'Main store' }],
  })
  expect(sources.items).toMatchObject([{ source: 'compose:shop', missingSince: null, conflicts: [] }])
})

test('of two sources that claim one key, the first keeps what it said; the conflict is shown and settled once', async () => {
  const other = { ...store, name: 'Main store', attributes: { engine: 'MariaDB', owner: 'Ana' } }
  expect(await report('backstage:all', [other])).toMatchObject({
    changed: [{ fields: ['attributes.owner'] }],
    conflicts: [{ field: 'attributes.engine', said: 'MariaDB', stands: 'PG 19' }],
  })
  const settle = (take: string) =>
    ask(1, 'POST', '/items/store/sources/settle', {
      source: 'backstage:all',
      field: 'attributes.engine',
      take,
    })
  expect((await settle('stands')).body.items[0]).toMatchObject({ source: 'backstage:all', conflicts: [] })
  expect((await report('backstage:all', [other])).conflicts).toEqual([])
  const newer = { ...other, attributes: { ...other.attributes, engine: 'MySQL' } }
  expect((await report('backstage:all', [newer])).conflicts).toHaveLength(1)
  expect((await settle('said')).status).toBe(200)
  const { body } = await ask(2, 'GET', '/items?limit=10')
  expect(body.items[0].attributes).toMatchObject({ engine: 'MySQL', owner: 'Ana', port: 5432 })
  expect((await settle('said')).status).toBe(400)
  expect(await report('backstage:all', [{ ...cart, kind: 'item', class: 'host' }])).toMatchObject({
    problems: [{ key: 'cart', why: expect.stringContaining('cart is a service here') }],
  })
})

test('what a source names no more is marked, not deleted, and is found again', async () => {
  const third = { ...store, name: 'Main store', attributes: { port: 5432 } }
  expect(await report('compose:shop', [third])).toMatchObject({ missing: [{ key: 'cart' }] })
  expect((await ask(2, 'GET', '/services/cart/sources')).body.items).toMatchObject([
    { source: 'compose:shop', missingSince: expect.any(String) },
  ])
  expect(await report('compose:shop', [third])).toMatchObject({ missing: [] })
  expect(await report('compose:shop', [{ ...cart, relations: [] }], {})).toMatchObject({
    relations: { made: 0, ended: 1 },
  })
  expect((await ask(2, 'GET', '/services/cart/sources')).body.items).toMatchObject([{ missingSince: null }])
})

test('a relation that somebody made is theirs: a source neither makes it again nor ends it', async () => {
  const { body } = await ask(2, 'GET', '/services/cart/impact')
  const to = (await ask(2, 'GET', '/items/store/impact')).body.of.ref
  expect(await ask(1, 'POST', `/services/${body.of.ref}/links`, { type: 'depends-on', to })).toMatchObject({
    status: 201,
  })
  expect(await report('compose:shop', [related], {})).toMatchObject({ relations: { made: 0, ended: 0 } })
  expect(await report('compose:shop', [{ ...cart, relations: [] }], {})).toMatchObject({
    relations: { made: 0, ended: 0 },
  })
})

test('what cannot be used is told with its place, and all else comes in', async () => {
  const answer = await report(
    'csv',
    [
      { ...cart, key: 'one' },
      { kind: 'planet', key: 'x', name: 'X' },
      { ...cart, key: 'one', name: 'Twice' },
      { ...store, key: 'two', class: 'spaceship' },
      { ...cart, key: 'Three !' },
      { ...cart, key: 'four', owner: 'nobody@example.com' },
      { ...cart, key: 'five', team: 'nobody' },
      {
        ...cart,
        key: 'six',
        relations: [
          { relation: 'depends-on', to: 'nothing' },
          { relation: 'runs-on', to: 'store' },
        ],
      },
      'not a thing',
    ],
    {},
  )
  expect(answer.made.map(({ key }: { key: string }) => key)).toEqual(['one', 'six'])
  expect(answer.relations).toEqual({ made: 1, ended: 0 })
  expect(answer.problems.map(({ at }: { at: number }) => at)).toEqual([1, 2, 8, 3, 4, 5, 6, 7])
  expect(answer.problems[2].why).not.toContain('undefined')
})

test('a trial run says what would be done, and does nothing', async () => {
  const things = [
    { ...related, key: 'trial', relations: [{ relation: 'depends-on', to: 'trial-db' }] },
    { ...store, key: 'trial-db' },
  ]
  const trial = await report('trial', things, { dryRun: true, complete: true })
  expect(trial).toMatchObject({
    made: [{ key: 'trial', ref: null }, {}],
    relations: { made: 1 },
    problems: [],
  })
  expect((await ask(2, 'GET', '/services/trial/impact')).status).toBe(404)
  const mine = await report('compose:shop', [{ ...store, name: 'Main store' }], {
    dryRun: true,
    complete: true,
  })
  expect(mine.missing).toMatchObject([{ key: 'cart' }])
  expect(await ask(2, 'POST', '/reports', { source: 'x', things: [] })).toMatchObject({ status: 403 })
})

test('what is wrong with what is known is listed, each with where it is mended', async () => {
  const circle = ['round-1', 'round-2', 'round-3'].map((key, i, all) => ({
    ...cart,
    key,
    relations: [{ relation: 'depends-on', to: all[(i + 1) % 3] }],
  }))
  await report('circles', [...circle, { kind: 'item', key: 'alone', name: 'Alone', class: 'host' }])
  const { body } = await ask(2, 'GET', '/catalogue/quality')
  const told = (flaw: string) =>
    body.items.filter((one: { flaw: string }) => one.flaw === flaw).map(({ key }: { key: string }) => key)
  expect(told('circle')).toEqual(['round-1', 'round-2', 'round-3'])
  expect(body.counts.circle).toBe(3)
  expect(told('orphaned')).toContain('alone')
  expect(told('no-team')).toContain('store')
  expect(told('no-owner')).toContain('round-1')
  expect(told('missing')).not.toContain('alone')
  await report('circles', circle)
  const missing = await ask(2, 'GET', '/catalogue/quality?flaw=missing')
  const alone = missing.body.items.find(({ key }: { key: string }) => key === 'alone')
  expect(alone).toMatchObject({ flaw: 'missing', fix: expect.stringMatching(/^\/records\/ITM-/) })
  spine.time.advance(91 * 86_400_000)
  const stale = await ask(2, 'GET', '/catalogue/quality?flaw=stale')
  expect(stale.body.items.map(({ key }: { key: string }) => key)).toContain('round-1')
  expect((await ask(2, 'GET', '/catalogue/quality?flaw=ugly')).status).toBe(400)
})
