import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'

/**
 * A checkpoint as a file, gzip over text: one line `id TAB seq TAB head` for each record in order of its id, then
 * one line of JSON, the seal. `digest` is the SHA-256 of all lines before the seal.
 */
export type Seal = {
  format: 1
  /** RFC 3339, UTC. */
  at: string
  records: number
  digest: string
  keyId: string
  /** Ed25519 over `statementOf`, base64. */
  signature: string
}
export type Head = { id: number; seq: number; head: string }

/** What is signed. */
export function statementOf({ at, records, digest }: Pick<Seal, 'at' | 'records' | 'digest'>): string {
  return `throughline checkpoint 1\n${at}\n${records}\n${digest}\n`
}

/** Writes heads (their lines as COPY gives them), then the seal that `seal` makes of them; durable when it answers. */
export async function writeCheckpoint(
  file: string,
  lines: AsyncIterable<Buffer>,
  seal: (counted: { records: number; digest: string }) => Seal,
): Promise<Seal> {
  const hash = createHash('sha256')
  let records = 0
  let made: Seal | undefined
  const sealing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) records += 1
      done(null, chunk)
    },
    flush(done) {
      made = seal({ records, digest: hash.digest('hex') })
      done(null, `${JSON.stringify(made)}\n`)
    },
  })
  // Most of it are digests, which do not get smaller than half their hexadecimal text.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED })
  await pipeline(lines, sealing, gzip, createWriteStream(file, { mode: 0o600, flags: 'wx' }))
  const written = await open(file, 'r+')
  await written.sync()
  await written.close()
  if (!made) throw new Error('the checkpoint was not sealed')
  return made
}

/** Reads a checkpoint; `heads` is given them some thousand at a time. @throws Error when it is cut or no checkpoint */
export async function readCheckpoint(
  file: string,
  heads: (some: Head[]) => Promise<void>,
): Promise<{ seal: Seal; digest: string; records: number }> {
  const hash = createHash('sha256')
  let some: Head[] = []
  let records = 0
  let seal: Seal | undefined
  const input = createReadStream(file)
  const text = input.pipe(createGunzip())
  input.on('error', (error) => text.destroy(error))
  for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (seal) throw new Error('there is something after its seal')
    if (line.startsWith('{')) {
      seal = JSON.parse(line) as Seal
      continue
    }
    hash.update(`${line}\n`)
    records += 1
    const [id, seq, head = ''] = line.split('\t')
    some.push({ id: Number(id), seq: Number(seq), head })
    if (some.length >= 5000) {
      await heads(some)
      some = []
    }
  }
  if (!seal) throw new Error('its end is missing')
  if (some.length > 0) await heads(some)
  return { seal, digest: hash.digest('hex'), records }
}

const ending = '.checkpoint.gz'

/** The file of a checkpoint made at `at`; names sort by time. */
export function fileOf(folder: string, at: string): string {
  return path.join(folder, `${at.replaceAll(':', '-')}${ending}`)
}

/** The checkpoints in a folder, oldest first. */
export async function checkpointFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.join(folder, name))
}
