import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { readConfig } from '../../../server/src/app/config.ts'
import { type Running, start } from '../../../server/src/app/start.ts'
import type { RoleName } from '../../../server/src/spine/access/index.ts'
import type { Db } from '../../../server/src/spine/db/index.ts'
import { testDatabase } from '../../../server/src/spine/db/testing.ts'
import { addPerson, goodPassword } from '../../../server/src/spine/identity/testing.ts'
import { openPage } from './browser.ts'

export type Person = { id: number; name: string; email: string; role: RoleName; cookie: string }

export type Throughline = {
  /** The address that people open. */
  readonly url: string
  readonly db: Db
  /** Somebody who can sign in with `password` and is signed in by `cookie`. */
  person(role: RoleName, facts?: { name?: string; zone?: string; language?: string }): Promise<Person>
  /** A page of a browser of its own, in which that person is signed in; without one, nobody is. */
  page(person?: Person, options?: BrowserContextOptions): Promise<Page>
  /** The same, at an address. */
  pageAt(path: string, person?: Person, options?: BrowserContextOptions): Promise<Page>
  /** Asks the API as that person; throws what was answered where it was refused. */
  ask<T = any>(
    person: Person,
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    path: string,
    body?: object,
  ): Promise<T>
  /** Stops the server, as at a restart; its database stays. */
  stop(): Promise<void>
  /** Starts it again at the same address. */
  start(): Promise<void>
}

export const password = goodPassword

/**
 * A whole Throughline on a database of this test file's own, as `npm start` runs it: server, worker and live updates.
 * Call it at the top level of the file. It ends with the file.
 */
export async function throughline(env: NodeJS.ProcessEnv = {}): Promise<Throughline> {
  const { db, url: databaseUrl, ownerUrl } = await testDatabase()
  const home = await mkdtemp(path.join(tmpdir(), 'throughline-browser-'))
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    DATABASE_OWNER_URL: ownerUrl,
    THROUGHLINE_HOME: home,
    PORT: String(await freePort()),
    LOG_LEVEL: 'silent',
    ...env,
  })
  let running: Running | null = await start(config)
  const { url } = running
  afterAll(async () => {
    await running?.stop()
    await rm(home, { recursive: true, force: true })
  })
  const page: Throughline['page'] = async (person, options = {}) => {
    const opened = await openPage({ baseURL: url, ...options })
    if (person) await opened.context().addCookies(cookiesFor(url, person))
    return opened
  }
  return {
    url,
    db,
    person: (role, facts) => signedIn(db, url, role, facts),
    page,
    pageAt: async (path, person, options) => {
      const opened = await page(person, options)
      await opened.goto(path)
      return opened
    },
    ask: (person, method, where, body) => ask(`${url}/api/v1${where}`, person, method, body),
    stop: async () => {
      await running?.stop()
      running = null
    },
    start: async () => {
      running = await start(config)
    },
  }
}

let people = 0

async function signedIn(
  db: Db,
  url: string,
  role: RoleName,
  { name = `${role} ${++people}`, zone = 'Europe/Lisbon', language = 'en' } = {},
): Promise<Person> {
  const email = `person${++people}@example.com`
  const id = await addPerson(db, { name, email, role, zone, language, at: Date.now() })
  // All tests come from one address, which may try only so often.
  await db.pool.query('delete from rate_limit')
  const response = await fetch(`${url}/api/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`${email} could not sign in: ${await response.text()}`)
  const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  return { id, name, email, role, cookie: cookie.join('; ') }
}

function cookiesFor(url: string, { cookie }: Person) {
  return cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
    return { name, value, url, httpOnly: true, sameSite: 'Lax' as const }
  })
}

async function ask(url: string, { cookie }: Person, method: string, body?: object) {
  const headers = { cookie, origin: new URL(url).origin, ...(body && { 'content-type': 'application/json' }) }
  const response = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`)
  return text ? JSON.parse(text) : null
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}
