import type { MailTemplateName, NoticeType } from '@throughline/contract'
import type { Directory, PersonFacts } from '../context/index.ts'
import type { Entry, RecordRow } from '../records/index.ts'
import type { Settings } from '../settings/index.ts'
import { withPlainNames } from './mentions.ts'
import { fill, type MailText, mailLanguageOf, oneLine, templateFor, type Values } from './templates.ts'
import { mailWords } from './words.ts'

/** What a mail tells of: an entry of a record, and why this person is told. */
export type Told = {
  type: NoticeType
  ref: string
  row: Pick<RecordRow, 'id' | 'title' | 'restricted' | 'serviceId' | 'teamId'>
  entry: Pick<Entry, 'public' | 'body' | 'content' | 'data'> | undefined
  /** Who wrote the entry. */
  who: string
  /** Where the record can be opened. */
  url: string
}

/** What mails are made with. */
export type Stationery = {
  settings: Pick<Settings, 'mailTemplates' | 'organisation'>
  directory: Pick<Directory, 'service' | 'team'>
  /** Where that person sees what they were told. */
  home: string
}

/** Of a restricted record nothing is quoted, whatever a template says: mail passes through many hands. */
const discreet = {
  subject: '[{{ref}}] {{why}}',
  body: '{{name}}:\n\n{{why}}\n{{ref}}\n{{detail}}\n\n{{url}}',
}
const mostListed = 50

/** Notices as one mail; the first is the weightiest. The ref in brackets lets a person find the record. */
export function compose(
  stationery: Stationery,
  person: PersonFacts,
  told: readonly [Told, ...Told[]],
): MailText {
  const about = new Set(told.map(({ row }) => row.id))
  return about.size === 1 ? aboutOne(stationery, person, told) : aboutSeveral(stationery, person, told)
}

function aboutOne(stationery: Stationery, person: PersonFacts, told: readonly [Told, ...Told[]]): MailText {
  const language = mailLanguageOf(person.language)
  const [first] = told
  const template = first.row.restricted
    ? discreet
    : templateFor(stationery.settings.mailTemplates, first.type as MailTemplateName, language)
  return fill(template, valuesFor(stationery, person, told), [first.url])
}

/** What the places of a template about one record are filled with. */
function valuesFor(
  { settings, directory }: Stationery,
  person: PersonFacts,
  told: readonly [Told, ...Told[]],
): Values {
  const [{ ref, row, url }] = told
  const open = !row.restricted
  const unique = (texts: string[]) => [...new Set(texts.filter((text) => text !== ''))]
  const words = mailWords[mailLanguageOf(person.language)]
  return {
    name: oneLine(person.name),
    why: unique(told.map(({ type }) => words.why[type])).join(' · '),
    ref,
    title: open ? oneLine(row.title) : '',
    detail: unique(told.map((one) => detail(one, person))).join('\n'),
    said: open ? unique(told.map(({ entry }) => quoted(person, entry) ?? '')).join('\n\n') : '',
    who: open ? oneLine(unique(told.map(({ who }) => who)).join(', ')) : '',
    service: open && row.serviceId !== null ? oneLine(directory.service(row.serviceId)?.name ?? '') : '',
    team: open && row.teamId !== null ? oneLine(directory.team(row.teamId)?.name ?? '') : '',
    url,
    organisation: oneLine(settings.organisation.name),
  }
}

/** A mail about more than one record. */
export function aboutSeveral(
  { settings, home }: Stationery,
  person: PersonFacts,
  told: readonly Told[],
): MailText {
  const language = mailLanguageOf(person.language)
  const words = mailWords[language]
  const listed = told.slice(0, mostListed).map(({ type, ref, row, url }) => {
    const title = row.restricted ? '' : ` ${oneLine(row.title)}`
    return `[${ref}]${title}\n${words.why[type]}\n${url}`
  })
  const left = told.length - listed.length
  const values = {
    name: oneLine(person.name),
    count: String(told.length),
    list: [...listed, ...(left > 0 ? [words.more(left)] : [])].join('\n\n'),
    url: home,
    organisation: oneLine(settings.organisation.name),
  }
  const template = templateFor(settings.mailTemplates, 'several', language)
  return fill(template, values, [home, ...told.map(({ url }) => url)])
}

/** What was said, as far as it is the person's to read: requesters get public words alone. */
function quoted(person: PersonFacts, entry: Told['entry']): string | null {
  if (!entry || (person.role === 'requester' && !entry.public)) return null
  if (entry.body !== null) return withPlainNames(entry.body)
  const solution =
    entry.content && 'fields' in entry.content ? entry.content.fields?.resolutionText : undefined
  return typeof solution === 'string' ? solution : null
}

function detail({ type, entry }: Told, person: PersonFacts): string {
  const { clock, step } = entry?.data.more ?? {}
  if (type !== 'escalation' && type !== 'late') return ''
  const words = mailWords[mailLanguageOf(person.language)]
  return words.passed(String(step), words.clocks[String(clock)] ?? String(clock))
}
