import type { Spine } from '../context/index.ts'
import { isoAt, type MailContent } from './mail-queue.ts'
import { oneLine } from './templates.ts'

/** A mail to somebody who need not be a person here, such as a subscriber. */
export type NewMail = MailContent & {
  /** Names the effect: the same cause is queued once. */
  cause: string
  address: string
  /** The record that it is about: its mails to this address stand in one thread. Who reads it is the caller's to check. */
  recordId?: number
  /** Before all that is not. */
  urgent?: boolean
}

/** One address, in a form that is safe in a header and in a mail server's command. */
const plainAddress = /^[^\s<>@",;:\\()[\]\p{Cc}]{1,64}@[^\s<>@",;:\\()[\]\p{Cc}]{1,253}$/u

/**
 * Queues a mail; it is sent by whichever process mails, and tried again while the mail server is away. Queued again
 * under the same cause it is not sent twice. Without a mail server it waits for one.
 * @throws RangeError when the address is none
 */
export async function queueMail({ db, time, poke }: Spine, mail: NewMail): Promise<void> {
  const { cause, address, recordId = null, urgent = false, ...content } = mail
  if (!plainAddress.test(address)) throw new RangeError(`${JSON.stringify(address)} is no mail address`)
  const safe = { ...content, subject: oneLine(content.subject) }
  await db.pool.query({
    name: 'queue mail',
    text: `insert into mail (cause, address, record_id, urgent, content, made_at, next_at)
           values ($1, $2, $3, $4, $5, $6, $6) on conflict (cause) do nothing`,
    values: [cause, address, recordId, urgent, JSON.stringify(safe), isoAt(time.now())],
  })
  await poke()
}
