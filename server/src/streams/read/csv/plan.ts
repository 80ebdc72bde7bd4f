import { UnreadableFile } from '../../../spine/files/index.ts'
import type { Reading, ReadOptions, Role } from '../reading.ts'
import { findPlaces, type Places, placeOf, plain, shown } from './columns.ts'
import { type Known, knownExport } from './exports.ts'
import { guessed } from './guess.ts'
import { type Facts, factsOf, holdsTimes, type Sample } from './sample.ts'

/** How the rows of a table are read. */
export type Plan = EventPlan | TicketPlan

/** A row is one thing that happened. */
export type EventPlan = {
  rows: 'events'
  format: Reading['format']
  places: Places
  /** Only rows where the field at this place says so, in small letters, count. */
  only: { place: number; value: string } | null
  warnings: string[]
}

/** A row is a ticket, with a column for each time at which something happened to it. */
export type TicketPlan = {
  rows: 'tickets'
  format: Reading['format']
  places: Pick<Places, 'case' | 'team' | 'resource'>
  /** Columns of times, in the order in which such things happen. */
  stamps: { place: number; name: string }[]
  warnings: string[]
}

/** Decides from the header and the first rows, unless the person said it. Throws `UnreadableFile` where that fails. */
export function planOf(sample: Sample, options: ReadOptions): Plan {
  const known = knownExport(sample.header)
  const facts = factsOf(sample)
  const rows = options.rows ?? likelyRows(sample, facts, options, known)
  return rows === 'tickets'
    ? ticketPlan(sample.header, facts, options, known)
    : eventPlan(sample, facts, options, known)
}

function eventPlan(
  sample: Sample,
  facts: Facts[],
  options: ReadOptions,
  known: Known | undefined,
): EventPlan {
  const { header } = sample
  const columns = known?.rows === 'events' ? known.columns : {}
  const guess = guessed(sample, facts, options, columns)
  const places = findPlaces(header, options, { ...columns, ...guess.columns })
  const only = known?.only && options.activity === undefined ? known.only : undefined
  const changes = known?.format === 'jira' && known.rows === 'events'
  return {
    rows: 'events',
    format: known?.format ?? 'csv',
    places,
    only: only ? { place: header.indexOf(only.column), value: only.value } : null,
    warnings: [
      ...guess.warnings,
      ...sharedNames(header, Object.values(places)),
      ...(changes ? ['how long a ticket was in its first status is not in a table of changes'] : []),
    ],
  }
}

const noEvent = /\b(due|deadline|target|planned|expected|estimate\w*|last viewed|birth\w*|valid|until|sla)\b/i
const usualStamp =
  /^(ticket )?(initially |first |last )?(created|opened|reported|assigned|acknowledged|responded|started|updated|resolved|solved|completed|closed|reopened|restored|cancell?ed)([ _](at|on|date|time))?( - timestamp)?$/i

function ticketPlan(
  header: readonly string[],
  facts: Facts[],
  options: ReadOptions,
  known: Known | undefined,
): TicketPlan {
  const asked = options.time?.split(',').map((name) => placeOf(header, name.trim(), 'time'))
  const all = header.map((_, place) => place)
  const times = asked ?? all.filter((place) => isStamp(header[place] as string, facts[place] as Facts))
  const stamps = asked ?? times.filter((place) => !noEvent.test(header[place] as string))
  if (stamps.length === 0) {
    throw new UnreadableFile(`no column holds times; say which with --time; there are: ${shown(header)}`)
  }
  const others = times.filter((place) => !stamps.includes(place)).map((place) => `"${header[place]}"`)
  const given = options.case ?? known?.columns.case
  const named = (role: Role): number =>
    options[role] === undefined ? -1 : placeOf(header, options[role], role)
  const caseAt = given === undefined ? likelyCase(header) : placeOf(header, given, 'case')
  return {
    rows: 'tickets',
    format: known?.format ?? 'csv',
    places: { case: caseAt, team: named('team'), resource: named('resource') },
    stamps: namedApart(header, stamps).sort((a, b) => rankOf(a.name) - rankOf(b.name)),
    warnings: [
      ...sharedNames(header, [caseAt]),
      'each row is a ticket, and each column of times an event of it; if each row is an event: --rows events',
      ...(others.length > 0 ? [`not taken as events: ${others.join(', ')}; choose with --time "A,B"`] : []),
      ...((options.team ?? options.resource) === undefined
        ? []
        : ['a ticket has one team and one person in this table, so nothing is said about handovers']),
    ],
  }
}

function isStamp(name: string, facts: Facts): boolean {
  return holdsTimes(facts) || (usualStamp.test(name) && facts.times >= facts.filled * 0.5)
}

/** Where times are the same, what is opened comes before what is done. */
function rankOf(name: string): number {
  if (/creat|open|report|start/i.test(name) && !/reopen/i.test(name)) return 0
  if (/updat|modif|chang/i.test(name)) return 4
  if (/clos/i.test(name)) return 3
  return /solv/i.test(name) ? 2 : 1
}

/** Names of events, without what tools put behind a name; each only once. */
function namedApart(header: readonly string[], places: readonly number[]): TicketPlan['stamps'] {
  const seen = new Map<string, number>()
  return places.map((place) => {
    const name = (header[place] as string).replace(/ - timestamp$/i, '') || `column ${place + 1}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return { place, name: count === 1 ? name : `${name} (${count})` }
  })
}

function likelyCase(header: readonly string[]): number {
  const found = findPlaces(header, {}).case
  if (found >= 0) return found
  throw new UnreadableFile(`which column has the case? Say it with --case; there are: ${shown(header)}`)
}

/** A table is one of tickets where several columns hold times and no case comes twice. */
function likelyRows(
  { header, rows }: Sample,
  facts: Facts[],
  options: ReadOptions,
  known: Known | undefined,
): Plan['rows'] {
  if (options.activity !== undefined) return 'events'
  if (options.time !== undefined) return options.time.includes(',') ? 'tickets' : 'events'
  if (known?.rows === 'tickets') return 'tickets'
  const found = findPlaces(header, options, known?.columns)
  const { different = 0, filled = 0 } = facts[found.case] ?? {}
  const repeats = found.case < 0 || rows.length < 2 || different < filled
  if (repeats) return 'events'
  const stamps = header.filter((name, at) => {
    return at !== found.start && isStamp(name, facts[at] as Facts) && !noEvent.test(name)
  })
  return stamps.length > 1 ? 'tickets' : 'events'
}

/** Says where a column that is read shares its name with another. */
function sharedNames(header: readonly string[], places: readonly number[]): string[] {
  return places
    .filter(
      (at) =>
        at >= 0 && header.some((name, other) => other !== at && plain(name) === plain(header[at] as string)),
    )
    .map((at) => `several columns are called "${header[at]}": the one at place ${at + 1} is read`)
}
