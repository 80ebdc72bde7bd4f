import { mkdtemp } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createFileStore } from '../spine/attachments/index.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { testSpine } from '../spine/practice/testing.ts'
import { createServer } from './server.ts'

const { db } = await testDatabase()
const files = await createFileStore(await mkdtemp(path.join(tmpdir(), 'files-')))
const spine = { ...(await testSpine(db)), files }
const ana = spine.as({ id: 2, role: 'administrator', teamIds: [] })
const app = await createServer({ spine, bodyLimit: 1_000_000, authenticate: async () => ana.actor })
const { maxBytes } = spine.settings.current().attachments
afterAll(() => app.close())
await app.listen({ port: 0, host: '127.0.0.1' })
const api = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1`

async function aRecord(): Promise<string> {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/incidents', payload: { title: 'Here' } })
  return answer.json().ref
}

type File = [name: string, type: string, content: string | Uint8Array<ArrayBuffer>]

async function send(ref: string, sent: File[], headers: Record<string, string> = {}) {
  const body = new FormData()
  for (const [name, type, content] of sent) body.append('file', new Blob([content], { type }), name)
  const answer = await fetch(`${api}/incidents/${ref}/attachments`, { method: 'POST', body, headers })
  return { status: answer.status, body: (await answer.json()) as { items: object[] } }
}

async function names(ref: string): Promise<string[]> {
  const answer = await app.inject({ method: 'GET', url: `/api/v1/incidents/${ref}/attachments` })
  return answer
    .json()
    .items.map(({ name }: { name: string }) => name)
    .toSorted()
}

const log: File = ['a.log', 'text/plain', 'first\n']
const note: File = ['b.txt', 'text/plain', 'second\n']
const lie: File = ['c.png', 'image/png', 'just text\n']

test('one file answers itself; of several all are kept, and each answers for itself', async () => {
  const ref = await aRecord()
  expect(await send(ref, [log])).toMatchObject({ status: 201, body: { name: 'a.log', size: 6 } })
  expect(await send(ref, [note, ['d.txt', 'text/plain', 'third']])).toMatchObject({
    status: 201,
    body: {
      items: [
        { name: 'b.txt', attachment: { name: 'b.txt', size: 7 }, problem: null },
        { name: 'd.txt', attachment: { name: 'd.txt', size: 5 }, problem: null },
      ],
    },
  })
  expect(await names(ref)).toEqual(['a.log', 'b.txt', 'd.txt'])
})

test('each of several files is checked, and one that is refused does not cost the others', async () => {
  const ref = await aRecord()
  const large: File = ['large.txt', 'text/plain', new Uint8Array(maxBytes + 100_000).fill(97)]
  expect(await send(ref, [lie, log, large, note])).toMatchObject({
    status: 207,
    body: {
      items: [
        { name: 'c.png', attachment: null, problem: { code: 'content-mismatch', status: 415 } },
        { name: 'a.log', attachment: { name: 'a.log' } },
        { name: 'large.txt', attachment: null, problem: { code: 'body-too-large' } },
        { name: 'b.txt', attachment: { name: 'b.txt' } },
      ],
    },
  })
  expect(await names(ref)).toEqual(['a.log', 'b.txt'])
  const many = Array.from({ length: 21 }, (_, at): File => [`${at}.txt`, 'text/plain', `${at}\n`])
  const { status, body } = await send(ref, many)
  expect(status).toBe(207)
  expect(body.items.at(-1)).toMatchObject({ attachment: null, problem: { code: 'too-many-files' } })
  expect(await names(ref)).toHaveLength(22)
})

test('several files that are sent again with the same key are kept once, and answered as the first time', async () => {
  const ref = await aRecord()
  const first = await send(ref, [log, note], { 'idempotency-key': 'files-1' })
  expect(await send(ref, [log, note], { 'idempotency-key': 'files-1' })).toEqual(first)
  expect(await names(ref)).toEqual(['a.log', 'b.txt'])
})
