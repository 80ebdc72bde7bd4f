import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Scope } from '../access/index.ts'
import { openPool } from '../db/index.ts'
import { testDatabase } from '../db/testing.ts'
import { testSpine } from '../practice/testing.ts'
import { announcement, followAnnouncements } from './announce.ts'
import { ensureBootstrapKey } from './bootstrap.ts'
import { createIdentity, type Identity } from './identity.ts'
import { makeKey, storeKey } from './keys.ts'
import { nextId } from './people-sql.ts'
import { principalsOf } from './principals.ts'
import { publicUrl, somebody } from './testing.ts'

const { db, url } = await testDatabase()
const spine = await testSpine(db)
const identity = await createIdentity(spine, { publicUrl })
const log = pino({ level: 'silent' })
let people = 0

function asks(key: string, by: Identity = identity) {
  return by.authenticate({ method: 'GET', headers: { authorization: `Bearer ${key}` } })
}

async function aKey(more: { scopes?: Scope[]; expiresAt?: number; role?: 'agent' | 'administrator' } = {}) {
  const personId = await somebody(spine, `key${++people}@example.com`, more.role ?? 'agent')
  const [id, key] = [await nextId(db, 'api_key'), makeKey()]
  const { scopes = ['read'], expiresAt = null } = more
  await db.pool.query(
    storeKey({ id, personId, name: 'ci', key, scopes, createdBy: personId, at: spine.time.now(), expiresAt }),
  )
  return { id, key, personId }
}

test('a key speaks for its person, within its scopes, and its use is noted', async () => {
  const { id, key, personId } = await aKey({ scopes: ['read', 'write'] })
  expect(await asks(key)).toEqual({
    personId,
    name: 'Ana Costa',
    role: 'agent',
    teamIds: [],
    source: 'ci',
    via: 'key',
    scopes: ['read', 'write'],
    caller: `key:${id}`,
  })
  const { rows } = await db.pool.query('select used_at, digest from api_key where id = $1', [id])
  expect(rows[0].used_at).toBe(spine.time.now())
  expect(String(rows[0].digest)).not.toContain(key)
})

test('nonsense, half a key and a key in other words are nobody, even beside a good cookie', async () => {
  const { key } = await aKey()
  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${key.slice(0, -1)}`,
    `Bearer ${key} x`,
    `Basic ${key}`,
    key,
    "Bearer ' or 1=1 --",
  ]) {
    const headers = { authorization, cookie: 'throughline.session_token=x' }
    expect(await identity.authenticate({ method: 'GET', headers }), authorization).toBeNull()
  }
})

test("an administrator's key without the scope admin does not administer", async () => {
  expect(await asks((await aKey({ role: 'administrator', scopes: ['write'] })).key)).toMatchObject({
    role: 'manager',
  })
  expect(await asks((await aKey({ role: 'administrator', scopes: ['admin'] })).key)).toMatchObject({
    role: 'administrator',
  })
})

test('a key stops the moment it expires, also while it is remembered', async () => {
  const { key } = await aKey({ expiresAt: spine.time.now() + 10_000 })
  expect(await asks(key)).not.toBeNull()
  spine.time.advance(9_999)
  expect(await asks(key)).not.toBeNull()
  spine.time.advance(1)
  expect(await asks(key)).toBeNull()
})

test('the database is asked about a key at most every 30 s', async () => {
  const { key, id } = await aKey()
  await asks(key)
  await db.pool.query('update api_key set revoked_at = $2 where id = $1', [id, new Date(spine.time.now())])
  spine.time.advance(29_999)
  expect(await asks(key), 'behind the back of the program').not.toBeNull()
  spine.time.advance(1)
  expect(await asks(key)).toBeNull()
})

test('whoever was looked up while they were being forgotten is not remembered', async () => {
  const { key, id, personId } = await aKey()
  const looking = asks(key)
  principalsOf(db).forget(personId)
  await looking
  await db.pool.query('update api_key set revoked_at = $2 where id = $1', [id, new Date(spine.time.now())])
  expect(await asks(key)).toBeNull()
})

test("another process hears of it at once when someone's rights change, also after its connection broke", async () => {
  const other = openPool(url)
  const there = await createIdentity({ ...spine, db: other }, { publicUrl })
  let teams = 0
  const following = await followAnnouncements(other, { log, retryMs: 10, onTeams: async () => void teams++ })
  const { key, personId } = await aKey()
  expect(await asks(key, there)).toMatchObject({ role: 'agent' })
  await db.pool.query(`update person set role = 'manager' where id = $1`, [personId])
  await db.pool.query(announcement(personId))
  await expect.poll(() => asks(key, there)).toMatchObject({ role: 'manager' })
  await db.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen principals' and datname = current_database()`,
  )
  await expect.poll(() => teams).toBe(1)
  await db.pool.query(announcement('teams'))
  await expect.poll(() => teams).toBe(2)
  await following.stop()
  await other.close()
})

test('the bootstrap key makes one administrator, once, however many processes start', async () => {
  const key = 'bootstrap-key-of-the-first-start-0001'
  await Promise.all([ensureBootstrapKey(spine, key), ensureBootstrapKey(spine, key)])
  await ensureBootstrapKey(spine, key)
  const bootstrap = await asks(key)
  expect(bootstrap).toMatchObject({
    name: 'Bootstrap',
    role: 'administrator',
    scopes: ['read', 'write', 'admin'],
  })
  const { rows } = await db.pool.query(`select count(*) as count from person where name = 'Bootstrap'`)
  expect(rows[0].count).toBe(1)
  const next = 'bootstrap-key-of-the-second-start-002'
  await ensureBootstrapKey(spine, next)
  expect(await asks(next)).toMatchObject({ personId: bootstrap?.personId })
  expect(await asks(key), 'the value that was replaced').toBeNull()
  await ensureBootstrapKey(spine, undefined)
  expect(await asks(next)).not.toBeNull()
  const audit = await db.pool.query(
    `select string_agg(data::text || coalesce(content::text, ''), '') as text from entry`,
  )
  expect(audit.rows[0].text).toContain('"bootstrap":true')
  expect(audit.rows[0].text).not.toContain('bootstrap-key-of')
})

test('a bootstrap key that was revoked does not come back with the next start', async () => {
  const key = 'bootstrap-key-of-the-third-start-0003'
  await ensureBootstrapKey(spine, key)
  const personId = (await asks(key))?.personId ?? 0
  await db.pool.query('update api_key set revoked_at = $2 where person_id = $1', [
    personId,
    new Date(spine.time.now()),
  ])
  principalsOf(db).forget(personId)
  await ensureBootstrapKey(spine, key)
  expect(await asks(key)).toBeNull()
})
