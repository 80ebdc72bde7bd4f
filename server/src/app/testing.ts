import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { createFileStore } from '../spine/attachments/index.ts'
import type { Spine } from '../spine/context/index.ts'
import type { Db } from '../spine/db/index.ts'
import { type TestPeople, testSpine } from '../spine/practice/testing.ts'
import { createServer, type HttpOptions } from './server.ts'

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
  const ask = async (person: number, method: Method, url: string, body?: object) => {
    const response = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { 'x-person': String(person) },
      ...(body && { payload: body }),
    })
    return { status: response.statusCode, body: response.body === '' ? null : response.json() }
  }
  return { spine, app, ask }
}
