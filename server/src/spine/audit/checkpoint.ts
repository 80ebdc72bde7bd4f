import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { to as copyTo } from 'pg-copy-streams'
import type { Spine } from '../context/index.ts'
import { checkpointFiles, fileOf, type Seal, statementOf, writeCheckpoint } from './checkpoint-file.ts'
import { openCheckpointKeys } from './checkpoint-keys.ts'
import { withSnapshot } from './snapshot.ts'
import { type CheckpointProblem, checkHeads } from './verify-checkpoints.ts'

export type Checkpointed =
  | { seal: Seal; file: string; problems: [] }
  | { seal: null; file: null; problems: CheckpointProblem[] }
type Needs = Pick<Spine, 'db' | 'time'>

/**
 * Signs where every timeline stands now, into the database and into `home/checkpoints`. A chain shows every edit
 * but three: an end that was cut off, a record that was deleted, and a chain that was computed anew. Those the next
 * comparison with a checkpoint shows, and the more safely the sooner the file is copied somewhere else.
 *
 * It compares with the newest checkpoint first, and makes none where something does not agree: it would sign
 * what somebody else did.
 */
export async function makeCheckpoint({ db, time }: Needs, home: string): Promise<Checkpointed> {
  const folder = path.join(home, 'checkpoints')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const keys = await openCheckpointKeys(home)
  const newest = (await checkpointFiles(folder)).at(-1)
  const problems = newest ? await checkHeads(db, newest, keys.trusted) : []
  if (problems.length > 0) return { seal: null, file: null, problems }
  const at = new Date(time.now()).toISOString()
  const file = fileOf(folder, at)
  const draft = `${file}.new`
  await rm(draft, { force: true })
  const seal = await withSnapshot(db, 1, ([client]) => {
    const heads = `copy (select id, seq, encode(head, 'hex') from record order by id) to stdout`
    const lines = client?.query(copyTo(heads)) as AsyncIterable<Buffer>
    return writeCheckpoint(draft, lines, (counted) => {
      const signature = keys.sign(statementOf({ at, ...counted })).toString('base64')
      return { format: 1, at, ...counted, keyId: keys.keyId, signature }
    })
  })
  // The row first: a file without its row would look as if someone had removed the row.
  await db.pool.query(
    `insert into checkpoint (at, records, digest, signature, key_id) values ($1, $2, decode($3, 'hex'), decode($4, 'base64'), $5)`,
    [at, seal.records, seal.digest, seal.signature, seal.keyId],
  )
  await rename(draft, file)
  await prune(folder)
  return { seal, file, problems: [] }
}

const keptDays = 14

/** Keeps the newest fourteen files, and before them the first of each month; the rows all stay. */
async function prune(folder: string): Promise<void> {
  const files = await checkpointFiles(folder)
  const monthOf = (file: string): string => path.basename(file).slice(0, 7)
  for (const [index, file] of files.slice(0, -keptDays).entries()) {
    const before = files[index - 1]
    if (before && monthOf(before) === monthOf(file)) await rm(file)
  }
}

const day = 86_400_000

/** Makes a checkpoint a day, in the shape of the loops that jump from due time to due time. */
export function checkpointLoop(spine: Pick<Spine, 'db' | 'time' | 'log'>, home: string) {
  return {
    name: 'checkpoint',
    async tick(now: number): Promise<number> {
      const { rows } = await spine.db.pool.query<{ at: number | null }>(
        'select max(at) as at from checkpoint',
      )
      const due = (rows[0]?.at ?? Number.NEGATIVE_INFINITY) + day
      if (due > now) return due
      const { problems } = await makeCheckpoint(spine, home)
      for (const problem of problems)
        spine.log.error(problem, 'the timelines do not agree with the last checkpoint')
      return now + day
    },
  }
}
