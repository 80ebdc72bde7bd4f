import { expect, test } from 'vitest'
import { createServiceDirectory } from '../foundation/configuration/index.ts'
import { person, team } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { openApi } from './testing.ts'

const { db } = await testDatabase()
const people = [
  person(1, 'Rui', 'manager'),
  person(2, 'Mara', 'agent'),
  person(3, 'Jonas', 'requester'),
  person(4, 'Ada', 'administrator'),
]
const { spine, ask } = await openApi(db, { people, teams: [team(10, 'desk')] })
const services = await createServiceDirectory(db)
Object.assign(spine.directory, { service: services.service, services: services.services })

async function make(collection: 'services' | 'items', input: object): Promise<string> {
  const { status, body } = await ask(1, 'POST', `/${collection}`, input)
  expect(body, JSON.stringify(body)).toMatchObject({ ref: expect.any(String) })
  expect(status).toBe(201)
  await services.reload()
  return body.ref
}
const service = (key: string, more = {}) => make('services', { key, name: key, ...more })
const item = (key: string, kind: string, more = {}) => make('items', { key, name: key, class: kind, ...more })
async function relate(from: string, type: string, to: string): Promise<void> {
  const collection = from.startsWith('SVC') ? 'services' : 'items'
  expect(await ask(1, 'POST', `/${collection}/${from}/links`, { type, to })).toMatchObject({ status: 201 })
}
const told = ({ items }: { items: { key: string; depth: number; relation: string }[] }) =>
  items.map(({ key, depth, relation }) => `${depth} ${relation} ${key}`)

const shop = await service('shop', { tier: 1, team: 'desk' })
const cart = await service('cart', { class: 'technical' })
const orders = await service('orders')
const store = await item('store-db', 'database', { attributes: { engine: 'PostgreSQL 18', port: 5432 } })
const host = await item('db-01.example.com', 'host')
const vendor = await item('hosting/contract-7', 'contract')
await relate(cart, 'part-of', shop)
await relate(cart, 'depends-on', store)
await relate(orders, 'depends-on', store)
await relate(store, 'runs-on', host)
await relate(host, 'supplied-by', vendor)
await relate(host, 'connects-to', cart)

test('what fails is felt by all that stands on it, the nearest first, each with its reason', async () => {
  const { body } = await ask(2, 'GET', '/items/db-01.example.com/impact')
  expect(body.of).toMatchObject({ ref: host, kind: 'item', class: 'host', tier: null })
  expect(told(body)).toEqual([
    '1 runs-on store-db',
    '2 depends-on cart',
    '2 depends-on orders',
    '3 part-of shop',
  ])
  expect(body.items[3]).toMatchObject({ ref: shop, through: cart, tier: 1, team: 'desk', people: 0 })
  expect(body.relations).toContainEqual({ from: cart, relation: 'part-of', to: shop })
  expect(body.more).toBe(false)
  const near = await ask(2, 'GET', `/items/${host}/impact?depth=2`)
  expect(near.body).toMatchObject({ more: true, items: { length: 3 } })
})

test('what a service stands on is the same read the other way', async () => {
  const { body } = await ask(2, 'GET', '/services/shop/dependencies')
  expect(told(body)).toEqual([
    '1 part-of cart',
    '2 depends-on store-db',
    '3 runs-on db-01.example.com',
    '4 supplied-by hosting/contract-7',
  ])
})

test('people who asked for help with a service lately stand for those who use it', async () => {
  for (const requester of [3, 3])
    expect(
      await ask(2, 'POST', '/incidents', { title: 'No orders', requester, service: 'orders' }),
    ).toMatchObject({ status: 201 })
  const { body } = await ask(2, 'GET', '/items/store-db/impact')
  expect(body.items.find(({ key }: { key: string }) => key === 'orders')).toMatchObject({ people: 1 })
})

