import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { incidentCreate } from '../../../contract/src/index.ts'
import { createServer } from '../../../server/src/app/server.ts'
import { incident } from '../../../server/src/practices/incident/index.ts'
import { attach, createFileStore } from '../../../server/src/spine/attachments/index.ts'
import { testDatabase } from '../../../server/src/spine/db/testing.ts'
import { comment, link, open, registryOf } from '../../../server/src/spine/practice/index.ts'
import { buildWorld, type Name, names, type Secret } from './world.ts'

const { db } = await testDatabase()
const files = await createFileStore(await mkdtemp(path.join(tmpdir(), 'access-')))
const { spine, as, secrets } = await buildWorld(db)
const registry = registryOf([incident])
const attachments = new Map<string, number>()
const hub = await open(
  as.ana,
  incident,
  incidentCreate.parse({ title: 'A record that everybody on the staff sees' }),
)

for (const secret of secrets) {
  const knower = { ...as[secret.seenBy.find((name) => as[name].actor.role !== 'requester') ?? 'ana'], files }
  await comment(knower, incident, { id: secret.id, body: `More of ${secret.word}`, public: true })
  await comment(knower, incident, { id: secret.id, body: `Internally ${secret.word}`, public: false })
  await link(knower, registry, { practice: incident, id: hub.row.id }, 'relates', secret.ref)
  const content = (async function* () {
    yield Buffer.from(`file of ${secret.word}\n`)
  })()
  const attaching = {
    id: secret.id,
    name: `${secret.word}.txt`,
    claimedType: 'text/plain',
    public: true,
    content,
  }
  attachments.set(secret.ref, (await attach(knower, incident, attaching)).attachment.id)
}

const app = await createServer({
  spine: { ...spine, files },
  bodyLimit: 1_000_000,
  authenticate: async ({ headers }) => as[headers['x-person'] as Name].actor,
})
afterAll(() => app.close())

type Route = { method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'; url: string }
const description = JSON.parse(
  await readFile(new URL('../../../server/openapi.json', import.meta.url), 'utf8'),
)
const routes: Route[] = Object.entries(description.paths as Record<string, object>).flatMap(
  ([url, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase() as Route['method'], url })),
)

/** Bodies that are good in themselves, by the last part of a route. */
const bodies: Record<string, object> = {
  assign: { team: 'desk' },
  give: { holder: 4 },
  ask: { question: 'Which?' },
  confirm: { how: 'by phone' },
  'await-supplier': { supplier: 'Acme', reference: 'A', chaseAt: '2027-01-01T00:00:00Z' },
  'await-change': { change: 'CHG-1' },
  'await-problem': { problem: 'PRB-1' },
  chase: { chaseAt: '2027-01-01T00:00:00Z' },
  resolve: { code: 'fixed', text: 'Mended.' },
  reopen: { reason: 'Again.' },
  cancel: { reason: 'No.' },
  merge: { into: `INC-${hub.row.id}` },
  split: { title: 'A part', entries: [1] },
  'override-priority': { priority: 1, reason: 'Now.' },
  'propose-major': { reason: 'Many.' },
  'accept-major': { manager: 1, communications: 1 },
  'decline-major': { reason: 'Few.' },
  'post-update': { affected: 'All', known: 'Nothing' },
  'hand-over-role': { role: 'manager', to: 1 },
  'set-bridge': { bridge: null },
  'note-decision': { text: 'Wait.' },
  'note-action': { text: 'Wait', holder: 1, dueAt: '2027-01-01T00:00:00Z' },
  'restore-service': {},
  'fails-again': { reason: 'Again.' },
  'stand-down': {},
  comments: { body: 'Hello.' },
  presence: { doing: 'reading' },
  links: { type: 'relates', to: `INC-${hub.row.id}` },
  restrict: { reason: 'x' },
  unrestrict: { reason: 'x' },
  redact: { seqs: [1], reason: 'x' },
  '{ref}': { title: 'Changed' },
}

function ask(person: Name, { method, url }: Route, secret: Secret) {
  const filled = url
    .replace('{ref}', secret.ref)
    .replace('{attachment}', String(attachments.get(secret.ref)))
    .replace('{type}', 'relates')
    .replace('{to}', `INC-${hub.row.id}`)
    .replace('{role}', 'watchers')
    .replace(/\{\w+\}/g, String(as[person].actor.personId))
  const body =
    method === 'GET' || method === 'DELETE' ? undefined : (bodies[url.split('/').at(-1) ?? ''] ?? {})
  const words: Record<string, string> = { search: 'q', similar: 'title' }
  // What is similar to a record is asked by its ref alone.
  const typed = url.includes('{ref}') ? undefined : words[url.split('/').at(-1) ?? '']
  const query = typed ? `?${typed}=${secret.word}` : ''
  return app.inject({
    method,
    url: filled + query,
    headers: { 'x-person': person },
    ...(body && { payload: body }),
  })
}

const ofRecord = (route: Route): boolean => /\/(incidents|records)\/\{ref\}/.test(route.url)
const seqOf = async (id: number): Promise<number> =>
  (await db.pool.query('select seq from record where id = $1', [id])).rows[0].seq

describe.each(names)('%s', (person) => {
  const hidden = secrets.filter(({ seenBy }) => !seenBy.includes(person))
  const seen = secrets.filter(({ seenBy }) => seenBy.includes(person))

  test('finds nothing of what is hidden by any route that reads', async () => {
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      for (const secret of hidden) {
        const answer = await ask(person, route, secret)
        expect(answer.body, `${route.url} ${secret.what}`).not.toContain(secret.word)
        if (ofRecord(route)) expect(answer.statusCode, `${route.url} ${secret.what}`).toBe(404)
        // What is refused repeats the ref that was asked for.
        else if (answer.statusCode === 200)
          expect(answer.body, `${route.url} ${secret.what}`).not.toContain(`"${secret.ref}"`)
      }
    }
  })

  test('learns nothing of what is hidden from a record that is linked to it', async () => {
    for (const part of ['', '/timeline', '/links']) {
      const answer = await app.inject({
        url: `/api/v1/incidents/INC-${hub.row.id}${part}`,
        headers: { 'x-person': person },
      })
      for (const { ref, what } of hidden) expect(answer.body, `${part} ${what}`).not.toContain(`"${ref}"`)
      for (const { ref } of part === '/links' && answer.statusCode === 200 ? seen : [])
        expect(answer.body).toContain(`"${ref}"`)
    }
  })

  test('changes nothing of what is hidden by any route that writes', async () => {
    const before = await Promise.all(hidden.map(({ id }) => seqOf(id)))
    for (const route of routes.filter(({ method, url }) => method !== 'GET' && ofRecord({ method, url }))) {
      for (const secret of hidden) {
        const answer = await ask(person, route, secret)
        expect([404, 415], `${route.method} ${route.url} ${answer.body}`).toContain(answer.statusCode)
        expect(answer.body).not.toContain(secret.word)
      }
    }
    expect(await Promise.all(hidden.map(({ id }) => seqOf(id)))).toEqual(before)
  })

  test('reads what is theirs', async () => {
    for (const secret of seen) {
      const one = await ask(person, { method: 'GET', url: '/api/v1/incidents/{ref}' }, secret)
      expect(one.body).toContain(secret.word)
      const file = await ask(
        person,
        { method: 'GET', url: '/api/v1/incidents/{ref}/attachments/{attachment}' },
        secret,
      )
      expect(file.body).toContain(secret.word)
      const all = await app.inject({ url: '/api/v1/incidents?limit=200', headers: { 'x-person': person } })
      expect(all.body).toContain(secret.word)
    }
  })
})
