import { isoOf, type mailPreviewIn, type NoticeType, Problem } from '@throughline/contract'
import type { z } from 'zod'
import { atLeast, visibleIds } from '../access/index.ts'
import type { Ctx, PersonFacts } from '../context/index.ts'
import { refOf } from '../practice/index.ts'
import { loadRecords } from '../records/index.ts'
import { aboutSeveral, compose, type Told } from './compose.ts'
import type { Desk } from './letter.ts'
import { newestEntry, newestRecord, readFailures, readMailState } from './mail-log.ts'
import type { Post } from './smtp.ts'
import { asHtml } from './templates.ts'

function authorizeMail(ctx: Ctx, action: string): void {
  if (!atLeast(ctx.actor, 'administrator')) throw new Problem('not-allowed', { action: `${action} mails` })
}

/** How mail is doing: what waits, and what did not arrive, the newest first. */
export async function mailState(ctx: Ctx, { registry }: Desk, post: Post | null) {
  authorizeMail(ctx, 'see the state of')
  const [state, failures] = await Promise.all([readMailState(ctx.db), readFailures(ctx.db)])
  const people = await ctx.directory.people(failures.flatMap(({ personId }) => personId ?? []))
  const ids = failures.flatMap(({ recordId }) => recordId ?? [])
  const visible = await visibleIds(ctx.db, ctx.actor, ids)
  const records = await loadRecords(ctx.db, [...visible])
  const refIn = (id: number | null): string | null => {
    const row = id === null ? undefined : records.get(id)?.row
    return row ? refOf(registry.of(row.kind), row.id) : null
  }
  return {
    from: post?.from ?? null,
    held: (await post?.held?.()) ?? false,
    waiting: state.waiting,
    waitingSince: isoOf(state.waitingSince),
    lastSentAt: isoOf(state.lastSentAt),
    failures: failures.map(({ id, at, personId, address, recordId, why }) => {
      const person = personId === null ? null : people.get(personId)
      return {
        id,
        at: isoOf(at),
        person: personId === null ? null : { id: personId, name: person?.name ?? `Person ${personId}` },
        address: address ?? person?.email ?? null,
        ref: refIn(recordId),
        why,
      }
    }),
  }
}

/** A template as it is typed, filled in as a mail to the actor about a record that they may see. */
export async function previewMail(ctx: Ctx, desk: Desk, asked: z.output<typeof mailPreviewIn>) {
  authorizeMail(ctx, 'preview')
  const { name, language, template } = asked
  const person = { ...(await me(ctx)), language }
  const type: NoticeType = name === 'any' || name === 'several' ? 'reply' : name
  const told = await toldOf(ctx, desk, person, type, asked.ref)
  const { organisation } = ctx.settings.current()
  const settings = { organisation, mailTemplates: { [name]: { [language]: template } } }
  const stationery = { settings, directory: ctx.directory, home: desk.places(person).home }
  const mail =
    name === 'several' ? aboutSeveral(stationery, person, [told, told]) : compose(stationery, person, [told])
  return { ref: told.ref, ...mail }
}

async function toldOf(
  ctx: Ctx,
  { registry, urlOf }: Desk,
  person: PersonFacts,
  type: NoticeType,
  ref: string | undefined,
): Promise<Told> {
  const id = ref === undefined ? await newestRecord(ctx.db) : registry.idOf(ref.toUpperCase())
  const visible = id === null ? new Set() : await visibleIds(ctx.db, ctx.actor, [id])
  const row = id !== null && visible.has(id) ? (await loadRecords(ctx.db, [id])).get(id)?.row : undefined
  if (!row) throw new Problem('not-found', { what: ref ?? 'A record to preview with (make one first); it' })
  const entry = await newestEntry(ctx.db, row.id)
  const actors = await ctx.directory.people(entry?.actorId == null ? [] : [entry.actorId])
  const who = actors.get(entry?.actorId ?? -1)?.name ?? ''
  const known = refOf(registry.of(row.kind), row.id)
  return { type, ref: known, row, entry, who, url: urlOf(known, person, type) }
}

/** Sends the actor a mail at once, and says what the mail server said. */
export async function sendTestMail(ctx: Ctx, post: Post | null) {
  authorizeMail(ctx, 'send test')
  const { name, email } = await me(ctx)
  if (!email) throw new Problem('rule-broken', { why: 'You have no address yourself to send a test to.' })
  if (!post)
    throw new Problem('rule-broken', {
      why: 'There is no mail server: set SMTP_URL and SMTP_FROM where the server is started.',
    })
  const text = `This is a test from ${ctx.settings.current().organisation.name}: mail reaches you.`
  try {
    const mail = { subject: 'Test: mail reaches you', text, html: asHtml(text, []) }
    await post.send({ ...mail, to: { name, address: email }, references: [] })
    return { to: email, sent: true, why: null }
  } catch (error) {
    return { to: email, sent: false, why: (error as Error).message }
  }
}

async function me({ actor, directory }: Ctx): Promise<PersonFacts> {
  const person = actor.personId === null ? null : await directory.person(actor.personId)
  if (!person) throw new Problem('not-allowed', { action: 'have mail as a program' })
  return person
}
