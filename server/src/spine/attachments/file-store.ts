import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Problem } from '@throughline/contract'
import type { FileStore } from '../context/index.ts'

/** Enough of a file's beginning to tell what it is. */
const headSize = 4100
const dayMs = 86_400_000

/**
 * Contents on disk by their SHA-256, outside any web root: `folder/ab/ab12…`. A content appears whole or not at
 * all: it is written beside, made durable, and renamed.
 */
export async function createFileStore(folder: string): Promise<FileStore> {
  const incoming = path.join(folder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  await sweep(incoming)
  return {
    put: (content, limit) => put(folder, path.join(incoming, randomUUID()), content, limit),
    open: (sha256) => openContent(placeOf(folder, sha256)),
    remove: (sha256, inUse) => remove(placeOf(folder, sha256), path.join(incoming, randomUUID()), inUse),
  }
}

/** Where a content is. @throws for anything but a digest: it must never become a path. */
export function placeOf(folder: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
  return path.join(folder, sha256.slice(0, 2), sha256)
}

async function put(folder: string, draft: string, content: AsyncIterable<Uint8Array>, limit: number) {
  const file = await open(draft, 'wx', 0o600)
  try {
    const written = await writeAll(file, content, limit)
    await file.sync()
    await file.close()
    await place(draft, placeOf(folder, written.sha256))
    return written
  } catch (error) {
    await file.close().catch(() => {})
    await rm(draft, { force: true })
    throw error
  }
}

async function writeAll(file: FileHandle, content: AsyncIterable<Uint8Array>, limit: number) {
  const digest = createHash('sha256')
  const head: Uint8Array[] = []
  let size = 0
  for await (const chunk of content) {
    if (size < headSize) head.push(chunk.subarray(0, headSize - size))
    size += chunk.length
    if (size > limit) throw new Problem('body-too-large', { limit })
    digest.update(chunk)
    await file.write(chunk)
  }
  return { sha256: digest.digest('hex'), size, head: Buffer.concat(head) }
}

/** Moves a durable draft to its place, and makes the move durable too. */
export async function place(draft: string, to: string): Promise<void> {
  const folder = path.dirname(to)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await rename(draft, to)
  const entry = await open(folder, 'r')
  try {
    await entry.sync()
  } finally {
    await entry.close()
  }
}

async function openContent(file: string): Promise<NodeJS.ReadableStream> {
  try {
    return (await open(file, 'r')).createReadStream()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new Problem('not-found', { what: 'The content of this file' })
  }
}

/** Whoever attaches this content at the same moment either is seen by `inUse`, or sees that it is gone. */
async function remove(file: string, aside: string, inUse: () => Promise<boolean>): Promise<void> {
  try {
    await rename(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (await inUse().catch(() => true)) await rename(aside, file)
  else await rm(aside, { force: true })
}

/** What a killed process left half-written; another process's fresh drafts stay. */
async function sweep(incoming: string): Promise<void> {
  // Files bear the machine's time, whatever time it is for records.
  const present = performance.timeOrigin + performance.now()
  for (const name of await readdir(incoming)) {
    const file = path.join(incoming, name)
    const found = await stat(file).catch(() => null)
    if (found && present - found.mtimeMs > dayMs) await rm(file, { recursive: true, force: true })
  }
}
