import { type NoticeType, noticeTypes } from '@throughline/contract'
import type { PersonFacts } from '../context/index.ts'
import type { Entry, RecordRow } from '../records/index.ts'
import { withPlainNames } from './mentions.ts'

export type MailText = { subject: string; text: string; html: string }

export type MailAbout = {
  person: PersonFacts
  type: NoticeType
  ref: string
  row: Pick<RecordRow, 'title' | 'restricted'>
  entry: Pick<Entry, 'public' | 'body' | 'content' | 'data'> | undefined
  /** Where the record can be opened. */
  url: string
}

/**
 * A notice as a mail. The ref in brackets lets a reply find its record. Of a restricted record nothing is quoted:
 * mail passes through many hands.
 */
export function compose({ person, type, ref, row, entry, url }: MailAbout): MailText {
  const said = row.restricted ? null : quoted(person, entry)
  const title = row.restricted ? null : oneLine(row.title)
  const why = noticeTypes[type]
  const paragraphs = [
    `Hello ${oneLine(person.name)},`,
    [why, title === null ? ref : `${ref}: ${title}`, ...detail(type, entry)].join('\n'),
    ...(said === null ? [] : [said]),
    url,
  ]
  return {
    subject: `[${ref}] ${title === null ? why : `${title}: ${why}`}`,
    text: `${paragraphs.join('\n\n')}\n`,
    html: paragraphs.map((paragraph) => `<p>${asHtml(paragraph, url)}</p>`).join('\n'),
  }
}

/** What was said, as far as it is the person's to read: requesters get public words alone. */
function quoted(person: PersonFacts, entry: MailAbout['entry']): string | null {
  if (!entry || (person.role === 'requester' && !entry.public)) return null
  if (entry.body !== null) return withPlainNames(entry.body)
  const solution =
    entry.content && 'fields' in entry.content ? entry.content.fields?.resolutionText : undefined
  return typeof solution === 'string' ? solution : null
}

function detail(type: NoticeType, entry: MailAbout['entry']): string[] {
  const { clock, step } = entry?.data.more ?? {}
  if (type !== 'escalation' && type !== 'late') return []
  return [`${step} % of the time for ${clock} has passed.`]
}

/** Names and titles stand in headers, where a line break would begin another header. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function asHtml(text: string, url: string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
  return text === url ? `<a href="${escaped}">${escaped}</a>` : escaped.replaceAll('\n', '<br>\n')
}