test('any past moment is seen as it stood then, and a relation that ended is in the timelines', async () => {
  const then = new Date(spine.time.now()).toISOString()
  spine.time.advance(86_400_000)
  expect(await ask(1, 'DELETE', `/services/${orders}/links/depends-on/${store}`)).toMatchObject({
    status: 204,
  })
  expect(told((await ask(2, 'GET', '/items/store-db/impact')).body)).toEqual([
    '1 depends-on cart',
    '2 part-of shop',
  ])
  const before = await ask(2, 'GET', `/items/store-db/impact?at=${encodeURIComponent(then)}`)
  expect(told(before.body)).toContain('1 depends-on orders')
  const { body } = await ask(2, 'GET', `/items/${store}/timeline`)
  expect(body.items.map(({ verb }: { verb: string }) => verb)).toContain('unlinked')
})

test('relations that lead back to where they began end there', async () => {
  const [a, b, c] = [await service('a'), await service('b'), await service('c')]
  await relate(a, 'depends-on', b)
  await relate(b, 'depends-on', c)
  await relate(c, 'depends-on', a)
  expect(told((await ask(2, 'GET', '/services/a/impact')).body)).toEqual(['1 depends-on c', '2 depends-on b'])
  expect(await ask(1, 'POST', `/services/${a}/links`, { type: 'depends-on', to: a })).toMatchObject({
    status: 422,
  })
})

test('a chain of 10,000 is followed as far as was asked, and it is said that there is more', async () => {
  const first = 1_000_000
  await db.pool.query(
    `insert into link (from_id, type, to_id, at, seq)
       select $1::bigint + i, 'depends-on', $1::bigint + i - 1, now(), 1 from generate_series(1, 10000) i`,
    [first],
  )
  await db.pool.query(
    `insert into record select ($1::bigint + i), 'item', state, category, cause, 'Link ' || i, description, impact, urgency,
       priority, service_id, team_id, holder_id, requester_id, restricted, channel, opened_at, resolved_at, closed_at,
       updated_at, due_at, version, seq, head, jsonb_build_object('key', 'link-' || i, 'class', 'host'), custom, tags
       from record, generate_series(0, 10000) i where id = $2`,
    [first, Number(host.slice(4))],
  )
  const { body } = await ask(2, 'GET', '/items/link-0/impact?depth=100')
  expect(body.items).toHaveLength(100)
  expect(body).toMatchObject({ more: true, items: { 99: { key: 'link-100', depth: 100 } } })
})

test('an item is kept as its class says: an unknown class, a wrong attribute, a key that is taken and a stranger are refused', async () => {
  const classes = [
    {
      key: 'host',
      title: 'Host',
      attributes: { type: 'object', properties: { cores: { type: 'integer' } }, additionalProperties: false },
    },
  ]
  const { status } = await ask(4, 'PUT', '/settings/itemClasses', { value: classes })
  expect(status).toBe(200)
  const refused = (input: object) =>
    ask(1, 'POST', '/items', { key: 'h2', name: 'h2', class: 'host', ...input })
  expect(await refused({ class: 'spaceship' })).toMatchObject({ body: { problems: [{ path: '/class' }] } })
  expect(await refused({ attributes: { cores: 'many' } })).toMatchObject({
    status: 400,
    body: { problems: [{ path: '/attributes/cores' }] },
  })
  expect(await refused({ attributes: { colour: 'red' } })).toMatchObject({ status: 400 })
  expect(await refused({ key: 'shop' })).toMatchObject({ body: { problems: [{ path: '/key' }] } })
  expect(await refused({ owner: 'nobody@example.com' })).toMatchObject({
    body: { problems: [{ path: '/owner' }] },
  })
  expect((await ask(2, 'POST', '/items', { key: 'h3', name: 'h3', class: 'host' })).status).toBe(403)
  expect((await ask(3, 'GET', '/services/shop/impact')).status).toBe(403)
  expect((await ask(2, 'GET', '/services/nothing/impact')).status).toBe(404)
  const made = await refused({ attributes: { cores: 4 } })
  expect(made).toMatchObject({ status: 201, body: { attributes: { cores: 4 }, state: 'live' } })
})
