import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readBackstage } from '../backstage/index.ts'
import { readCompose } from '../compose/index.ts'

async function folder(files: Record<string, string | Buffer>): Promise<string> {
  const place = await mkdtemp(path.join(tmpdir(), 'catalogue-'))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(place, name)), { recursive: true })
    await writeFile(path.join(place, name), text)
  }
  return place
}
const arrows = (
  things: readonly { key: string; relations?: { relation: string; to: string }[] | undefined }[],
) =>
  things.flatMap(({ key, relations = [] }) => relations.map(({ relation, to }) => `${key} ${relation} ${to}`))

const entity = (kind: string, name: string, spec: object = {}, metadata: object = {}): string =>
  JSON.stringify({ apiVersion: 'backstage.io/v1alpha1', kind, metadata: { name, ...metadata }, spec })

test('services of Compose files, both ways of naming what they need, later files over earlier ones', async () => {
  const place = await folder({
    'compose.yaml':
      'name: shop\nservices:\n  web_app:\n    depends_on: [db]\n    links: ["cache:c"]\n  db:\n  cache: {}\n',
    'compose.full.yaml':
      'services:\n  web_app:\n    depends_on:\n      queue: {condition: service_healthy}\n  queue: {}\n',
  })
  const files = ['compose.yaml', 'compose.full.yaml'].map((name) => path.join(place, name))
  const { source, things, troubles } = await readCompose(files)
  expect(source).toBe('compose:shop')
  expect(things.map(({ kind, key, name }) => `${kind} ${key} ${name}`)).toEqual([
    'service web-app web_app',
    'service db db',
    'service cache cache',
    'service queue queue',
  ])
  expect(arrows(things)).toEqual([
    'web-app depends-on db',
    'web-app depends-on cache',
    'web-app depends-on queue',
  ])
  expect(troubles).toEqual([])
  expect((await readCompose([place])).things).toHaveLength(4)
})

test('what a Compose file needs and nobody defines is told, and so is what is no Compose file', async () => {
  const place = await folder({
    'a.compose.yaml': 'services:\n  web: {depends_on: [ghost]}\n',
    'b.compose.yaml': 'services:\n  - web\n',
    'c.compose.yaml': 'volumes: {}\n',
    'd.compose.yaml': 'services: {web: {depends_on: 7}}\n',
  })
  const { things, troubles } = await readCompose([place])
  expect(things.map(({ key }) => key)).toEqual(['web'])
  expect(troubles.map(({ why }) => why).join('\n')).toMatch(
    /services.*\n.*names no services\n.*services.web.*\n.*ghost/s,
  )
  await expect(readCompose([path.join(place, 'none.yaml')])).rejects.toThrow('cannot be opened')
})

test('every kind and reference of Backstage becomes a service, an item, a team or a relation', async () => {
  const file = [
    entity('Domain', 'sales'),
    entity('System', 'shop', { owner: 'group:default/Sales', domain: 'sales' }, { title: 'The shop' }),
    entity('Component', 'Orders', {
      type: 'service',
      lifecycle: 'production',
      owner: 'team-orders',
      system: 'shop',
      providesApis: ['orders'],
      consumesApis: ['other/rates'],
      dependsOn: ['resource:orders-db', 'component:cart'],
    }),
    entity('Component', 'cart', { type: 'library', subcomponentOf: 'orders' }),
    entity('API', 'orders', { type: 'openapi', owner: 'user:default/ana' }),
    entity('API', 'rates', { type: 'grpc' }, { namespace: 'other' }),
    entity('Resource', 'orders-db', { type: 'database', dependencyOf: ['component:cart'] }),
    entity('Group', 'team-orders', {}, { title: 'Orders' }),
    entity('User', 'ana'),
  ].join('\n---\n')
  const place = await folder({ 'catalog-info.yaml': file })
  const { things, groups, people, troubles } = await readBackstage([place], 'backstage:test')
  expect(troubles).toEqual([])
  expect(things.map(({ kind, key, class: level, team }) => [kind, key, level, team].join(' '))).toEqual([
    'item sales domain ',
    'service shop business sales',
    'service orders technical team-orders',
    'item cart application ',
    'item api:orders api ',
    'item other-rates api ',
    'item orders-db database ',
  ])
  expect(arrows(things).sort()).toEqual([
    'api:orders provided-by orders',
    'cart depends-on orders-db',
    'cart part-of orders',
    'orders depends-on cart',
    'orders depends-on orders-db',
    'orders depends-on other-rates',
    'orders part-of shop',
    'shop part-of sales',
  ])
  expect({ groups, people }).toEqual({ groups: [{ key: 'team-orders', name: 'Orders' }], people: ['ana'] })
})

