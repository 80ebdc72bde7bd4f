import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect } from 'vitest'
import { createFileStore } from '../spine/attachments/index.ts'
import type { PersonFacts, Spine } from '../spine/context/index.ts'
import type { Db } from '../spine/db/index.ts'
import { nextId, storePerson } from '../spine/identity/index.ts'
import { type TestPeople, testSpine } from '../spine/practice/testing.ts'
import { createServer, type HttpOptions } from './server.ts'
import { openSpine } from './spine.ts'

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** The whole API on a database, asked by people who are taken at their word for who they are. */
export async function openApi(
  db: Db,
  people: TestPeople,
  {
    spine: parts,
    ...more
  }: Partial<Pick<HttpOptions, 'plugins' | 'mail' | 'webhooks' | 'mailing'>> & {
    spine?: Partial<Spine>
  } = {},
) {
  const plain = await testSpine(db, people)
  const files = await createFileStore(await mkdtemp(path.join(tmpdir(), 'files-')))
  const spine = Object.assign(plain, { files, ...parts })
  const authenticate: HttpOptions['authenticate'] = async ({ headers }) =>
    spine.as({ id: Number(headers['x-person']) }).actor
  const app = await createServer({ spine, bodyLimit: 1_000_000, authenticate, ...more })
  afterAll(() => app.close())
  const ask = async (
    person: number,
    method: Method,
    url: string,
    body?: object,
    headers: Record<string, string> = {},
  ) => {
    const response = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { 'x-person': String(person), ...headers },
      ...(body && { payload: body }),
    })
    return { status: response.statusCode, body: response.body === '' ? null : response.json() }
  }
  return { spine, app, ask }
}

/** The whole API with the people in the database, where they are looked up: they can be changed, and leave. */
export async function openHouse(db: Db, people: PersonFacts[]) {
  for (const person of people) {
    // Their numbers are as the sequence gives them: 1, 2, 3, …
    expect(await nextId(db, 'person')).toBe(person.id)
    await db.pool.query(storePerson({ ...person, at: 0 }))
  }
  const { directory, poke } = await openSpine({
    ...(await testSpine(db)),
    files: await createFileStore(await mkdtemp(path.join(tmpdir(), 'files-'))),
  })
  return openApi(db, { people }, { spine: { directory, poke } })
}
