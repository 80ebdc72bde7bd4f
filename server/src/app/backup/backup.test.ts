import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable, Writable } from 'node:stream'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { attach, createFileStore, placeOf } from '../../spine/attachments/index.ts'
import { makeCheckpoint, redact, verifyCheckpoints } from '../../spine/audit/index.ts'
import { auditSpine, plain, variedRecords } from '../../spine/audit/testing.ts'
import { migrate } from '../../spine/db/index.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { installQueue } from '../../spine/jobs/index.ts'
import { act, comment, open } from '../../spine/practice/index.ts'
import { backup } from './backup.ts'
import { dropSchema, tablesOf } from './catalog.ts'
import { BackupError, MAGIC } from './format.ts'
import { foldersOf } from './public-keys.ts'
import { restore } from './restore.ts'

const source = await testDatabase()
const target = await testDatabase()
const folder = await mkdtemp(path.join(os.tmpdir(), 'throughline backup '))
afterAll(() => rm(folder, { recursive: true, force: true }))
const [from, to] = [foldersOf(path.join(folder, 'source')), foldersOf(path.join(folder, 'target'))]
const [sourceFiles, targetFiles] = [from.files, to.files]
const appRole =
  inject('testServer').appUrl === inject('testServer').ownerUrl ? null : new URL(target.url).username
const now = Date.UTC(2026, 2, 3)

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** All rows of all tables as text, and where the sequences stand. */
const contentsOf = (url: string) =>
  asOwner(url, async (client) => {
    const contents: Record<string, string[]> = {}
    for (const { name } of await tablesOf(client)) {
      const { rows } = await client.query(`select t::text as row from ${name} t order by 1`)
      contents[name] = rows.map(({ row }) => row)
    }
    const { rows } = await client.query(
      `select sequencename, last_value::text from pg_sequences where schemaname = 'public' order by 1`,
    )
    contents.sequences = rows.map((row) => Object.values(row).join(' '))
    return contents
  })

async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [path.relative(folder, file), await readFile(file, 'base64')]),
    ),
  )
}

async function backedUp(url = source.ownerUrl): Promise<{ bytes: Buffer; warnings: string[] }> {
  const chunks: Buffer[] = []
  const out = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  const { warnings } = await backup(url, from, out, { now })
  return { bytes: Buffer.concat(chunks), warnings }
}

async function* inPieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}
const restoring = (bytes: Buffer) => restore(target.ownerUrl, to, Readable.from(inPieces(bytes)), { appRole })

let whole: Buffer
beforeAll(async () => {
  const files = await createFileStore(sourceFiles)
  const { spine, ana, adam, rita } = await auditSpine(source.db)
  await variedRecords(spine, ana)
  const { row } = await open(rita, plain, {
    title: 'Tabs\tand\nlines \\. and \\N',
    description: '\u0001 "quoted" 👩‍🚒',
    requesterId: 1,
  })
  async function* bytes(content: string | Buffer) {
    yield Buffer.from(content as string)
  }
  const give = (name: string, content: string | Buffer) =>
    attach({ ...ana, files }, plain, {
      id: row.id,
      name,
      claimedType: 'text/plain',
      public: true,
      content: bytes(content),
    })
  await give('big.txt', 'x'.repeat(3_000_000))
  await give('empty.txt', '')
  const { attachment } = await give('secret.txt', 'hunter2')
  await comment(ana, plain, { id: row.id, body: 'the password', public: false })
  await act(ana, plain, { id: row.id, verb: 'take', input: {} })
  await redact({ ...adam, files }, plain, {
    id: row.id,
    seqs: [5],
    attachmentIds: [attachment.id],
    reason: 'A password',
  })
  await asOwner(source.ownerUrl, async (owner) => {
    await owner.query(
      `insert into person (id, name, email, created_at, updated_at) overriding system value values (7, 'Zoë', 'z@example.org', now(), now())`,
    )
    await owner.query(`insert into team (key, name, lead_id) values ('desk', 'Desk', 7)`)
    await owner.query(`insert into setting values ('closing', '{"a": 1.50}', 3)`)
    await owner.query(
      `insert into calendar_version (key, version, definition, made_at) select key, 2, definition, now() from calendar_version`,
    )
    await owner.query(
      `insert into api_key (person_id, name, start, digest, scopes, created_at) values (7, 'CI', 'tl_', '\\x00ff', '{read,write}', now())`,
    )
  })
  await makeCheckpoint(spine, path.join(folder, 'source'))
  whole = (await backedUp()).bytes
})

