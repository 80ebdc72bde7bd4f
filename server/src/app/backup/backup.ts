import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import manifest from '../../../package.json' with { type: 'json' }
import { migrationsOf, sequencesOf, sizeOf, tablesOf } from './catalog.ts'
import { connect, disconnect } from './connect.ts'
import { type Content, contentsOf, openContent } from './contents.ts'
import { FORMAT, frame, type Header, MAGIC, type Seal, type Table } from './format.ts'
import { outboxSelection } from './pending-jobs.ts'
import { type Folders, publicKeysIn } from './public-keys.ts'

export type Progress = (state: { what: string; done: number; total: number }) => void
export type BackupOptions = { now: number; progress?: Progress }
export type BackupReport = Omit<Seal, 'sha256'> & { at: string }

/**
 * Writes everything to one stream: all tables as they are at one moment, what waits in the job queue, and the
 * contents of attachments. Work goes on meanwhile. What cannot be read (a content that is gone from the disk) is
 * a warning, and in the backup's seal.
 */
export async function backup(
  url: string,
  folders: Folders,
  out: Writable,
  options: BackupOptions,
): Promise<BackupReport> {
  const client = await connect(url, 'backup')
  let failed = true
  try {
    await client.query('begin isolation level repeatable read read only')
    const at = new Date(options.now).toISOString()
    const writing = new Backup(client, folders, at, options.progress ?? (() => {}))
    if (!out.write(MAGIC)) await once(out, 'drain')
    await pipeline(Readable.from(writing.frames()), compressor(), out)
    failed = false
    const { sha256: _, ...seal } = writing.seal
    return { ...seal, at }
  } finally {
    await disconnect(client, failed)
  }
}

function compressor() {
  return createZstdCompress({
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  })
}

class Backup {
  readonly seal: Seal = { tables: 0, rows: 0, files: 0, sha256: '', warnings: [] }
  readonly #client: pg.Client
  readonly #folders: Folders
  readonly #at: string
  readonly #progress: Progress
  readonly #all = createHash('sha256')
  #done = 0
  #total = 1

  constructor(client: pg.Client, folders: Folders, at: string, progress: Progress) {
    this.#client = client
    this.#folders = folders
    this.#at = at
    this.#progress = progress
  }

  async *frames(): AsyncGenerator<Buffer> {
    for await (const bytes of this.#content()) {
      this.#all.update(bytes)
      yield bytes
    }
    this.seal.sha256 = this.#all.digest('hex')
    yield frame('Z', this.seal)
  }

  async *#content(): AsyncGenerator<Buffer> {
    const tables = await tablesOf(this.#client)
    const contents = await contentsOf(this.#client)
    this.#total = contents.reduce((sum, { size }) => sum + size, await sizeOf(this.#client))
    yield frame('H', await this.#header(tables))
    for (const table of tables) yield* this.#table(table)
    for (const content of contents) yield* this.#file(content)
    yield frame('K', await publicKeysIn(this.#folders.keys))
    yield frame('S', await sequencesOf(this.#client))
  }

  async #header(tables: Table[]): Promise<Header> {
    const { rows } = await this.#client.query('show server_version')
    return {
      format: FORMAT,
      version: manifest.version,
      at: this.#at,
      postgres: rows[0].server_version,
      migrations: await migrationsOf(this.#client),
      tables,
    }
  }

  async *#table({ name, columns }: Table): AsyncGenerator<Buffer> {
    yield frame('T', { name, columns })
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
    const select =
      name === 'outbox'
        ? await outboxSelection(this.#client)
        : `select ${list} from public.${pg.escapeIdentifier(name)}`
    const stream = this.#client.query(copyTo(`copy (${select}) to stdout`))
    const rows = yield* this.#section(`table ${name}`, stream)
    this.seal.tables += 1
    this.seal.rows += rows
  }

  async *#file({ sha256, size, names }: Content): AsyncGenerator<Buffer> {
    const stream = await openContent(this.#folders.files, sha256)
    if (!stream) {
      this.seal.warnings.push(`The content of ${names} is missing (${sha256}).`)
      return
    }
    yield frame('F', { sha256, size })
    const digest = createHash('sha256')
    yield* this.#section(`attachment ${names}`, stream, digest)
    this.seal.files += 1
    if (digest.digest('hex') !== sha256)
      this.seal.warnings.push(`The content of ${names} is damaged on disk (${sha256}).`)
  }

  /** Data frames and their end; answers how many lines there were. */
  async *#section(what: string, stream: AsyncIterable<Buffer>, also?: Hash): AsyncGenerator<Buffer, number> {
    const digest = createHash('sha256')
    let rows = 0
    let bytes = 0
    for await (const chunk of stream) {
      digest.update(chunk)
      also?.update(chunk)
      bytes += chunk.length
      if (!also) rows += linesIn(chunk)
      this.#done += chunk.length
      this.#progress({ what, done: this.#done, total: this.#total })
      yield frame('D', chunk)
    }
    yield frame('E', { rows, bytes, sha256: digest.digest('hex') })
    return rows
  }
}

/** In COPY's text every row is one line: a line break within a value is written as two characters. */
function linesIn(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1
  return lines
}
