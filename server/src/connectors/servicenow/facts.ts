import { type IncidentState, incidentLifecycle, type StateFacts } from '@throughline/contract'
import { dataOf } from '../../practices/incident/index.ts'
import type { Content, Facts, JsonObject, RecordRow } from '../../spine/records/index.ts'
import { cell, type Update } from './columns.ts'
import { type DateOrder, parseDate } from './dates.ts'
import { channelOf, levelOf, titleOf } from './meaning.ts'
import type { Names, Placed } from './placed.ts'

type Told = { set: Facts; content: Content | null; actorId: number | null }

/** How an incident was when it was reported: in nobody's hands yet. */
export function openingFacts({ update, at }: Placed, names: Names, order: DateOrder): Told & { at: number } {
  return {
    at: dateIn(update, 'opened_at', order) ?? at,
    actorId: person(names, cell(update, 'opened_by')),
    set: {
      ...stateFacts('new'),
      ...ratings(update),
      requesterId: person(names, cell(update, 'caller_id')),
      teamId: null,
      serviceId: null,
      restricted: false,
      channel: channelOf(update),
      data: { contacts: 1 },
    },
    content: { title: titleOf(update), description: cell(update, 'description') ?? '' },
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
  const teamId = team(names, cell(update, 'assignment_group'))
  const queued = state === 'new' || state === 'assigned'
  const holderId = queued ? null : person(names, cell(update, 'assigned_to') ?? cell(update, 'resolved_by'))
  const done = state === 'resolved' || state === 'closed'
  const restoredAt = done
    ? (before.restoredAt ?? ended(update, 'resolved_at', { order, final, at, from: row?.openedAt ?? at }))
    : null
  const closedAt =
    state === 'closed' ? ended(update, 'closed_at', { order, final, at, from: row?.openedAt ?? at }) : null
  const reopened = row?.category === 'done' && !done ? (before.reopened ?? 0) + 1 : before.reopened
  const takenAt = before.takenAt ?? (holderId === null ? undefined : at)
  return {
    actorId: person(names, cell(update, 'sys_updated_by')),
    set: {
      ...stateFacts(state),
      ...ratings(update),
      teamId,
      holderId,
      resolvedAt: restoredAt,
      closedAt: closedAt ?? (state === 'cancelled' ? at : null),
      data: {
        ...filed(update),
        restoredAt,
        ...(takenAt !== undefined && { takenAt, answeredAt: takenAt }),
        ...(reopened && { reopened }),
        ...(teamId !== null && teamId !== row?.teamId && { teams: (before.teams ?? 0) + 1 }),
        ...(state === 'waiting-requester' && { asked: true }),
        ...(cell(update, 'vendor') && { supplier: cell(update, 'vendor') as string }),
        resolutionCode: done ? 'imported' : null,
        closure: state === 'closed' ? 'imported' : null,
      },
    },
    content:
      done && before.resolutionText === undefined ? { fields: { resolutionText: solution(update) } } : null,
  }
}

/** When it ended as the columns say, where that is of this row and can be; else the row's own time. */
function ended(
  update: Update,
  column: 'resolved_at' | 'closed_at',
  { order, final, at, from }: { order: DateOrder; final: boolean; at: number; from: number },
): number {
  const told = final ? dateIn(update, column, order) : null
  return told !== null && told >= from && told <= at ? told : at
}

function solution(update: Update): string {
  const code = cell(update, 'closed_code')
  return cell(update, 'close_notes') ?? (code ? `Close code: ${code}` : 'Resolved before the import.')
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

function filed(update: Update): JsonObject {
  return {
    symptomCategory: cell(update, 'category') ?? null,
    subcategory: cell(update, 'subcategory') ?? null,
    symptom: cell(update, 'u_symptom') ?? null,
  }
}

function dateIn(
  update: Update,
  column: 'opened_at' | 'resolved_at' | 'closed_at',
  order: DateOrder,
): number | null {
  const text = cell(update, column)
  return text === undefined ? null : parseDate(text, order)
}

const person = ({ people }: Names, name: string | undefined): number | null =>
  name === undefined ? null : (people.get(name) ?? null)
const team = ({ teams }: Names, name: string | undefined): number | null =>
  name === undefined ? null : (teams.get(name) ?? null)