async function refused(bytes: Buffer): Promise<string> {
  const before = await contentsOf(target.ownerUrl)
  const error = await restoring(bytes).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(BackupError)
  expect(await contentsOf(target.ownerUrl)).toEqual(before)
  expect(await filesIn(targetFiles)).toEqual({})
  return (error as Error).message
}

test('a backup that is cut anywhere restores nothing and says where', async () => {
  expect(await refused(Buffer.alloc(0))).toContain('it is cut off, or no backup')
  expect(await refused(whole.subarray(0, 10))).toContain('it is cut off, or no backup')
  expect(await refused(whole.subarray(0, MAGIC.length))).toContain('it is cut off')
  for (const share of [0.2, 0.5, 0.9]) {
    expect(await refused(whole.subarray(0, Math.floor(whole.length * share)))).toMatch(
      /it is cut off .*\(at .+\)\. Nothing was restored/,
    )
  }
  expect(await refused(whole.subarray(0, whole.length - 1))).toContain('it is cut off')
})

test('a backup with one bit changed anywhere restores nothing', async () => {
  for (let n = 0; n < 9; n++) {
    const bytes = Buffer.from(whole)
    const at = Math.floor((n / 9) * whole.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (n % 8))
    await refused(bytes)
  }
})

/** The same backup with something in its frames replaced: compressed anew, so that only our own digests can tell. */
function altered(change: (frames: Buffer) => Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(MAGIC),
    zstdCompressSync(change(zstdDecompressSync(whole.subarray(MAGIC.length)))),
  ])
}
const swap = (from: string, to: string) =>
  altered((frames) => {
    const at = frames.indexOf(from)
    expect(at).toBeGreaterThan(0)
    return Buffer.concat([
      frames.subarray(0, at),
      Buffer.from(to),
      frames.subarray(at + Buffer.byteLength(from)),
    ])
  })

test('a backup altered with care is found by its digests', async () => {
  expect(await refused(swap('Again down', 'Again fine'))).toMatch(
    /its digest is another \(at table (entry|record)\)/,
  )
  expect(await refused(swap('"version":"0', '"version":"9'))).toContain('its digest is another (at its end)')
  expect(await refused(altered((frames) => Buffer.concat([frames, frames.subarray(-30)])))).toMatch(
    /altered|follows after/,
  )
  expect(await refused(altered((frames) => frames.subarray(0, frames.lastIndexOf('Z'))))).toContain(
    'it is cut off',
  )
})

test('a backup of another format or a newer level is refused by name', async () => {
  expect(await refused(Buffer.from('PK\x03\x04 some archive or other'))).toContain(
    'it is no backup of Throughline',
  )
  expect(await refused(Buffer.from('THROUGHLINE BACKUP 2\nxxxx'))).toContain('it has format 2')
  expect(await refused(swap('"format":1', '"format":7'))).toContain('it has format 7')
  expect(await refused(swap('"0001_spine"', '"9999_newer"'))).toContain('which this release does not know')
})

test('a database with data in it, or with a server at work, is left alone', async () => {
  await expect(restore(source.ownerUrl, from, Readable.from(inPieces(whole)), { appRole })).rejects.toThrow(
    'has data in it already',
  )
  const server = new pg.Client({ connectionString: target.url, application_name: 'throughline' })
  await server.connect()
  await expect(restoring(whole)).rejects.toThrow('A server is running')
  await server.end()
})

