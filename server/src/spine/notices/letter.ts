import type { NoticeType } from '@throughline/contract'
import type { PersonFacts, Spine } from '../context/index.ts'
import { type Registry, refOf } from '../practice/index.ts'
import { mailingOf } from '../preferences/index.ts'
import { loadEntriesAt, loadRecords } from '../records/index.ts'
import { compose, type Told } from './compose.ts'
import { type Mail, type MailedNotice, noticesOf, threadOf } from './mail-queue.ts'
import type { Letter } from './smtp.ts'
import { mayRead, participantsOf } from './tell.ts'
import { asHtml } from './templates.ts'

/** What a letter is made with, beside the spine. */
export type Desk = {
  registry: Registry
  /** Where that person opens a record. */
  urlOf(ref: string, reader: PersonFacts, type: NoticeType): string
  /** Where that person sees what waits for them, and where they choose what is mailed. */
  places(reader: PersonFacts): { home: string; choose: string }
}

/** What has waited longer for its mail server is not for anybody's desk any more. */
const oldest = 7 * 86_400_000

/** A mail as it goes out; null where there is nothing to say any more, or nobody to say it to. */
export async function letterOf(spine: Spine, desk: Desk, mail: Mail, now: number): Promise<Letter | null> {
  const references = await threadOf(spine.db, mail)
  const { messageId, personId, address, content } = mail
  if (address !== null) {
    if (!content || mail.madeAt < now - oldest) return null
    const { name = '', subject, text, html = asHtml(text, []), unsubscribe } = content
    const ending = unsubscribe === undefined ? {} : { unsubscribe: { url: unsubscribe, byPost: true } }
    return { to: { name, address }, subject, text, html, messageId, references, ...ending }
  }
  const person = personId === null ? null : await spine.directory.person(personId)
  if (!person?.active || !person.email) return null
  const [first, ...others] = await toldOf(spine, desk, person, mail.id)
  if (!first) return null
  const { home, choose } = desk.places(person)
  const stationery = { settings: spine.settings.current(), directory: spine.directory, home }
  return {
    ...compose(stationery, person, [first, ...others]),
    to: { name: person.name, address: person.email },
    messageId,
    references,
    unsubscribe: { url: choose, byPost: false },
  }
}

/** What a mail tells its person now: what they have not read, may see, and want by mail. */
async function toldOf(spine: Spine, desk: Desk, person: PersonFacts, mailId: number): Promise<Told[]> {
  const notices = await noticesOf(spine.db, mailId)
  const wish = (await mailingOf(spine.db.pool, [person.id])).get(person.id)
  const wanted = notices.filter(({ readAt, type }) => readAt === null && !wish?.off.includes(type))
  if (wanted.length === 0) return []
  const recordIds = [...new Set(wanted.map(({ recordId }) => recordId))]
  const [records, entries, ...parts] = await Promise.all([
    loadRecords(spine.db, recordIds),
    loadEntriesAt(spine.db, wanted),
    ...recordIds.map((id) => participantsOf(spine.db, id)),
  ])
  const actors = await spine.directory.people(entries.flatMap(({ actorId }) => actorId ?? []))
  const tellOf = ({ recordId, seq, type }: MailedNotice): Told[] => {
    const row = records.get(recordId)?.row
    if (!row || !mayRead(person, row, parts[recordIds.indexOf(recordId)] ?? [])) return []
    const entry = entries.find((one) => one.recordId === recordId && one.seq === seq)
    const ref = refOf(desk.registry.of(row.kind), recordId)
    const who = actors.get(entry?.actorId ?? -1)?.name ?? ''
    return [{ type, ref, row, entry, who, url: desk.urlOf(ref, person, type) }]
  }
  return wanted.flatMap(tellOf)
}
