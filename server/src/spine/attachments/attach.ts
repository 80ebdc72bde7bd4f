import type { Readable } from 'node:stream'
import { Problem } from '@throughline/contract'
import { isStaff, visibleIds } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { mergedInto } from '../links/index.ts'
import { append, type Practice, refOf, retrying, see } from '../practice/index.ts'
import { type AttachmentRow, nextNumber, type Written } from '../records/index.ts'
import { agreedType, neverAccepted, normalType, sniff } from './content-type.ts'
import { cleanName } from './file-name.ts'
import { attachmentsById, attachmentsOf, inUse } from './store.ts'

export type Attaching = {
  id: number
  name: string
  /** What the sender says it is; empty or `application/octet-stream` says nothing. */
  claimedType: string
  public: boolean
  content: AsyncIterable<Uint8Array>
}

/**
 * Attaches a file to a record. What a requester attaches is public.
 * @throws type-refused, content-mismatch, body-too-large: then nothing is kept
 */
export async function attach(
  ctx: Ctx,
  practice: Practice,
  attaching: Attaching,
): Promise<{ attachment: AttachmentRow; written: Written }> {
  const { id, content, claimedType } = attaching
  await see(ctx, practice, id, 'attach')
  const { maxBytes, types } = ctx.settings.current().attachments
  const claimed = normalType(claimedType)
  if (claimed !== '') refuseType(claimed, types)
  const { sha256, size } = await ctx.files.put(content, maxBytes)
  try {
    const name = cleanName(attaching.name)
    const sniffed = await sniff(ctx.files, sha256)
    const type = agreedType(claimed, sniffed)
    if (type === null && claimed !== '') {
      const found = sniffed.found ?? (sniffed.text ? 'text' : 'something else')
      throw new Problem('content-mismatch', { name, claimed, found })
    }
    refuseType(type ?? 'application/octet-stream', types)
    const open = attaching.public || !isStaff(ctx.actor)
    const kept = { id: await nextNumber(ctx.db), type: type ?? '', size, sha256, public: open }
    const written = await retrying(() => write(ctx, practice, id, { name, kept }))
    await stillThere(ctx, sha256)
    const [attachment] = await attachmentsById(ctx.db, id, [kept.id])
    if (!attachment) throw new Error('the attachment was not written')
    return { attachment, written }
  } catch (error) {
    await ctx.files.remove(sha256, () => inUse(ctx.db, sha256))
    throw error
  }
}

function refuseType(type: string, types: readonly string[]): void {
  if (neverAccepted(type) || !types.includes(type)) throw new Problem('type-refused', { type })
}

type Kept = { id: number; type: string; size: number; sha256: string; public: boolean }

async function write(
  ctx: Ctx,
  practice: Practice,
  id: number,
  { name, kept }: { name: string; kept: Kept },
): Promise<Written> {
  const seen = await see(ctx, practice, id, 'attach')
  const patch = {
    public: kept.public,
    attachment: { op: 'add' as const, ...kept },
    content: { note: { name } },
  }
  return append(ctx, seen, { verb: 'attach', raises: false, patch })
}

/** The same content may have been redacted elsewhere while this was written. */
async function stillThere(ctx: Ctx, sha256: string): Promise<void> {
  const stream = (await ctx.files.open(sha256)) as Readable
  stream.destroy()
}

/** The attachments of a record that the actor may see; for staff also of what is merged into it. */
export async function listAttachments(ctx: Ctx, practice: Practice, id: number): Promise<AttachmentRow[]> {
  await see(ctx, practice, id, 'read')
  if (!isStaff(ctx.actor)) return attachmentsOf(ctx.db, [id], true)
  const ends = practice.merges ? await mergedInto(ctx.db, id) : []
  const visible = await visibleIds(
    ctx.db,
    ctx.actor,
    ends.map((end) => end.id),
  )
  return attachmentsOf(ctx.db, [id, ...visible], false)
}

/** An attachment and its content. @throws not-found for what is not there, or not the actor's to see */
export async function openAttachment(
  ctx: Ctx,
  practice: Practice,
  id: number,
  attachmentId: number,
): Promise<{ row: AttachmentRow; stream: NodeJS.ReadableStream }> {
  const row = await visible(ctx, practice, id, attachmentId)
  return { row, stream: await ctx.files.open(row.sha256) }
}

/**
 * Takes an attachment from a record; the timeline keeps that it was there, and its content stays until it is
 * redacted. A requester may take away what they attached themselves.
 */
export function removeAttachment(
  ctx: Ctx,
  practice: Practice,
  id: number,
  attachmentId: number,
): Promise<Written> {
  return retrying(async () => {
    const row = await visible(ctx, practice, id, attachmentId)
    const seen = await see(ctx, practice, id, 'attach')
    if (!isStaff(ctx.actor) && row.byId !== ctx.actor.personId) {
      throw new Problem('not-allowed', { action: `take attachments from ${refOf(practice, id)}` })
    }
    const attachment = { op: 'remove' as const, id: attachmentId }
    const patch = { public: row.public, attachment, more: { attachment: attachmentId } }
    return append(ctx, seen, { verb: 'detach', raises: false, patch })
  })
}

async function visible(
  ctx: Ctx,
  practice: Practice,
  id: number,
  attachmentId: number,
): Promise<AttachmentRow> {
  await see(ctx, practice, id, 'read')
  const rows = await attachmentsOf(ctx.db, [id], !isStaff(ctx.actor))
  const row = rows.find((one) => one.id === attachmentId)
  if (!row) throw new Problem('not-found', { what: 'This file' })
  return row
}
