import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { attach, createFileStore, listAttachments, openAttachment } from '../attachments/index.ts'
import { openPool } from '../db/index.ts'
import { testDatabase } from '../db/testing.ts'
import { act, amend, comment, open } from '../practice/index.ts'
import { loadEntries } from '../records/index.ts'
import { compareRebuilt } from './compare-rebuilt.ts'
import { redact } from './redact.ts'
import { auditSpine, plain, plainRegistry } from './testing.ts'
import { verifyChains } from './verify.ts'

const { db, ownerUrl } = await testDatabase()
const owner = openPool(ownerUrl, { applicationName: 'test' })
const folder = await mkdtemp(path.join(os.tmpdir(), 'throughline redact '))
afterAll(async () => {
  await owner.close()
  await rm(folder, { recursive: true, force: true })
})
const made = await auditSpine(db)
const files = await createFileStore(folder)
const { spine } = made
const [rita, ana, adam] = [made.rita, made.ana, made.adam].map((ctx) => ({ ...ctx, files })) as [
  typeof made.ana,
  typeof made.ana,
  typeof made.ana,
]

/** In which tables and files a text occurs, in any column and any case. */
async function whereIs(needle: string): Promise<string[]> {
  const { rows: tables } = await owner.pool.query(
    `select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await owner.pool.query(`select 1 from ${name} t where t::text ilike $1 limit 1`, [
      `%${needle}%`,
    ])
    if (rows.length > 0) found.push(name)
  }
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (file.isFile() && (await readFile(path.join(file.parentPath, file.name), 'latin1')).includes(needle))
      found.push('file')
  }
  return found.sort()
}

/** What the relay does after a write: words become known for typing mistakes. */
const learnWords = () =>
  owner.pool.query(
    `insert into lexeme select distinct unnest(tsvector_to_array(staff || open)) from record_search on conflict do nothing`,
  )

async function sound(): Promise<void> {
  expect((await verifyChains(db)).problems).toEqual([])
  const folding = { calendars: spine.calendars, practices: plainRegistry }
  expect((await compareRebuilt(db, folding)).differences).toEqual([])
}

async function* bytes(content: string) {
  yield Buffer.from(content)
}

test('a password pasted into a comment is nowhere any more, and the chain still verifies', async () => {
  const { row } = await open(rita, plain, { title: 'Cannot sign in', requesterId: 1 })
  await comment(rita, plain, { id: row.id, body: 'My password is Hunter2Zebra and it fails', public: true })
  await comment(ana, plain, { id: row.id, body: 'Never send a password', public: true })
  await learnWords()
  expect(await whereIs('hunter2zebra')).toEqual(['public.entry', 'public.lexeme', 'public.record_search'])
  spine.time.advance(60_000)
  const { row: after } = await redact(adam, plain, { id: row.id, seqs: [2], reason: 'A password' })
  expect(after.version).toBe(2)
  expect(await whereIs('hunter2zebra')).toEqual([])
  const entries = await loadEntries(db, [row.id])
  expect(entries[1]).toMatchObject({ verb: 'comment', actorId: 1, body: null, salt: null, redacted: true })
  expect(entries.at(-1)).toMatchObject({
    verb: 'redact',
    actorId: 3,
    content: { note: { reason: 'A password' } },
    data: { redacts: [2] },
  })
  const { rows } = await owner.pool.query(
    `select word from lexeme where word in ('password', 'fails', 'never')`,
  )
  expect(rows.map(({ word }) => word).sort()).toEqual(['never', 'password'])
  await sound()
})

test('title, description, own and added fields can go, of the first entry too; facts stay', async () => {
  const { row } = await open(rita, plain, {
    title: 'secretword in the title',
    description: 'and a secretword',
    tags: ['secretword'],
    custom: { note: 'secretword' },
    requesterId: 1,
  })
  const id = row.id
  await act(ana, plain, { id, verb: 'take', input: {} })
  await act(ana, plain, { id, verb: 'resolve', input: { text: 'The secretword was wrong' } })
  await learnWords()
  const { row: after } = await redact(adam, plain, { id, seqs: [1, 3], reason: 'Asked to be forgotten' })
  expect(after).toMatchObject({
    title: '[redacted]',
    description: '[redacted]',
    tags: [],
    custom: { note: '[redacted]' },
    state: 'resolved',
    holderId: 2,
    requesterId: 1,
    data: { resolutionText: '[redacted]' },
  })
  expect(await whereIs('secretword')).toEqual([])
  await sound()
})

test('what was written over a redacted title stands', async () => {
  const { row } = await open(rita, plain, { title: 'oldsecret', requesterId: 1 })
  await amend(ana, plain, { id: row.id, input: { title: 'A plain title' } })
  const { row: after } = await redact(adam, plain, { id: row.id, seqs: [1], reason: 'x' })
  expect(after.title).toBe('A plain title')
  expect(await whereIs('oldsecret')).toEqual([])
  await sound()
})

test('an attachment goes with its name and content, unless another has the same content', async () => {
  const { row } = await open(rita, plain, { title: 'Files', requesterId: 1 })
  const id = row.id
  const give = (name: string, content: string) =>
    attach(rita, plain, { id, name, claimedType: 'text/plain', public: true, content: bytes(content) })
  const one = await give('namesecret.txt', 'contentsecret')
  const two = await give('two.txt', 'sharedcontent')
  await give('three.txt', 'sharedcontent')
  expect(await whereIs('contentsecret')).toEqual(['file'])
  await redact(adam, plain, {
    id,
    seqs: [],
    attachmentIds: [one.attachment.id, two.attachment.id],
    reason: 'Passwords',
  })
  expect(await whereIs('namesecret')).toEqual([])
  expect(await whereIs('contentsecret')).toEqual([])
  expect(await whereIs('sharedcontent')).toEqual(['file'])
  const left = await listAttachments(rita, plain, id)
  expect(left.map(({ name }) => name)).toEqual(['three.txt'])
  await expect(openAttachment(rita, plain, id, one.attachment.id)).rejects.toMatchObject({
    code: 'not-found',
  })
  await sound()
})

test('only an administrator redacts, only what is there, and only once', async () => {
  const { row } = await open(rita, plain, { title: 'Mine', requesterId: 1 })
  const doing = { id: row.id, seqs: [1], reason: 'x' }
  await expect(redact(rita, plain, doing)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(redact(ana, plain, doing)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(redact(adam, plain, { ...doing, seqs: [1, 9] })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await expect(redact(adam, plain, { ...doing, attachmentIds: [9] })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await redact(adam, plain, doing)
  await expect(redact(adam, plain, doing)).rejects.toMatchObject({ code: 'conflict' })
})

test('the database refuses to empty an entry that no redaction names, and what is left in its place cannot be changed unseen', async () => {
  const { row } = await open(rita, plain, { title: 'Kept', requesterId: 1 })
  await db.pool.query(`select redact_entry($1, 1, '{"redacted":{}}')`, [row.id])
  expect((await loadEntries(db, [row.id]))[0]).toMatchObject({ redacted: false, content: { title: 'Kept' } })
  await redact(adam, plain, { id: row.id, seqs: [1], reason: 'x' })
  await owner.pool.query(
    `update entry set content = '{"redacted":{"tags":true}}' where record_id = $1 and seq = 1`,
    [row.id],
  )
  const { problems } = await verifyChains(db)
  expect(problems).toMatchObject([
    { recordId: row.id, seq: 1, what: 'it was redacted, and what was left in its place was changed' },
  ])
})