test('everything comes back: every row, every sequence, every file', async () => {
  const report = await restoring(whole)
  expect(report).toMatchObject({
    at: new Date(now).toISOString(),
    files: 2,
    warnings: [],
    chains: { found: 0, records: 5 },
  })
  const [restored, original] = [await contentsOf(target.ownerUrl), await contentsOf(source.ownerUrl)]
  for (const table of Object.keys(original)) expect(restored[table], table).toEqual(original[table])
  expect(Object.keys(restored)).toEqual(Object.keys(original))
  expect(await filesIn(targetFiles)).toEqual(await filesIn(sourceFiles))
  expect(Object.keys(await filesIn(targetFiles))).toHaveLength(2)
  const [name = ''] = await readdir(to.keys)
  expect(await readdir(to.keys)).toEqual([expect.stringMatching(/^checkpoint-\w+\.pub$/)])
  expect(await readFile(path.join(to.keys, name), 'utf8')).toEqual(
    await readFile(path.join(from.keys, name), 'utf8'),
  )
  expect((await verifyCheckpoints(target.db, path.join(folder, 'target'))).problems).toEqual([])
})

test('what the queue had taken and not done waits in the outbox again; and what is missing on disk is a warning', async () => {
  await asOwner(source.ownerUrl, async (owner) => {
    await owner.query('delete from outbox where seq > 1')
  })
  await installQueue(source.ownerUrl, appRole)
  await asOwner(source.ownerUrl, async (owner) => {
    const job = (seq: number) =>
      JSON.stringify({ messages: [{ recordId: 42, seq, kind: 'incident', verb: 'take', version: 2 }] })
    for (const [queue, seq, state] of [
      ['follow', 7, 'created'],
      ['follow', 8, 'active'],
      ['follow', 9, 'completed'],
      ['follow-failed', 10, 'created'],
    ]) {
      await owner.query(`insert into pgboss.job (name, data, state) values ($1, $2, $3::pgboss.job_state)`, [
        queue,
        job(Number(seq)),
        state,
      ])
    }
  })
  const [lost] = Object.keys(await filesIn(sourceFiles))
  await rm(path.join(sourceFiles, lost ?? ''))
  const { bytes, warnings } = await backedUp()
  expect(warnings).toEqual([expect.stringMatching(/^The content of \w+\.txt is missing/)])
  await asOwner(target.ownerUrl, dropSchema)
  await rm(targetFiles, { recursive: true, force: true })
  const report = await restoring(bytes)
  expect(report).toMatchObject({ files: 1, warnings })
  const { outbox } = await contentsOf(target.ownerUrl)
  expect(outbox?.filter((row) => row.startsWith('(42,'))).toEqual([
    '(42,10,incident,take,2)',
    '(42,7,incident,take,2)',
    '(42,8,incident,take,2)',
  ])
})

test('a content that is damaged on disk is told, and left out', async () => {
  const [file = ''] = Object.keys(await filesIn(sourceFiles))
  await writeFile(placeOf(sourceFiles, path.basename(file)), 'something else')
  const { bytes, warnings } = await backedUp()
  expect(warnings).toContainEqual(expect.stringContaining('is damaged on disk'))
  await asOwner(target.ownerUrl, dropSchema)
  await rm(targetFiles, { recursive: true, force: true })
  const report = await restoring(bytes)
  expect(report.warnings).toContainEqual(expect.stringContaining('it was left out'))
  expect(await filesIn(targetFiles)).toEqual({})
})

test('a backup of an earlier level is restored at that level and brought forward', async () => {
  await asOwner(source.ownerUrl, dropSchema)
  await migrate(source.ownerUrl, { appRole: appRole ?? '', to: '0001_spine' })
  await asOwner(source.ownerUrl, (owner) => owner.query(`insert into setting values ('closing', '{}', 1)`))
  const { bytes } = await backedUp()
  await asOwner(target.ownerUrl, dropSchema)
  await migrate(target.ownerUrl, { appRole: appRole ?? '' })
  await restoring(bytes)
  const contents = await contentsOf(target.ownerUrl)
  expect(contents.setting).toEqual(['(closing,{},1)'])
  expect(contents).toHaveProperty('person')
})

test('a full disk ends a backup with the reason, and leaves no connection', async () => {
  const full = new Writable({
    write: (_chunk, _encoding, done) => done(new Error('ENOSPC: no space left on device')),
  })
  await mkdir(sourceFiles, { recursive: true })
  await expect(backup(target.ownerUrl, from, full, { now })).rejects.toThrow('no space left')
})
