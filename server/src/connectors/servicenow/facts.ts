import { type IncidentState, incidentLifecycle, type StateFacts } from '@throughline/contract'
import { dataOf } from '../../practices/incident/index.ts'
import {
  type Content,
  type Facts,
  type JsonObject,
  type RecordRow,
  wordsApart,
} from '../../spine/records/index.ts'
import { cell, type TimeColumn, type Update } from './columns.ts'
import { type DateOrder, parseDate } from './dates.ts'
import { channelOf, customOf, levelOf, titleOf, unsaid } from './meaning.ts'
import type { Names, Placed } from './placed.ts'

type Told = { set: Facts; content: Content | null; actorId: number | null; body?: string | null }

/** When an incident was reported: as its column says, else when its first row was made. */
export function openedAt({ update, at }: Placed, order: DateOrder): number {
  return dateIn(update, 'opened_at', order) ?? dateIn(update, 'sys_created_at', order) ?? at
}

/** How an incident was when it was reported: in nobody's hands yet. */
export function openingFacts(first: Placed, names: Names, order: DateOrder): Told & { at: number } {
  const { update } = first
  return {
    at: openedAt(first, order),
    actorId: person(names, cell(update, 'opened_by')),
    set: {
      ...stateFacts('new'),
      ...ratings(update),
      requesterId: person(names, cell(update, 'caller_id')),
      teamId: null,
      serviceId: service(names, update),
      restricted: false,
      channel: channelOf(update),
      data: { contacts: 1 },
    },
    content: {
      title: titleOf(update),
      description: cell(update, 'description') ?? '',
      custom: { number: cell(update, 'number') ?? '', ...customOf(update) },
    },
  }
}

export type Known = { names: Names; order: DateOrder; row: RecordRow | null; final: boolean }

/**
 * How an incident was after an update. All that an update says is set, changed or not: a row that comes late and
 * is folded before it then changes nothing after it. The times of resolving and closing in the columns are those of
 * the end, so they hold for the last such row alone.
 */
export function updateFacts({ update, at, state }: Placed, { names, order, row, final }: Known): Told {
  const before = row ? dataOf(row) : {}
  const done = state === 'resolved' || state === 'closed'
  const teamId = team(names, cell(update, 'assignment_group'))
  const holderId = holderOf(update, state, names)
  const reopened = row?.category === 'done' && !done ? (before.reopened ?? 0) + 1 : before.reopened
  const takenAt = before.takenAt ?? (holderId === null ? undefined : at)
  const { facts, words } = wordsApart(filed(update))
  const ends = endOf(update, { at, state, order, final, row })
  return {
    actorId: person(names, cell(update, 'sys_updated_by')),
    body: row?.state === state ? null : unsaid(update),
    set: {
      ...stateFacts(state),
      ...ratings(update),
      teamId,
      holderId,
      serviceId: service(names, update),
      resolvedAt: ends.resolvedAt,
      closedAt: ends.closedAt,
      data: {
        ...facts,
        restoredAt: done ? (before.restoredAt ?? Math.min(ends.resolvedAt ?? at, at)) : null,
        ...(takenAt !== undefined && { takenAt, answeredAt: takenAt }),
        ...(reopened && { reopened }),
        ...(teamId !== null && teamId !== row?.teamId && { teams: (before.teams ?? 0) + 1 }),
        ...(state === 'waiting-requester' && { asked: true }),
        resolutionCode: done ? 'imported' : null,
        closure: state === 'closed' ? 'imported' : null,
      },
    },
    content: contentOf(update, { row, done, words: words.fields ?? {} }),
  }
}

/** In the queue it has no holder; who resolved it is known of what is resolved alone. */
function holderOf(update: Update, state: IncidentState, names: Names): number | null {
  if (state === 'new' || state === 'assigned') return null
  const done = state === 'resolved' || state === 'closed'
  return person(names, cell(update, 'assigned_to') ?? (done ? cell(update, 'resolved_by') : undefined))
}

type End = Omit<Known, 'names'> & { at: number; state: IncidentState }

/** When it was resolved and closed: as the columns say where they are of this row, else when the first row said so. */
function endOf(
  update: Update,
  { at, state, order, final, row }: End,
): Pick<RecordRow, 'resolvedAt' | 'closedAt'> {
  const told = (column: 'resolved_at' | 'closed_at'): number | null => {
    const end = final ? dateIn(update, column, order) : null
    return end !== null && end >= (row?.openedAt ?? end) ? end : null
  }
  if (state === 'cancelled') return { resolvedAt: null, closedAt: told('closed_at') ?? at }
  if (state === 'closed') {
    return {
      resolvedAt: told('resolved_at') ?? row?.resolvedAt ?? at,
      closedAt: told('closed_at') ?? row?.closedAt ?? at,
    }
  }
  return {
    resolvedAt: state === 'resolved' ? (told('resolved_at') ?? row?.resolvedAt ?? at) : null,
    closedAt: null,
  }
}

/** What solved it, once it is solved; and of the fields that have no place here those that say something new. */
function contentOf(
  update: Update,
  { row, done, words }: { row: RecordRow | null; done: boolean; words: JsonObject },
): Content | null {
  const known = row?.custom ?? {}
  const custom = Object.entries(customOf(update)).filter(([name, value]) => known[name] !== value)
  const solved = done && row?.data.resolutionText === undefined
  const fields = { ...words, ...(solved && { resolutionText: solution(update) }) }
  const filled = Object.keys(fields).length > 0
  if (!filled && custom.length === 0) return null
  return {
    ...(filled && { fields }),
    ...(custom.length > 0 && { custom: Object.fromEntries(custom) }),
  }
}

function solution(update: Update): string {
  const code = cell(update, 'closed_code')
  const said = [cell(update, 'close_notes'), code && `Close code: ${code}`].filter(Boolean)
  return said.join('\n\n') || 'Resolved before the import.'
}

function stateFacts(state: IncidentState): Pick<Facts, 'state' | 'category' | 'cause'> {
  const facts: StateFacts = incidentLifecycle.states[state]
  return { state, category: facts.category, cause: facts.category === 'waiting' ? facts.on : null }
}

/** A priority that history brings is history, not an override. */
function ratings(update: Update): Pick<Facts, 'impact' | 'urgency' | 'priority'> {
  return {
    impact: levelOf(cell(update, 'impact'), 3),
    urgency: levelOf(cell(update, 'urgency'), 3),
    priority: levelOf(cell(update, 'priority'), 5),
  }
}

/** How it is filed, and with whom: words of people. A supplier that is not named any more is still its supplier. */
function filed(update: Update): Record<string, string | null | undefined> {
  return {
    supplier: cell(update, 'vendor'),
    symptomCategory: cell(update, 'category') ?? null,
    subcategory: cell(update, 'subcategory') ?? null,
    symptom: cell(update, 'u_symptom') ?? null,
  }
}

function dateIn(update: Update, column: TimeColumn, order: DateOrder): number | null {
  const text = cell(update, column)
  return text === undefined ? null : parseDate(text, order)
}

const person = ({ people }: Names, name: string | undefined): number | null =>
  name === undefined ? null : (people.get(name) ?? null)
/** A service that has the item's or the service's name, or its key; none is made. */
function service({ services }: Names, update: Update): number | null {
  const named = [cell(update, 'business_service'), cell(update, 'cmdb_ci')].filter(
    (name) => name !== undefined,
  )
  return named.map((name) => services.get(name.toLowerCase())).find((id) => id !== undefined) ?? null
}

const team = ({ teams }: Names, name: string | undefined): number | null =>
  name === undefined ? null : (teams.get(name) ?? null)
