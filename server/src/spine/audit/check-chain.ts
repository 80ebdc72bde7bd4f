import { digestOf, hashOf, origin } from '../records/index.ts'
import { checkRedactions, noRedactions, noteRedaction, type Redactions } from './check-redactions.ts'
import {
  entriesIn,
  type RangeBytes,
  recordsIn,
  type StoredEntry,
  type StoredRecord,
} from './entries-of-range.ts'

/** What is wrong with a record, or with one of its entries. */
export type ChainProblem = { recordId: number; kind: string | null; seq: number | null; what: string }
export type RangeVerdict = { records: number; entries: number; problems: ChainProblem[] }

/** A record's chain while its entries go by. */
type Chain = {
  recordId: number
  record: StoredRecord | undefined
  /** Of the newest entry so far. */
  seq: number
  hash: string
  redactions: Redactions | null
  report(seq: number | null, what: string): void
}

/** Checks the chains of a range of records; pure, so that it can run in any thread. */
export function checkRange(bytes: RangeBytes): RangeVerdict {
  const records = recordsIn(bytes.records)
  const verdict: RangeVerdict = { records: records.size, entries: 0, problems: [] }
  let chain: Chain | null = null
  for (const entry of entriesIn(bytes.entries)) {
    verdict.entries += 1
    if (chain?.recordId !== entry.recordId) {
      if (chain) endChain(chain)
      chain = beginChain(entry.recordId, records.get(entry.recordId), verdict.problems)
      records.delete(entry.recordId)
    }
    checkEntry(chain, entry)
  }
  if (chain) endChain(chain)
  for (const { id, kind } of records.values()) {
    verdict.problems.push({ recordId: id, kind, seq: null, what: 'the record has no entries' })
  }
  return verdict
}

function beginChain(recordId: number, record: StoredRecord | undefined, problems: ChainProblem[]): Chain {
  const kind = record?.kind ?? null
  const report = (seq: number | null, what: string): void => void problems.push({ recordId, kind, seq, what })
  return { recordId, record, seq: 0, hash: origin, redactions: null, report }
}

function checkEntry(chain: Chain, entry: StoredEntry): void {
  const { seq, hash } = entry
  const follows = seq === chain.seq + 1
  if (!follows) chain.report(seq, missing(chain.seq + 1, seq - 1))
  if (wordsChanged(entry)) chain.report(seq, 'its words are not the ones that were written')
  // After a gap the predecessor's hash is unknown, and the gap has been reported.
  if (follows && hash !== hashOf(chain.hash, entry, entry.data)) {
    chain.report(seq, 'its facts are not the ones that were written, or it does not follow its predecessor')
  }
  if (entry.redacted || entry.verb === 'redact') {
    chain.redactions ??= noRedactions()
    noteRedaction(chain.redactions, entry)
  }
  chain.seq = seq
  chain.hash = hash
}

function missing(from: number, to: number): string {
  if (from > to) return 'its number was used before'
  return from === to ? `entry ${from} before it is missing` : `entries ${from} to ${to} before it are missing`
}

function wordsChanged({ redacted, salt, body, content, digest }: StoredEntry): boolean {
  if (redacted) return false
  return salt === null || digestOf(salt, body, content) !== digest
}

function endChain(chain: Chain): void {
  const { record, seq, hash, report } = chain
  if (chain.redactions) checkRedactions(chain.redactions, report)
  if (!record) report(null, `there are entries up to ${seq}, and no record`)
  else if (record.seq !== seq)
    report(null, `the record says that its newest entry is ${record.seq}; it is ${seq}`)
  else if (record.head !== hash) report(null, "the record's head is not its newest entry's hash")
}
