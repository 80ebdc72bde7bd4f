import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { tablesOf } from './catalog.ts'
import {
  BackupError,
  type FileStart,
  type Frame,
  frame,
  type Header,
  type Seal,
  type Sequence,
  type Table,
} from './format.ts'
import { checkPublicKeys, type PublicKey } from './public-keys.ts'
import { read, section } from './section.ts'
import type { StagedFiles } from './staged-files.ts'

export type Counted = Pick<Seal, 'tables' | 'rows' | 'files' | 'warnings'> & { keys: PublicKey[] }
type Restoring = {
  header: Header
  first: Frame
  frames: AsyncGenerator<Frame>
  files: StagedFiles
  onSection(what: string): void
}

/**
 * Writes everything after the header within the caller's transaction, and checks it: every section's digest and
 * count, the seal's totals, the digest of all, and that nothing follows.
 * @throws BackupError
 */
export async function restoreFrames(client: pg.Client, restoring: Restoring): Promise<Counted> {
  const { header, first, files, onSection } = restoring
  const counted: Counted = { tables: 0, rows: 0, files: 0, warnings: [], keys: [] }
  const tables = await emptyTables(client, header.tables)
  const all = createHash('sha256').update(frame(first.kind, first.payload))
  const frames = hashed(restoring.frames, all)
  let sequences: Sequence[] = []
  for await (const { kind, payload } of frames) {
    if (kind === 'T') {
      const table = read<Table>(payload)
      onSection(`table ${table.name}`)
      counted.rows += await restoreTable(client, expected(tables, table), frames)
      counted.tables += 1
    } else if (kind === 'F') {
      const start = read<FileStart>(payload)
      if (!/^[0-9a-f]{64}$/.test(start.sha256)) throw new BackupError('it was altered')
      onSection(`attachment ${start.sha256}`)
      await section(frames, await files.begin(start.sha256))
      counted.files += 1
    } else if (kind === 'K') {
      counted.keys = read<PublicKey[]>(payload)
    } else if (kind === 'S') {
      sequences = read<Sequence[]>(payload)
    } else if (kind === 'Z') {
      onSection('its end')
      await checkSeal(read<Seal>(payload), { ...counted, sha256: all.digest('hex') }, restoring)
      if (tables.size > 0) throw new BackupError('it was altered: parts of it are missing')
      checkPublicKeys(counted.keys)
      // Sequences know no transactions: not before all else is known to be good.
      await setSequences(client, sequences)
      return { ...counted, warnings: read<Seal>(payload).warnings }
    } else throw new BackupError('it was altered')
  }
  throw new BackupError('it is cut off')
}

/** Frames as they come, all but the seal added to the digest. */
async function* hashed(
  frames: AsyncGenerator<Frame>,
  all: ReturnType<typeof createHash>,
): AsyncGenerator<Frame> {
  for await (const one of frames) {
    if (one.kind !== 'Z') all.update(frame(one.kind, one.payload))
    yield one
  }
}

async function checkSeal(
  seal: Seal,
  found: Pick<Seal, 'tables' | 'rows' | 'files' | 'sha256'>,
  { frames }: Restoring,
): Promise<void> {
  if (seal.sha256 !== found.sha256) throw new BackupError('it was altered: its digest is another')
  if (!(await frames.next()).done) throw new BackupError('something follows after its end')
  if (seal.tables === found.tables && seal.rows === found.rows && seal.files === found.files) return
  throw new BackupError('it was altered: parts of it are missing')
}

/** Empties the tables (migrations put first rows into some); the backup must know exactly those that are there. */
async function emptyTables(client: pg.Client, known: readonly Table[]): Promise<Map<string, Table>> {
  const tables = await tablesOf(client)
  const shape = (list: readonly Table[]): string =>
    JSON.stringify(list.map(({ name, columns }) => [name, [...columns].sort()]).sort())
  if (shape(tables) !== shape(known)) throw new BackupError('its tables are not the ones of its level')
  await client.query(`truncate ${known.map(({ name }) => `public.${pg.escapeIdentifier(name)}`).join(', ')}`)
  return new Map(known.map((table) => [table.name, table]))
}

function expected(tables: Map<string, Table>, { name }: Table): Table {
  const table = tables.get(name)
  if (!table) throw new BackupError('it was altered: it has a table twice, or one that does not belong to it')
  tables.delete(name)
  return table
}

async function restoreTable(
  client: pg.Client,
  { name, columns }: Table,
  frames: AsyncGenerator<Frame>,
): Promise<number> {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const stream = client.query(copyFrom(`copy public.${pg.escapeIdentifier(name)} (${list}) from stdin`))
  const done = finished(stream, { readable: false }).catch((error: Error) => {
    throw new BackupError(`the database refuses it: ${error.message}`)
  })
  done.catch(() => {})
  const { rows } = await section(frames, async (chunk) => {
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), done])
  })
  stream.end()
  await done
  if (stream.rowCount !== rows) throw new BackupError('it was altered: its number of rows is another')
  return rows
}

async function setSequences(client: pg.Client, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, value, called } of sequences) {
    await client.query('select setval($1::text::regclass, $2::bigint, $3)', [
      `public.${pg.escapeIdentifier(name)}`,
      value,
      called,
    ])
  }
}