test('a Location is followed to the files beside it, once, and never out of its folder or to an address', async () => {
  const place = await folder({
    'all.yaml': entity('Location', 'all', {
      targets: ['./more/one.yaml', './more/none.yaml', '../../etc/passwd', 'https://example.com/c.yaml'],
    }),
    'more/one.yaml': `${entity('System', 'one')}\n---\n${entity('Location', 'back', { target: './one.yaml' })}`,
  })
  const { things, troubles } = await readBackstage([path.join(place, 'all.yaml')])
  expect(things.map(({ key }) => key)).toEqual(['one'])
  const said = troubles.map(({ why }) => why).join('\n')
  expect(said).toMatch(/cannot be opened/)
  expect(said).toMatch(/passwd lies outside/)
  expect(said).toMatch(/is an address, which is not fetched/)
})

test('one broken file or document is told with its line, and all else is read', async () => {
  const nine = (a: string, b: string): string => `${b}: &${b} [${Array(9).fill(`*${a}`).join(', ')}]\n`
  const bomb = `a: &a ["x", "x"]\n${['ab', 'bc', 'cd', 'de', 'ef', 'fg'].map((two) => nine(two[0] ?? '', two[1] ?? '')).join('')}`
  const place = await folder({
    'bomb.yaml': bomb,
    'broken.yaml': `${entity('System', 'good')}\n---\nkind: [`,
    'latin.yaml': Buffer.from([0x6b, 0x3a, 0x20, 0xe9]),
    'other.yaml': 'kind: Deployment\napiVersion: apps/v1\n',
    'twice.yaml': `${entity('System', 'good')}\n---\n${entity('Rocket', 'moon')}\n---\n${entity('System', '../x')}`,
    'dangling.yaml': entity('Component', 'lost', { type: 'service', system: 'nowhere' }),
    'empty.yaml': '',
  })
  const { things, troubles } = await readBackstage([place])
  expect(things.map(({ key }) => key).sort()).toEqual(['good', 'lost'])
  const told = troubles.map(({ file, line, why }) => `${path.basename(file)}:${line} ${why}`)
  expect(told.sort()).toEqual([
    expect.stringMatching(/^bomb.yaml:1 .*alias/i),
    expect.stringMatching(/^broken.yaml:\d/),
    expect.stringMatching(/^dangling.yaml:1 .*system:default\/nowhere, which is not described/),
    'latin.yaml:1 is not written in UTF-8',
    expect.stringMatching(/^other.yaml:1 apiVersion/),
    expect.stringMatching(/^twice.yaml:1 system:default\/good is described twice/),
    'twice.yaml:3 Rocket is no kind that is brought in',
    expect.stringMatching(/^twice.yaml:5 metadata.name: is no name/),
  ])
})

const real = fileURLToPath(new URL('../../../../../shared/data/catalogue/', import.meta.url))

test.skipIf(!existsSync(real))(
  'the demo of OpenTelemetry has twenty services, and Kafka’s come with its own file',
  async () => {
    const core = path.join(real, 'otel-demo.compose.yaml')
    const { things, troubles } = await readCompose([core])
    expect([things.length, arrows(things).length, troubles.length]).toEqual([20, 46, 0])
    const full = await readCompose([core, path.join(real, 'otel-demo.compose.full.yaml')])
    expect(arrows(full.things).filter((arrow) => arrow.endsWith(' kafka'))).toEqual([
      'checkout depends-on kafka',
      'accounting depends-on kafka',
      'fraud-detection depends-on kafka',
    ])
    expect((await readBackstage([real])).things.map(({ key }) => key)).toEqual([
      'examples',
      'example-website',
      'example-grpc-api',
    ])
  },
)
