import { afterAll, describe, expect, test } from 'vitest'
import { createServer } from '../../../server/src/app/server.ts'
import { pages } from '../../../server/src/pages/index.ts'
import { testDatabase } from '../../../server/src/spine/db/testing.ts'
import { setUpVisit, storePerson } from '../../../server/src/spine/identity/index.ts'
import { buildWorld, type Name, names, type Secret } from './world.ts'

const { db } = await testDatabase()
const { spine, as, secrets } = await buildWorld(db)
for (const name of names) {
  const { personId: id, role } = as[name].actor
  const email = `${name}@example.org`
  if (id === null || role === 'system') continue
  const person = { id, name, email, role, zone: 'UTC', language: 'en', at: spine.time.now() }
  await db.pool.query(storePerson(person))
}

const publicUrl = 'http://localhost:7400'
const app = await createServer({
  spine,
  bodyLimit: 1_000_000,
  // Pages pass on nothing of a request but what a browser is known by, so the name stands in a cookie.
  authenticate: async ({ headers }) => as[(headers.cookie ?? '').split('=')[1] as Name]?.actor ?? null,
  plugins: [setUpVisit(spine)],
  pages: pages({ publicUrl, mail: false, now: spine.time.now }),
})
afterAll(() => app.close())

function visit(person: Name, url: string, sent?: Record<string, string>) {
  const headers = { cookie: `throughline.session_token=${person}`, origin: publicUrl, host: 'localhost:7400' }
  return sent === undefined
    ? app.inject({ url, headers })
    : app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(sent).toString(),
      })
}

const seqOf = async ({ id }: Secret): Promise<number> =>
  (await db.pool.query('select seq from record where id = $1', [id])).rows[0].seq

describe.each(names)('%s', (person) => {
  const hidden = secrets.filter(({ seenBy }) => !seenBy.includes(person))
  const seen = secrets.filter(({ seenBy }) => seenBy.includes(person))

  test('finds nothing in the portal of what is hidden, and cannot tell it from what does not exist', async () => {
    const nothing = (await visit(person, '/portal/INC-999999')).body
    const vain = (await visit(person, '/portal?q=zeppelin')).body
    for (const { ref, word, what } of hidden) {
      const page = await visit(person, `/portal/${ref}`)
      expect(page.statusCode, what).toBe(404)
      expect(page.body.replaceAll(ref, 'INC-999999'), what).toBe(nothing)
      const list = await visit(person, '/portal')
      expect(list.statusCode).toBe(200)
      expect(list.body, what).not.toContain(word)
      expect(list.body, what).not.toContain(`/portal/${ref}"`)
      const found = await visit(person, `/portal?q=${word}`)
      expect(found.body.replaceAll(word, 'zeppelin'), what).toBe(vain)
    }
  })

  test('does nothing by the portal to what is hidden', async () => {
    const before = await Promise.all(hidden.map(seqOf))
    for (const { ref, word } of hidden) {
      for (const act of ['reply', 'again', 'reopen', 'confirm', 'withdraw']) {
        const answer = await visit(person, `/portal/${ref}/${act}`, { text: 'Mine.', reason: 'Mine.' })
        expect(answer.statusCode, `${act} ${ref}`).toBe(404)
        expect(answer.body).not.toContain(word)
      }
    }
    expect(await Promise.all(hidden.map(seqOf))).toEqual(before)
  })

  test('reads there what is theirs to see', async () => {
    for (const { ref, word } of seen) expect((await visit(person, `/portal/${ref}`)).body).toContain(word)
  })
})

test('nobody reads anything without signing in', async () => {
  for (const { ref } of secrets) {
    const answer = await app.inject(`/portal/${ref}`)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/sign-in?to=%2Fportal%2F${ref}`])
  }
})
