import type { PersonFacts, Spine } from '../context/index.ts'
import type { Loop } from '../jobs/index.ts'
import { type Registry, refOf } from '../practice/index.ts'
import { isMailed } from '../preferences/index.ts'
import { loadEntriesAt, loadRecords } from '../records/index.ts'
import { compose } from './compose.ts'
import { type Claimed, claimMail, dropMail, nextMail, noteMailed } from './mail-queue.ts'
import { type Post, Refused } from './smtp.ts'
import { mayRead, participantsOf } from './tell.ts'

export type MailOptions = {
  registry: Registry
  post: Post
  /** Where that person opens a record. */
  urlOf(ref: string, reader: PersonFacts): string
  /** Most mails a minute that this process sends. */
  perMinute: number
}

const minute = 60_000
/** What is older is not mailed any more: after a long outage nobody wants last week's notices. */
const oldest = 24 * 60 * minute
const mostTries = 10
const batch = 20

/** Mails the notices that people got, to those who have an address and may still see what they are about. */
export function mailLoop(spine: Spine, options: MailOptions): Loop {
  let sent: number[] = []
  return {
    name: 'mail',
    tick: async (now) => {
      for (;;) {
        sent = sent.filter((at) => at > now - minute)
        const first = sent[0]
        if (sent.length >= options.perMinute && first !== undefined) return first + minute
        const claimed = await claimMail(
          spine.db,
          now,
          Math.min(batch, options.perMinute - sent.length),
          options.post.domain,
        )
        if (claimed.length === 0) return nextMail(spine.db)
        for (const notice of claimed) if (await deliver(spine, options, notice, now)) sent.push(now)
      }
    },
  }
}

/** Answers whether a mail was tried. */
async function deliver(spine: Spine, options: MailOptions, notice: Claimed, now: number): Promise<boolean> {
  const mail = await mailOf(spine, options, notice, now)
  if (!mail) {
    await dropMail(spine.db, notice.id)
    return false
  }
  try {
    await options.post.send(mail)
    await noteMailed(spine.db, notice.id, now)
  } catch (error) {
    const final = error instanceof Refused || notice.tries >= mostTries
    spine.log[final ? 'error' : 'warn']({ err: error, notice: notice.id, final }, 'a mail did not go out')
    if (final) await dropMail(spine.db, notice.id)
  }
  return true
}

/** The mail for a notice; null where it should not be mailed, as things stand now. */
async function mailOf(spine: Spine, { registry, post, urlOf }: MailOptions, notice: Claimed, now: number) {
  if (notice.readAt !== null || notice.at < now - oldest) return null
  const { recordId, personId, type, messageId } = notice
  const [person, row, participants, [entry]] = await Promise.all([
    spine.directory.person(personId),
    loadRecords(spine.db, [recordId]).then((found) => found.get(recordId)?.row),
    participantsOf(spine.db, recordId),
    loadEntriesAt(spine.db, [notice]),
  ])
  if (!person?.active || !person.email || !row || !mayRead(person, row, participants)) return null
  if (!(await isMailed(spine.db, personId, type))) return null
  const ref = refOf(registry.of(row.kind), recordId)
  return {
    ...compose({ person, type, ref, row, entry, url: urlOf(ref, person) }),
    to: { name: person.name, address: person.email },
    messageId,
    // All mails about a record stand together in a mail program.
    references: `<${ref}@${post.domain}>`,
  }
}
