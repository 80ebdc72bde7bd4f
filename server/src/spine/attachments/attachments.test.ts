import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { incident } from '@throughline/contract'
import { afterAll, expect, test } from 'vitest'
import type { Ctx } from '../context/index.ts'
import { testDatabase } from '../db/testing.ts'
import { definePractice, open } from '../practice/index.ts'
import { testSpine } from '../practice/testing.ts'
import { attach, listAttachments, openAttachment, removeAttachment } from './attach.ts'
import { downloadHeaders } from './download.ts'
import { cleanName } from './file-name.ts'
import { createFileStore } from './file-store.ts'

const { db } = await testDatabase()
const folder = await mkdtemp(path.join(os.tmpdir(), 'throughline files '))
afterAll(() => rm(folder, { recursive: true, force: true }))
const files = await createFileStore(folder)
const spine = await testSpine(db)
const staff: Ctx = { ...spine.as({ id: 2, role: 'agent' }), files }
const rita: Ctx = { ...spine.as({ id: 1, role: 'requester' }), files }
const rob: Ctx = { ...spine.as({ id: 4, role: 'requester' }), files }
const plain = definePractice({
  facts: incident,
  openedBy: 'requester',
  amendedBy: 'staff',
  open: (ctx: Ctx) => ({
    state: 'new',
    set: { requesterId: ctx.actor.personId },
    content: { title: 'Printer' },
  }),
})
const {
  row: { id },
} = await open(rita, plain, {})

async function* chunks(content: string | Uint8Array) {
  const bytes = Buffer.from(content as string)
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
}
const give = (ctx: Ctx, name: string, claimedType: string, content: string | Uint8Array, open = false) =>
  attach(ctx, plain, { id, name, claimedType, public: open, content: chunks(content) })
const kept = async () =>
  (await readdir(folder, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name)).length
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** A zip of stored files. */
function zip(entries: Record<string, string>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(data.length, 18)
    facts.writeUInt16LE(name.length, 22)
    parts.push(Buffer.from('PK\x03\x04'), facts, Buffer.from(name), data)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), facts, tail, Buffer.from(name))
    at += 30 + name.length + data.length
  }
  const end = Buffer.alloc(18)
  const size = Buffer.concat(directory).length
  const count = Object.keys(entries).length
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06'), end])
}
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const docx = zip({
  '[Content_Types].xml': `<Types><Override PartName="/word/document.xml" ContentType="${word}.main+xml"/></Types>`,
  'word/document.xml': '<w:document/>',
})

test('a requester attaches a picture publicly, and everyone who may see the record reads the same bytes', async () => {
  const { attachment, written } = await give(rita, 'C:\\fakepath\\screen.png', 'image/png', png)
  expect(attachment).toMatchObject({
    name: 'screen.png',
    type: 'image/png',
    size: png.length,
    public: true,
    byId: 1,
    sha256: createHash('sha256').update(png).digest('hex'),
  })
  expect(written.row.version).toBe(1)
  const { stream } = await openAttachment(staff, plain, id, attachment.id)
  expect(Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>))).toEqual(png)
  await expect(openAttachment(rob, plain, id, attachment.id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(give(rob, 'x.png', 'image/png', png)).rejects.toMatchObject({ code: 'not-found' })
})

test('what staff attach internally does not exist for the requester', async () => {
  const { attachment } = await give(staff, 'trace.txt', 'text/plain; charset=utf-8', 'grüße 👩‍🚒\n')
  expect(attachment.public).toBe(false)
  expect((await listAttachments(rita, plain, id)).map(({ name }) => name)).toEqual(['screen.png'])
  expect((await listAttachments(staff, plain, id)).map(({ name }) => name)).toEqual([
    'screen.png',
    'trace.txt',
  ])
  await expect(openAttachment(rita, plain, id, attachment.id)).rejects.toMatchObject({ code: 'not-found' })
  const { stream } = await openAttachment(staff, plain, id, attachment.id)
  expect(await text(stream)).toBe('grüße 👩‍🚒\n')
})

test.each([
  ['a script that says it is a picture', 'cat.png', 'image/png', '#!/bin/sh\nrm -rf /\n', 'content-mismatch'],
  [
    'markup that says it is a picture',
    'cat.gif',
    'image/gif',
    '<html><script>alert(1)</script></html>',
    'content-mismatch',
  ],
  [
    'a drawing with scripts',
    'cat.svg',
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
    'type-refused',
  ],
  [
    'a drawing that says it is a picture',
    'cat.jpg',
    'image/jpeg',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'content-mismatch',
  ],
  ['a page', 'index.html', 'text/html', '<html></html>', 'type-refused'],
  ['a program', 'setup.exe', 'application/x-msdownload', 'MZ\x90\x00', 'type-refused'],
  [
    'a program that says it is nothing',
    'setup.exe',
    'application/octet-stream',
    Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
    'type-refused',
  ],
  ['a picture that says it is text', 'notes.txt', 'text/plain', png, 'content-mismatch'],
  ['a document that says it is text', 'notes.txt', 'text/plain', '%PDF-1.4\n%%EOF', 'content-mismatch'],
  ['text with a NUL', 'notes.txt', 'text/plain', 'one\0two', 'content-mismatch'],
  [
    'text that is no UTF-8',
    'notes.csv',
    'text/csv',
    Buffer.from([0x67, 0x72, 0xfc, 0xdf, 0x65]),
    'content-mismatch',
  ],
  [
    'text cut within a character',
    'notes.txt',
    'text/plain',
    Buffer.from('é').subarray(0, 1),
    'content-mismatch',
  ],
  ['a picture of another kind', 'a.jpg', 'image/jpeg', png, 'content-mismatch'],
  ['an archive that says it is a document', 'a.docx', word, zip({ 'a.txt': 'a' }), 'content-mismatch'],
  ['nothing that says it is a picture', 'a.png', 'image/png', '', 'content-mismatch'],
  ['bytes without a claim', 'a', '', Buffer.from([1, 2, 3, 0, 255]), 'type-refused'],
])('%s is refused, and nothing is kept', async (_what, name, type, content, code) => {
  const before = await kept()
  await expect(give(staff, name, type, content)).rejects.toMatchObject({ code })
  expect(await kept()).toBe(before)
  expect(await listAttachments(staff, plain, id)).toHaveLength(2)
})

