import { badField, Problem } from '@throughline/contract'
import { inUse } from '../attachments/index.ts'
import type { Ctx } from '../context/index.ts'
import { type Practice, retrying, type Seen, searchText, see, writeFirst } from '../practice/index.ts'
import {
  type AttachmentRow,
  type Entry,
  type Intent,
  type JsonObject,
  loadEntries,
  type NewEntry,
  standingOf,
  type Written,
} from '../records/index.ts'
import { type Copy, copiesOf } from './copies.ts'
import { emptied, tombstonesOf } from './tombstone.ts'
import { forgetWords, wordsOf } from './words-of-record.ts'

export type Redacting = {
  id: number
  /** The entries whose words go: comments, or amendments, or the first one with title and description. */
  seqs: readonly number[]
  /** Attachments whose names and contents go. */
  attachmentIds?: readonly number[]
  reason: string
}

/**
 * Removes what people wrote from entries of a record, for good: from the timeline, the record, search, and the file
 * store. What remains says who removed it, when and why; who wrote it and when; and that the chain is unbroken,
 * because it runs over digests. Facts (states, teams, times) stay. Administrators only.
 * @throws not-allowed, invalid-input for numbers that the record does not have, conflict when all is redacted already
 */
export async function redact(ctx: Ctx, practice: Practice, redacting: Redacting): Promise<Written> {
  const written = await retrying(async () => {
    const seen = await see(ctx, practice, redacting.id, 'redact')
    const history = await loadEntries(ctx.db, [redacting.id])
    return writeFirst(ctx, [await intentFor(ctx, seen, history, redacting)])
  })
  await removeRedactedContents(ctx, redacting.id)
  return written
}

async function intentFor(
  ctx: Ctx,
  seen: Seen,
  history: readonly Entry[],
  redacting: Redacting,
): Promise<Intent> {
  const { row, stint, clocks, practice } = seen
  const { attachments } = standingOf(history, ctx.calendars)
  const targets = targetsOf(history, redacting)
  const gone = attachments.filter(({ seq }) => targets.some((target) => target.seq === seq))
  const tombstones = tombstonesOf(targets)
  const copies = await copiesOf(ctx, practice, row.id, targets)
  const after = history.map((entry) => (targets.includes(entry) ? emptied(entry) : entry))
  const text = searchText(practice, standingOf(after, ctx.calendars).row, after)
  return {
    id: row.id,
    loaded: { row, stint, clocks },
    entries: [
      ...gone.filter(standing).map((one) => detaching(ctx, one)),
      redaction(ctx, { targets, tombstones, copies, reason: redacting.reason }),
    ],
    history: after,
    search: { put: text },
    statements: [
      ...targets.map(({ seq }) => ({
        text: 'select redact_entry($1, $2, $3::json)',
        values: [row.id, seq, JSON.stringify(tombstones[seq])],
      })),
      ...forgetWords(await wordsOf(ctx.db, row.id)),
    ],
  }
}

/** The entries to empty: those named, and all that speak of the attachments named. */
function targetsOf(history: readonly Entry[], { seqs, attachmentIds = [] }: Redacting): Entry[] {
  const unknown = seqs.filter((seq) => !history.some((entry) => entry.seq === seq))
  if (unknown.length > 0) throw badField('seqs', `this record has no entry ${unknown.join(', ')}`)
  const files = new Set(history.flatMap(({ data }) => data.attachment?.id ?? []))
  const missing = attachmentIds.filter((id) => !files.has(id))
  if (missing.length > 0)
    throw badField('attachmentIds', `this record has no attachment ${missing.join(', ')}`)
  const targets = history.filter(
    ({ seq, data, redacted }) =>
      !redacted && (seqs.includes(seq) || attachmentIds.includes(data.attachment?.id ?? -1)),
  )
  if (targets.length === 0) throw new Problem('conflict', { what: 'This is redacted already' })
  return targets
}

type Redaction = {
  targets: readonly Entry[]
  tombstones: ReturnType<typeof tombstonesOf>
  copies: Copy[]
  reason: string
}

function redaction(ctx: Ctx, { targets, tombstones, copies, reason }: Redaction): NewEntry {
  const redacts = targets.map(({ seq }) => seq)
  return {
    at: ctx.time.now(),
    actorId: ctx.actor.personId,
    verb: 'redact',
    public: false,
    body: null,
    content: { note: { reason } },
    data: {
      raises: true,
      redacts,
      more: { tombstones, ...(copies.length > 0 && { copies }) } as unknown as JsonObject,
    },
  }
}

/** Where the words that a redaction removed stand as well, as far as who redacted may know. */
export function copiesNamed({ entries }: Pick<Written, 'entries'>): readonly Copy[] {
  const { copies } = (entries.at(-1)?.data.more ?? {}) as { copies?: readonly Copy[] }
  return copies ?? []
}

function standing({ removedAt }: AttachmentRow): boolean {
  return removedAt === null
}

function detaching(ctx: Ctx, { id, public: open }: AttachmentRow): NewEntry {
  return {
    at: ctx.time.now(),
    actorId: ctx.actor.personId,
    verb: 'detach',
    public: open,
    body: null,
    content: null,
    data: { attachment: { op: 'remove', id }, more: { attachment: id } },
  }
}

/**
 * Removes the contents of a record's redacted attachments, except where another attachment has the same content.
 * Doing it again changes nothing: whoever follows a `redact` may call it, in case its process was killed before.
 */
export async function removeRedactedContents(
  { db, files }: Pick<Ctx, 'db' | 'files'>,
  recordId: number,
): Promise<void> {
  const { rows } = await db.pool.query<{ sha256: string }>({
    name: 'contents of redacted attachments',
    text: `select distinct a.sha256 from attachment a join entry e on e.record_id = a.record_id and e.seq = a.seq
           where a.record_id = $1 and e.redacted`,
    values: [recordId],
  })
  for (const { sha256 } of rows) {
    if (!(await inUse(db, sha256))) await files.remove(sha256, () => inUse(db, sha256))
  }
}
