import type { Entry } from '../../api/index.ts'
import type { Formats } from '../../words/formats.ts'
import type { Words } from '../../words/index.ts'
import { nameOf } from '../parts/clock-bar.tsx'

export type Change = Entry['changes'][number]

/** Verbs whose sentence says what they changed: only what they changed beside it is listed. */
const saidBySentence = new Set([
  'state',
  'team',
  'holder',
  'resolvedAt',
  'closedAt',
  'restoredAt',
  'resolutionCode',
  'resolutionText',
  'closure',
  'held',
  'reopened',
  'firstContact',
  'helpers',
  'restricted',
  'supplier',
  'priorityOverridden',
  'incidentManager',
])

/** The words that a person said with an entry, if any: a comment, a question, a reason, a resolution. */
export function wordsOf(entry: Entry): string | null {
  if (entry.body) return entry.body
  if (entry.verb === 'open' && entry.from) return reportIn(entry)
  if (entry.verb !== 'resolve' && entry.verb !== 'open') return null
  const text = entry.changes.find(({ field }) => field === 'resolutionText')?.to
  return typeof text === 'string' ? text : null
}

/** What somebody reported in a record that is merged into the one that is read. */
function reportIn({ changes }: Entry): string | null {
  const texts = ['title', 'description'].map((name) => changes.find(({ field }) => field === name)?.to)
  return texts.filter((text) => typeof text === 'string' && text !== '').join('\n\n') || null
}

/**
 * Without a word, and written by nobody or of no consequence; or said here already: what is merged into a record is
 * resolved with it, in its words.
 */
export function isQuiet(entry: Entry): boolean {
  if (entry.from !== null && entry.actor === null && entry.verb === 'resolve') return true
  if (wordsOf(entry) !== null || entry.redacted) return false
  return entry.actor === null || (entry.verb === 'update' && entry.changes.length === 0)
}

/** Who did what, as a sentence. */
export function sentenceOf(entry: Entry, words: Words, formats: Formats): string {
  const who = entry.actor?.name ?? words.record.somebody
  const said = words.record.did as Record<string, (who: string, what: string) => string>
  const tell = said[`${entry.verb} ${String(entry.details.type ?? '')}`] ?? said[verbOf(entry)]
  return tell ? tell(who, objectOf(entry, words, formats)) : `${who}: ${entry.verb}`
}

/** That a record was split from another its opening says, and that it was resolved in the same call. */
function verbOf({ verb, details, changes }: Entry): string {
  if (verb !== 'open') return verb
  if (typeof details.split === 'string') return 'open split'
  return changes.some(({ field }) => field === 'resolutionCode') ? 'open resolved' : verb
}

function objectOf({ verb, changes, details }: Entry, words: Words, formats: Formats): string {
  const to = (field: string): unknown => changes.find((change) => change.field === field)?.to
  const detail = (name: string): string =>
    typeof details[name] === 'string' ? (details[name] as string) : ''
  switch (verb) {
    case 'assign':
      return shown(to('team'), words, formats)
    case 'give':
      return shown(to('holder'), words, formats)
    case 'await-supplier':
      return shown(to('supplier'), words, formats)
    case 'await-change':
      return detail('change')
    case 'await-problem':
      return detail('problem')
    case 'resolve':
      return codeWord(String(to('resolutionCode') ?? ''), words).toLowerCase()
    case 'accept-major':
      return to('incidentManager') ? shown(to('incidentManager'), words, formats) : ''
    case 'hand-over-role':
      return shown(to('incidentManager') ?? to('communicationsLead'), words, formats)
    case 'confirm':
      return detail('how')
    case 'chase':
      return shown(to('chaseAt'), words, formats)
    case 'mark-duplicate':
      return detail('of')
    case 'open':
      return detail('split') || codeWord(String(to('resolutionCode') ?? ''), words).toLowerCase()
    case 'merge':
      return detail('into')
    case 'unmerge':
      return detail('from')
    case 'attach':
      return detail('name')
    case 'link':
    case 'unlink':
      return `${linkWord(detail('type'), 'out', words)} ${detail('to')}`
    case 'linked':
    case 'unlinked':
      return detail('from')
    case 'help':
      return addedTo(changes, words, formats)
    case 'escalate':
    case 'clock-step':
      return words.record.timeline.atPercent(nameOf(detail('clock'), words), Number(details.step ?? 0))
    default:
      return ''
  }
}

function addedTo(changes: readonly Change[], words: Words, formats: Formats): string {
  const helpers = changes.find(({ field }) => field === 'helpers')
  const before = new Set(((helpers?.from ?? []) as { id: number }[]).map(({ id }) => id))
  const added = ((helpers?.to ?? []) as { id: number; name: string }[]).filter(({ id }) => !before.has(id))
  return shown(added, words, formats)
}

export function codeWord(code: string, words: Words): string {
  return words.record.codes[code] ?? code
}

export function linkWord(type: string, direction: 'in' | 'out', words: Words): string {
  const known: Record<string, { in: string; out: string }> = words.record.linkTypes
  return known[type]?.[direction] ?? type
}

/** Changes that the sentence of their entry does not say. */
export function changesBeside(entry: Entry): Change[] {
  if (entry.verb === 'open') return []
  if (entry.verb === 'amend' || entry.verb === 'import') return entry.changes
  return entry.changes.filter(({ field }) => !saidBySentence.has(field))
}

export function fieldWord(field: string, words: Words): string {
  const known: Record<string, string> = words.record.fields
  return known[field] ?? field.replace(/^custom\./, '')
}

/** Texts of many words: what they were and are is shown on demand. */
export function isLong({ from, to }: Change): boolean {
  return [from, to].some((value) => typeof value === 'string' && (value.length > 120 || value.includes('\n')))
}

/** A value of a field as people read it. */
export function shown(value: unknown, words: Words, formats: Formats, field = ''): string {
  const said = words.record.timeline
  if (value === null || value === undefined || value === '') return said.wasEmpty
  if (value === true) return said.yes
  if (value === false) return said.no
  if (Array.isArray(value)) {
    return value.length === 0 ? said.wasEmpty : value.map((one) => shown(one, words, formats)).join(', ')
  }
  if (typeof value === 'object') return String((value as { name?: unknown }).name ?? JSON.stringify(value))
  const text = String(value)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return formats.exact(text)
  if (field === 'resolutionCode') return codeWord(text, words)
  if (field === 'state') return stateWord(text, words)
  if (field === 'channel') return words.record.channels[text] ?? text
  return text
}

export function stateWord(state: string, words: Words): string {
  const known: Record<string, string> = { ...words.record.states, ...words.terms.states }
  return known[state] ?? state
}