test.each([
  ['a.docx', word, docx, word],
  ['a.zip', 'application/x-zip-compressed', docx, 'application/zip'],
  ['a.zip', 'application/zip', zip({ 'a.txt': 'a' }), 'application/zip'],
  ['a.pdf', '', '%PDF-1.4\n%%EOF', 'application/pdf'],
  ['a.log', '', 'just text', 'text/plain'],
  ['a.csv', 'text/csv', '', 'text/csv'],
])('%s as %s is taken', async (name, type, content, stored) => {
  const { attachment } = await give(staff, name, type, content)
  expect(attachment.type).toBe(stored)
  await removeAttachment(staff, plain, id, attachment.id)
})

test('a content over the limit is refused while it comes in', async () => {
  const { maxBytes } = spine.settings.current().attachments
  let sent = 0
  async function* endless() {
    for (; ; sent += 1_000_000) yield Buffer.alloc(1_000_000)
  }
  const before = await kept()
  const endlessly = attach(staff, plain, {
    id,
    name: 'a',
    claimedType: 'text/plain',
    public: false,
    content: endless(),
  })
  await expect(endlessly).rejects.toMatchObject({ code: 'body-too-large', details: { limit: maxBytes } })
  expect(sent).toBeLessThan(maxBytes + 2_000_000)
  expect(await kept()).toBe(before)
  expect(await readdir(path.join(folder, 'incoming'))).toEqual([])
})

test('a sender who stops half-way leaves nothing', async () => {
  async function* broken() {
    yield Buffer.from('half')
    throw new Error('connection reset')
  }
  await expect(files.put(broken(), 1000)).rejects.toThrow('connection reset')
  expect(await readdir(path.join(folder, 'incoming'))).toEqual([])
})

test('an attachment taken away stays in the timeline, and a requester takes away only their own', async () => {
  const own = await give(rita, 'mine.txt', 'text/plain', 'mine')
  const theirs = await give(staff, 'theirs.txt', 'text/plain', 'theirs', true)
  await expect(removeAttachment(rita, plain, id, theirs.attachment.id)).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await removeAttachment(rita, plain, id, own.attachment.id)
  expect((await listAttachments(staff, plain, id)).map(({ name }) => name)).not.toContain('mine.txt')
  await expect(openAttachment(staff, plain, id, own.attachment.id)).rejects.toMatchObject({
    code: 'not-found',
  })
  const { rows } = await db.pool.query(
    `select verb from entry where record_id = $1 and data -> 'attachment' ->> 'id' = $2 order by seq`,
    [id, String(own.attachment.id)],
  )
  expect(rows.map(({ verb }) => verb)).toEqual(['attach', 'detach'])
})

test('a content in use is never removed with another attachment of the same content', async () => {
  const bytes = Buffer.from('shared')
  const { attachment } = await give(staff, 'one.txt', 'text/plain', bytes)
  await expect(give(staff, 'two.png', 'image/png', bytes)).rejects.toMatchObject({ code: 'content-mismatch' })
  expect(await text((await openAttachment(staff, plain, id, attachment.id)).stream)).toBe('shared')
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ana\\report.pdf', 'report.pdf'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['line\r\nbreak\0.txt', 'line break .txt'],
  ['Übersicht – März 👩‍🚒.pdf', 'Übersicht – März 👩‍🚒.pdf'],
  ['.htaccess', 'htaccess'],
  ['...', 'file'],
  ['', 'file'],
  ['con.txt', '_con.txt'],
  ['a:b?c*.txt', 'a_b_c_.txt'],
  ['\ud800.txt', '_.txt'],
])('the name %j becomes %j', (sent, clean) => {
  expect(cleanName(sent)).toBe(clean)
})

test('a long name keeps its ending and whole characters', () => {
  const name = cleanName(`${'ü'.repeat(300)}.docx`)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
  expect(name).toMatch(/^ü+\.docx$/)
})

test('only pictures and documents are shown, and nothing runs', () => {
  const headers = downloadHeaders({ name: 'Grüße "1".txt', type: 'text/plain', size: 3, sha256: 'ab' })
  expect(headers).toMatchObject({
    'content-disposition': `attachment; filename="Gr__e _1_.txt"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%221%22.txt`,
    'x-content-type-options': 'nosniff',
    'content-type': 'text/plain; charset=utf-8',
  })
  expect(headers['content-security-policy']).toContain('sandbox')
  expect(
    downloadHeaders({ name: 'a.png', type: 'image/png', size: 3, sha256: 'ab' })['content-disposition'],
  ).toMatch(/^inline/)
  expect(
    downloadHeaders({ name: 'a', type: 'application/zip', size: 3, sha256: 'ab' })['content-disposition'],
  ).toMatch(/^attachment/)
})
