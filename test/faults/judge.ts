import type { Evidence, Found } from './evidence.ts'
import type { Line } from './ledger.ts'
import { verbs } from './verbs.ts'

/** Sentences about what is wrong; each empty list is a check that passed. */
export type Verdict = {
  lost: string[]
  doubled: string[]
  wrong: string[]
  /** Not wrong: written, and answered with database-away, because the database died between the two. */
  unheard: number
}

/** Verbs that carry an Idempotency-Key, each of which must stand for one entry. */
const keyed = new Set(['open', 'comment', 'link', ...verbs])

/**
 * Compares the client's log with what is there, by key and by content: every acknowledged write is there, and is what
 * was acknowledged; nothing is there twice, or that was refused.
 */
export function judge(lines: readonly Line[], evidence: Evidence): Verdict {
  const verdict: Verdict = { lost: [], doubled: [], wrong: [], unheard: 0 }
  const people = evidence.entries.filter(({ actorId, kind }) => actorId !== null && kind !== 'system')
  const byPlace = new Map(people.map((entry) => [place(entry), entry]))
  const byMarker = Map.groupBy(people, ({ marker, verb }) => `${verb} ${marker}`)
  for (const line of lines) {
    if (line.key !== null) judgeKey(line, evidence, byPlace, verdict)
    if (line.marker !== null) judgeMarker(line, byMarker.get(`${line.verb} ${line.marker}`) ?? [], verdict)
  }
  judgeWithoutKey(people, evidence, verdict)
  return verdict
}

const place = ({ recordId, seq }: { recordId: number; seq: number }): string => `${recordId} ${seq}`
const told = ({ verb, ref, key, marker }: Line): string =>
  `${verb} ${ref ?? '(new)'} ${key ?? ''} ${marker ?? ''}`

function judgeKey(line: Line, { keys }: Evidence, byPlace: Map<string, Found>, verdict: Verdict): void {
  const write = keys.get(line.key as string)
  if (!write) {
    if (line.outcome === 'acknowledged')
      verdict.lost.push(`${told(line)}: acknowledged, and its key is unknown`)
    return
  }
  if (line.outcome === 'refused') verdict.wrong.push(`${told(line)}: refused (${line.status}), and written`)
  const entry = byPlace.get(place(write))
  if (!entry) verdict.lost.push(`${told(line)}: its key names an entry that is not there`)
  else if (line.outcome === 'acknowledged') {
    if (line.awayAt !== null && entry.recordedAt < line.awayAt) verdict.unheard++
    const differs = differences(line, entry)
    if (differs.length > 0)
      verdict.wrong.push(`${told(line)}: acknowledged with another ${differs.join(', ')}`)
  }
}

function differences(line: Line, entry: Found): string[] {
  return [
    ...(line.verb === entry.verb ? [] : ['verb']),
    ...(line.ref === `INC-${entry.recordId}` ? [] : ['record']),
    ...(line.marker === null || line.marker === entry.marker ? [] : ['content']),
    ...(line.seq === undefined || line.seq === entry.seq ? [] : ['number']),
    ...(line.version === undefined || line.version === entry.version ? [] : ['version']),
  ]
}

function judgeMarker(line: Line, found: readonly Found[], { lost, doubled, wrong }: Verdict): void {
  if (found.length > 1) doubled.push(`${told(line)}: written ${found.length} times`)
  if (found.length === 0 && line.outcome === 'acknowledged') lost.push(`${told(line)}: not in any timeline`)
  if (found.length > 0 && line.outcome === 'refused')
    wrong.push(`${told(line)}: refused (${line.status}), and written`)
}

/** Whatever callers wrote with a key is the one entry that the key leads to. */
function judgeWithoutKey(people: readonly Found[], { keys }: Evidence, { doubled }: Verdict): void {
  const led = new Set([...keys.values()].map(place))
  for (const entry of people) {
    if (!keyed.has(entry.verb) || led.has(place(entry))) continue
    doubled.push(`record ${entry.recordId}, entry ${entry.seq}: a ${entry.verb} to which no key led`)
  }
}
