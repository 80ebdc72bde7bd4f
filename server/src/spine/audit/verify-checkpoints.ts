import type { KeyObject } from 'node:crypto'
import path from 'node:path'
import type { Db } from '../db/index.ts'
import { checkpointFiles, type Head, readCheckpoint, type Seal, statementOf } from './checkpoint-file.ts'
import { readPublicKeys, signedBy } from './checkpoint-keys.ts'

/** What does not agree with a checkpoint: a record, or where `recordId` is null the checkpoint itself. */
export type CheckpointProblem = {
  checkpoint: string
  recordId: number | null
  kind: string | null
  what: string
}
export type CheckpointReport = { checkpoints: number; problems: CheckpointProblem[] }

export type CheckpointOptions = {
  /** Compare with every file that is there, not only with the newest. */
  all?: boolean
  /** Checkpoints kept elsewhere, to compare with as well. */
  files?: readonly string[]
  progress?: (checkpoint: string) => void
}

type Keys = ReadonlyMap<string, KeyObject>

/**
 * Compares what stands with signed checkpoints: finds ends that were cut off, records that were deleted, and chains
 * that were computed anew since. Together with `verifyChains` it finds every change of what was there then.
 */
export async function verifyCheckpoints(
  db: Db,
  home: string,
  options: CheckpointOptions = {},
): Promise<CheckpointReport> {
  const { all = false, files = [], progress } = options
  const trusted = await readPublicKeys(path.join(home, 'keys'))
  const own = await checkpointFiles(path.join(home, 'checkpoints'))
  const problems = await checkRows(db, trusted)
  const compared = [...new Set([...files, ...(all ? own : own.slice(-1))])]
  for (const file of compared) {
    progress?.(path.basename(file))
    problems.push(...(await checkHeads(db, file, trusted)))
  }
  return { checkpoints: compared.length, problems }
}

/** Compares one checkpoint's file with what stands. */
export async function checkHeads(db: Db, file: string, trusted: Keys): Promise<CheckpointProblem[]> {
  const checkpoint = path.basename(file)
  const whole = (what: string): CheckpointProblem => ({ checkpoint, recordId: null, kind: null, what })
  const problems: CheckpointProblem[] = []
  try {
    const { seal, digest, records } = await readCheckpoint(file, async (heads) => {
      problems.push(...(await differing(db, checkpoint, heads)))
    })
    if (seal.digest !== digest || seal.records !== records)
      return [whole('the file was changed: its digest is another')]
    const untrusted = checkSignature(seal, trusted)
    if (untrusted) return [whole(untrusted)]
    if (!(await hasRow(db, seal)))
      problems.unshift(whole('its row was removed from the database, or changed'))
    return problems
  } catch (error) {
    return [whole(`the file cannot be read: ${(error as Error).message}`)]
  }
}

function checkSignature(
  seal: Pick<Seal, 'at' | 'records' | 'digest' | 'keyId' | 'signature'>,
  trusted: Keys,
): string | null {
  if (!trusted.has(seal.keyId)) return `its public key ${seal.keyId} is not in the keys folder`
  const valid = signedBy(trusted, seal.keyId, statementOf(seal), Buffer.from(seal.signature, 'base64'))
  return valid ? null : 'its signature is not the one of its key'
}

async function hasRow(db: Db, { at, digest }: Seal): Promise<boolean> {
  const text = `select 1 from checkpoint where at = $1 and digest = decode($2, 'hex')`
  const { rowCount } = await db.pool.query({ name: 'checkpoint row', text, values: [at, digest] })
  return (rowCount ?? 0) > 0
}

type Differing = { id: number; seq: number; kind: string | null; cut: boolean; gone: boolean }

async function differing(db: Db, checkpoint: string, heads: readonly Head[]): Promise<CheckpointProblem[]> {
  const { rows } = await db.pool.query<Differing>({
    name: 'heads that differ',
    text: `select v.id, v.seq, r.kind, e.hash is null as cut, r.id is null as gone
           from unnest($1::bigint[], $2::integer[], $3::text[]) v(id, seq, head)
           left join entry e on e.record_id = v.id and e.seq = v.seq
           left join record r on r.id = v.id
           where r.id is null or e.hash is distinct from decode(v.head, 'hex')`,
    values: [heads.map(({ id }) => id), heads.map(({ seq }) => seq), heads.map(({ head }) => head)],
  })
  return rows.map(({ id, seq, kind, cut, gone }) => {
    const what = gone
      ? 'the record was deleted'
      : cut
        ? `its timeline was cut: entry ${seq} is gone`
        : `its chain was computed anew: entry ${seq} is another one`
    return { checkpoint, recordId: id, kind, what }
  })
}

/** The signatures of all rows, those whose files are gone by now included. */
async function checkRows(db: Db, trusted: Keys): Promise<CheckpointProblem[]> {
  const { rows } = await db.pool.query<{
    at: number
    records: number
    digest: string
    keyId: string
    signature: string
  }>(
    `select at, records, encode(digest, 'hex') as digest, coalesce(key_id, '') as "keyId",
       coalesce(encode(signature, 'base64'), '') as signature from checkpoint order by at`,
  )
  return rows.flatMap(({ at: ms, ...row }) => {
    const at = new Date(ms).toISOString()
    const what = checkSignature({ ...row, at }, trusted)
    return what ? [{ checkpoint: at, recordId: null, kind: null, what: `in the database: ${what}` }] : []
  })
}
