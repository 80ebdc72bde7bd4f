import type { NoticeType } from '@throughline/contract'
import type { Db } from '../db/index.ts'

/** A mail to send: about the notices that were folded into it, or with words of its own. */
export type Mail = {
  id: number
  personId: number | null
  address: string | null
  recordId: number | null
  content: MailContent | null
  messageId: string
  madeAt: number
  tries: number
}

/** The words of a mail that is not made of notices. `unsubscribe`: where a program may end them, by POST. */
export type MailContent = {
  name?: string
  subject: string
  text: string
  html?: string
  unsubscribe?: string
}

/** So long a mail that was taken by a process which died is left alone, in minutes, and at most. */
const pause = 'least(60, power(2, least(m.tries, 10)))::integer'

/**
 * Takes mails that are due, the urgent ones first. The claim is written first: who dies after it, before or after the
 * mail server took the mail, leaves one that is tried again after a pause which doubles (1 minute to 1 hour). So no mail
 * is lost, and one may go out twice only where a process died in the moment between the mail server's yes and our note
 * of it; even then it carries the same Message-ID, by which mail programs know it as the same, and which nobody can guess.
 */
export async function claimMail(db: Db, now: number, limit: number, domain: string): Promise<Mail[]> {
  const { rows } = await db.pool.query<Mail & { urgent: boolean }>({
    name: 'claim mail',
    text: `
      update mail m set tries = m.tries + 1,
        message_id = coalesce(m.message_id, '<' || gen_random_uuid() || '@' || $3 || '>'),
        next_at = $1::timestamptz + make_interval(mins => ${pause})
      where m.id = any(array(
        select id from mail where next_at <= $1 order by urgent desc, next_at, id limit $2 for update skip locked))
      returning m.id, m.person_id as "personId", m.address, m.record_id as "recordId", m.content,
        m.message_id as "messageId", m.made_at as "madeAt", m.tries, m.urgent`,
    values: [isoAt(now), limit, domain],
  })
  return rows.sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.id - b.id)
}

/** What became of a mail. `dropped`: there was nothing (more) to say, or nobody to say it to. */
export type Outcome = 'sent' | 'dropped' | { failed: string }

/** Notes it, and empties the words: the record has them, and a redaction would not find them here. */
export async function noteMail(db: Db, id: number, outcome: Outcome, now: number): Promise<void> {
  await db.pool.query({
    name: 'note mail',
    text: `with mail as (
             update mail set next_at = null, content = null,
               sent_at = case when $2 then $4::timestamptz end,
               failed_at = case when $3::text is not null then $4::timestamptz end, failure = $3
             where id = $1 returning id, sent_at)
           update notice n set mailed_at = mail.sent_at from mail where n.mail_id = mail.id and $2`,
    values: [id, outcome === 'sent', typeof outcome === 'object' ? outcome.failed : null, isoAt(now)],
  })
}

/** Gives mails back that were not even tried: the mail server was away. */
export async function giveBack(db: Db, ids: readonly number[], now: number): Promise<void> {
  await db.pool.query({
    name: 'give mail back',
    text: 'update mail set next_at = $2, tries = tries - 1 where id = any($1::bigint[])',
    values: [ids, isoAt(now)],
  })
}

/** When a mail or a notice is next due. */
export async function nextMail(db: Db): Promise<number | null> {
  const { rows } = await db.pool.query<{ at: number | null }>({
    name: 'next mail',
    // The urgent and the others each by their part of the index.
    text: `select least((select min(mail_at) from notice where mail_at is not null),
             (select min(next_at) from mail where next_at is not null and urgent),
             (select min(next_at) from mail where next_at is not null and not urgent)) as at`,
  })
  return rows[0]?.at ?? null
}

/** A notice that was folded into a mail. */
export type MailedNotice = { recordId: number; seq: number; type: NoticeType; readAt: number | null }

export async function noticesOf(db: Db, mailId: number): Promise<MailedNotice[]> {
  const { rows } = await db.pool.query<MailedNotice>({
    name: 'notices of a mail',
    text: `select record_id as "recordId", seq, type, read_at as "readAt" from notice where mail_id = $1 order by id`,
    values: [mailId],
  })
  return rows
}

/**
 * The mails about a record that went to the same reader before: the first and the latest, which is how mail programs
 * keep a thread together. Their names cannot be guessed, so a stranger cannot write into it.
 */
export async function threadOf(
  db: Db,
  { id, recordId, personId, address }: Pick<Mail, 'id' | 'recordId' | 'personId' | 'address'>,
): Promise<string[]> {
  if (recordId === null) return []
  const reader = personId === null ? 'address = $2' : 'person_id = $2'
  const one = (order: string) =>
    `(select message_id from mail where record_id = $1 and ${reader} and id < $3 and message_id is not null order by id ${order} limit 1)`
  const { rows } = await db.pool.query<{ first: string | null; latest: string | null }>({
    name: `thread of a mail, ${reader}`,
    text: `select ${one('asc')} as first, ${one('desc')} as latest`,
    values: [recordId, personId ?? address, id],
  })
  return [...new Set([rows[0]?.first, rows[0]?.latest])].filter((name) => name != null)
}

export function isoAt(at: number): string {
  return new Date(at).toISOString()
}
