import { Webhook } from 'standardwebhooks'
import type { Ctx, Spine } from '../../spine/context/index.ts'
import { mayRead, participantsOf } from '../../spine/notices/index.ts'
import { presentEntries, presentRows, refOf } from '../../spine/practice/index.ts'
import { type JsonObject, loadEntriesAt, loadRecords } from '../../spine/records/index.ts'
import { readerOf, sealedFor, type Tools, type WebhookRow } from './webhook.ts'

/** A delivery, as far as its envelope needs it. */
export type Parcel = { event: string; recordId: number | null; seq: number | null; at: number }

/** Begins the type of every event: `throughline.incident.resolve`. */
const prefix = 'throughline'

export function typeOf(kind: string | null, verb: string | null): string {
  return kind === null ? `${prefix}.ping` : `${prefix}.${kind}.${verb}`
}

/**
 * An event as structured JSON of CloudEvents 1.0: the entry, which never changes, and its record as it is when this is
 * sent, both as the webhook's owner sees them. Null where there is nothing (more) that they may read.
 */
export async function envelopeOf(
  spine: Spine,
  tools: Tools,
  hook: WebhookRow,
  parcel: Parcel,
): Promise<string | null> {
  const { recordId, seq } = parcel
  if (recordId === null || seq === null)
    return JSON.stringify({
      ...frame(tools, parcel, typeOf(null, null)),
      data: { message: 'This is a test: Throughline reaches you.' },
    })
  const owner = await spine.directory.person(hook.ownerId)
  const [row, participants, [entry]] = await Promise.all([
    loadRecords(spine.db, [recordId]).then((found) => found.get(recordId)?.row),
    participantsOf(spine.db, recordId),
    loadEntriesAt(spine.db, [{ recordId, seq }]),
  ])
  if (!owner?.active || !row || !entry || (row.restricted && !hook.restricted)) return null
  if (!mayRead(owner, row, participants)) return null
  const ctx: Ctx = { ...spine, actor: readerOf(owner) }
  const practice = tools.registry.of(row.kind)
  const [[record], [said]] = await Promise.all([
    presentRows(ctx, practice, [row]),
    presentEntries(ctx, practice, [entry]),
  ])
  if (!record || !said) return null
  return JSON.stringify({
    ...frame(tools, parcel, typeOf(row.kind, entry.verb)),
    subject: refOf(practice, recordId),
    sequence: String(seq),
    data: { record, entry: said } satisfies JsonObject,
  })
}

function frame({ publicUrl }: Tools, { event, at }: Parcel, type: string): JsonObject {
  return {
    specversion: '1.0',
    id: event,
    source: publicUrl,
    type,
    time: new Date(at).toISOString(),
    datacontenttype: 'application/json',
  }
}

/**
 * The headers of Standard Webhooks: for a day after a change of the secret with a signature of both.
 * @throws Unsealable where the secret was sealed with a key that this process does not have
 */
export function headersOf(
  { seal }: Tools,
  hook: WebhookRow,
  event: string,
  body: string,
  now: number,
): Record<string, string> {
  const both = hook.earlierSecret !== null && hook.earlierUntil !== null && now < hook.earlierUntil
  const secrets = [hook.secret, ...(both ? [hook.earlierSecret as string] : [])]
  const at = new Date(now)
  const signatures = secrets.map((sealed) => new Webhook(seal.open(sealed, sealedFor)).sign(event, at, body))
  return {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'Throughline',
    'webhook-id': event,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': signatures.join(' '),
  }
}
