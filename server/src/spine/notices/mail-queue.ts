import type { NoticeType } from '@throughline/contract'
import type { Db } from '../db/index.ts'

/** A notice taken to be mailed. */
export type Claimed = {
  id: number
  personId: number
  recordId: number
  seq: number
  type: NoticeType
  at: number
  readAt: number | null
  tries: number
  messageId: string
}

/**
 * Takes notices that are due to be mailed. The claim is written first: who dies after it, before or after the
 * mail went out, leaves a notice that is tried again after a pause which doubles (1 minute to 1 hour). So no mail
 * is lost, and one may go out twice only where a process died in the moment between the mail server's yes and
 * our note of it; even then it carries the same Message-ID, by which mail programs know it as the same.
 */
export async function claimMail(db: Db, now: number, limit: number, domain: string): Promise<Claimed[]> {
  const { rows } = await db.pool.query<Claimed>({
    name: 'claim mail',
    text: `
      update notice n set
        mail_tries = n.mail_tries + 1,
        mail_at = $1::timestamptz + make_interval(mins => least(60, power(2, n.mail_tries))::integer),
        message_id = coalesce(n.message_id, '<' || gen_random_uuid() || '@' || $3 || '>')
      where n.id = any(array(select id from notice where mail_at <= $1 order by mail_at, id limit $2 for update skip locked))
      returning n.id, n.person_id as "personId", n.record_id as "recordId", n.seq, n.type, n.at, n.read_at as "readAt",
        n.mail_tries as tries, n.message_id as "messageId"`,
    values: [new Date(now).toISOString(), limit, domain],
  })
  return rows.sort((a, b) => a.id - b.id)
}

/** The mail server took it. */
export async function noteMailed(db: Db, id: number, now: number): Promise<void> {
  await db.pool.query({
    name: 'note mailed',
    text: 'update notice set mailed_at = $2, mail_at = null where id = $1',
    values: [id, new Date(now).toISOString()],
  })
}

/** It will not be mailed: nobody to mail to, no longer of use, or tried too often. */
export async function dropMail(db: Db, id: number): Promise<void> {
  await db.pool.query({
    name: 'drop mail',
    text: 'update notice set mail_at = null where id = $1',
    values: [id],
  })
}

/** When a mail is next due. */
export async function nextMail(db: Db): Promise<number | null> {
  const { rows } = await db.pool.query<{ at: number | null }>({
    name: 'next mail',
    text: 'select min(mail_at) as at from notice where mail_at is not null',
  })
  return rows[0]?.at ?? null
}
