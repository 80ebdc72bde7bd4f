import type { Spine } from '../context/index.ts'
import type { Loop } from '../jobs/index.ts'
import { foldNotices } from './fold.ts'
import { type Desk, letterOf } from './letter.ts'
import { claimMail, giveBack, type Mail, nextMail, noteMail } from './mail-queue.ts'
import { Away, type Post, Refused } from './smtp.ts'

export type MailOptions = Desk & {
  post: Post
  /** Most mails a minute that this process sends. */
  perMinute: number
}

const minute = 60_000
/** A mail that the server puts off again and again: some three days. */
const mostTries = 75
const batch = 20
const longestAway = 10 * minute

/**
 * Mails the notices that people got, to those who have an address and may still see what they are about, and whatever
 * else was queued. While the mail server is away everything waits, and it is asked again after pauses that grow.
 */
export function mailLoop(spine: Spine, options: MailOptions): Loop {
  let sent: number[] = []
  let away = { pause: 0, until: 0 }
  const sendDue = async (now: number): Promise<number | null> => {
    for (;;) {
      sent = sent.filter((at) => at > now - minute)
      const first = sent[0]
      if (sent.length >= options.perMinute && first !== undefined) return first + minute
      const limit = Math.min(batch, options.perMinute - sent.length)
      const claimed = await claimMail(spine.db, now, limit, options.post.domain)
      if (claimed.length === 0) return nextMail(spine.db)
      for (const [at, mail] of claimed.entries()) {
        const became = await deliver(spine, options, mail, now)
        if (became === 'tried') sent.push(now)
        if (became !== 'away') continue
        await giveBack(
          spine.db,
          claimed.slice(at).map(({ id }) => id),
          now,
        )
        const pause = Math.min(longestAway, away.pause * 2 || minute)
        away = { pause, until: now + pause }
        return away.until
      }
      away = { pause: 0, until: 0 }
    }
  }
  return {
    name: 'mail',
    tick: async (now) => {
      while (await foldNotices(spine, now));
      return now < away.until ? away.until : sendDue(now)
    },
  }
}

async function deliver(
  spine: Spine,
  options: MailOptions,
  mail: Mail,
  now: number,
): Promise<'tried' | 'dropped' | 'away'> {
  const letter = await letterOf(spine, options, mail, now)
  if (!letter) {
    await noteMail(spine.db, mail.id, 'dropped', now)
    return 'dropped'
  }
  try {
    await options.post.send(letter)
    await noteMail(spine.db, mail.id, 'sent', now)
  } catch (error) {
    const { message } = error as Error
    spine.log.warn({ why: message, mail: mail.id }, 'a mail did not go out')
    if (error instanceof Away) return 'away'
    if (error instanceof Refused || mail.tries >= mostTries)
      await noteMail(spine.db, mail.id, { failed: message.slice(0, 500) }, now)
  }
  return 'tried'
}
