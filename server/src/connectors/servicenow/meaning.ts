import type { IncidentState } from '@throughline/contract'
import type { JsonObject } from '../../spine/records/index.ts'
import { type Column, cell, type Update } from './columns.ts'

/** What its states mean here; the team and the assignee tell the rest. */
const states: Record<string, (update: Update) => IncidentState> = {
  'new': (update) => (cell(update, 'assignment_group') ? 'assigned' : 'new'),
  active: inHand,
  'in progress': inHand,
  'awaiting user info': () => 'waiting-requester',
  'awaiting evidence': () => 'waiting-requester',
  'awaiting vendor': () => 'waiting-supplier',
  'awaiting problem': () => 'waiting-problem',
  'awaiting change': () => 'waiting-change',
  'awaiting caller': () => 'waiting-requester',
  'on hold': () => 'waiting-requester',
  resolved: () => 'resolved',
  closed: () => 'closed',
  canceled: () => 'cancelled',
  cancelled: () => 'cancelled',
}

function inHand(update: Update): IncidentState {
  if (cell(update, 'assigned_to')) return 'in-progress'
  return cell(update, 'assignment_group') ? 'assigned' : 'new'
}

/** Our state for an update's; undefined for one that we do not know, such as `-100`. */
export function stateOf(update: Update): IncidentState | undefined {
  return states[cell(update, 'incident_state')?.toLowerCase() ?? '']?.(update)
}

const channels: Record<string, string> = {
  phone: 'phone',
  ivr: 'phone',
  email: 'mail',
  'e-mail': 'mail',
  'self service': 'portal',
  'self-service': 'portal',
  chat: 'chat',
  'direct opening': 'walk-in',
  'walk-in': 'walk-in',
  monitoring: 'monitoring',
  event: 'monitoring',
}

export function channelOf(update: Update): string {
  return channels[cell(update, 'contact_type')?.toLowerCase() ?? ''] ?? 'import'
}

/** `2 - Medium` → 2, within 1 to `most`; null for anything else. */
export function levelOf(text: string | undefined, most: number): number | null {
  const level = Number(/^\s*([1-9])\b/.exec(text ?? '')?.[1])
  return level >= 1 && level <= most ? level : null
}

/** What an incident is called: its short description, or where the export hides it, what it was filed under. */
export function titleOf(update: Update): string {
  const filed = [cell(update, 'category'), cell(update, 'subcategory'), cell(update, 'u_symptom')]
    .filter(Boolean)
    .join(', ')
  return (cell(update, 'short_description') ?? (filed || `Incident ${cell(update, 'number')}`)).slice(0, 300)
}

/** What our word for its state leaves out, as a note. */
export function unsaid(update: Update): string | null {
  const name = cell(update, 'incident_state') ?? ''
  return ['awaiting evidence', 'on hold'].includes(name.toLowerCase()) ? name : null
}

const kept = [
  'location',
  'cmdb_ci',
  'business_service',
  'problem_id',
  'rfc',
  'caused_by',
] as const satisfies readonly Column[]

/** What has no place of its own here and somebody may look for: only what says something. */
export function customOf(update: Update): JsonObject {
  const texts = kept.flatMap((column) => {
    const text = cell(update, column)
    return text === undefined ? [] : [[column, text] as const]
  })
  const reopened = Number(cell(update, 'reopen_count') ?? 0)
  return {
    ...Object.fromEntries(texts),
    ...(reopened > 0 && { reopen_count: reopened }),
    ...(cell(update, 'made_sla')?.toLowerCase() === 'false' && { made_sla: false }),
  }
}
