import { type NoticeType, urgentNotices } from '@throughline/contract'
import type pg from 'pg'
import type { Spine } from '../context/index.ts'
import { type Mailing, mailingOf } from '../preferences/index.ts'
import { mailDue } from './due.ts'
import { isoAt } from './mail-queue.ts'

type Due = {
  id: number
  personId: number
  recordId: number
  type: NoticeType
  at: number
  readAt: number | null
}
type Folded = { personId: number; recordId: number | null; urgent: boolean; ids: number[] }

/** What is older is not mailed any more: who sets a mail server up after months must not flood everyone. */
const oldest = 7 * 86_400_000
const most = 500

/**
 * Makes mails of the notices that are due: one for each person with all that waits for them, but for what is urgent,
 * which goes by itself. What a person wants later is put off until then; what they read already, or do not want by mail,
 * is left. Answers whether there may be more.
 */
export async function foldNotices(spine: Spine, now: number): Promise<boolean> {
  const client = await spine.db.pool.connect()
  try {
    await client.query('begin')
    const due = await takeDue(client, now)
    if (due.length > 0) await fold(spine, client, due, now)
    await client.query('commit')
    return due.length === most
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

async function fold(spine: Spine, client: pg.PoolClient, due: Due[], now: number) {
  const people = [...new Set(due.map(({ personId }) => personId))]
  const [mailing, known] = await Promise.all([mailingOf(client, people), spine.directory.people(people)])
  const later: { id: number; at: number }[] = []
  const useless: number[] = []
  const folded = new Map<string, Folded>()
  for (const notice of due) {
    const { id, personId, recordId, type, at } = notice
    const wish = mailing.get(personId) as Mailing
    const urgent = urgentNotices.has(type)
    const when = urgent ? now : mailDue(wish, known.get(personId)?.zone ?? 'UTC', at, now)
    if (notice.readAt !== null || wish.off.includes(type) || at < now - oldest) useless.push(id)
    else if (when > now) later.push({ id, at: when })
    else {
      const key = `${personId} ${urgent ? recordId : ''}`
      const mail = folded.get(key) ?? { personId, recordId, urgent, ids: [] }
      mail.ids.push(id)
      folded.set(key, { ...mail, recordId: mail.recordId === recordId ? recordId : null })
    }
  }
  await putOff(client, later, useless)
  await keepMails(client, [...folded.values()], now)
}

async function takeDue(client: pg.PoolClient, now: number): Promise<Due[]> {
  const { rows } = await client.query<Due>({
    name: 'notices to mail',
    text: `select id, person_id as "personId", record_id as "recordId", type, at, read_at as "readAt" from notice
           where mail_at <= $1 order by mail_at, id limit ${most} for update skip locked`,
    values: [isoAt(now)],
  })
  return rows
}

/** The notice that carries a mail's number is found by it when the mail is written. */
async function keepMails(client: pg.PoolClient, mails: readonly Folded[], now: number) {
  for (const { personId, recordId, urgent, ids } of mails)
    await client.query({
      name: 'fold notices',
      text: `with made as (
               insert into mail (person_id, record_id, urgent, made_at, next_at)
               values ($1, $2, $3, $4, $4) returning id)
             update notice set mail_id = made.id, mail_at = null from made where notice.id = any($5::bigint[])`,
      values: [personId, recordId, urgent, isoAt(now), ids],
    })
}

async function putOff(
  client: pg.PoolClient,
  later: readonly { id: number; at: number }[],
  useless: readonly number[],
): Promise<void> {
  if (later.length + useless.length === 0) return
  await client.query({
    name: 'put notices off',
    text: `update notice set mail_at = w.at from unnest($1::bigint[], $2::timestamptz[]) as w(id, at)
           where notice.id = w.id`,
    values: [
      [...later.map(({ id }) => id), ...useless],
      [...later.map(({ at }) => isoAt(at)), ...useless.map(() => null)],
    ],
  })
}
