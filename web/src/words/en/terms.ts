import type { IncidentState, incidentLifecycle } from '@throughline/contract'

/** Verbs that people choose; the others are the system's own. */
export type Verb = keyof (typeof incidentLifecycle)['transitions']

const states: Record<IncidentState, string> = {
  new: 'New',
  assigned: 'Assigned',
  'in-progress': 'In progress',
  'waiting-requester': 'Waiting for requester',
  'waiting-supplier': 'Waiting for supplier',
  'waiting-change': 'Waiting for change',
  'waiting-problem': 'Waiting for problem',
  resolved: 'Resolved',
  closed: 'Closed',
  cancelled: 'Cancelled',
}

const verbs: Record<Verb, string> = {
  assign: 'Route to team',
  take: 'Take',
  give: 'Hand over',
  release: 'Put back',
  ask: 'Ask requester',
  'await-supplier': 'Wait for supplier',
  'await-change': 'Wait for change',
  'await-problem': 'Wait for problem',
  resume: 'Resume',
  resolve: 'Resolve',
  confirm: 'Confirm for requester',
  reopen: 'Reopen',
  thanks: 'It was only thanks',
  'still-broken': 'It is still broken',
  lapse: 'Close unconfirmed',
  recover: 'Close on held recovery',
  cancel: 'Cancel',
  'mark-duplicate': 'Mark as duplicate',
  'override-priority': 'Override priority',
  chase: 'Set next chase',
}

/** The field's own words: states, verbs, names of fields. */
export const terms = {
  states,
  verbs,
  priority: 'Priority',
  priorityOf: (priority: number) => `Priority ${priority}`,
  impact: 'Impact',
  impacts: { 1: 'Many people, or a vital service stopped', 2: 'A group, or degraded', 3: 'One person' },
  urgency: 'Urgency',
  urgencies: { 1: 'Work has stopped', 2: 'Work is hindered', 3: 'Can wait' },
  ref: 'Number',
  title: 'Subject',
  state: 'State',
  team: 'Team',
  holder: 'Holder',
  requester: 'Requester',
  service: 'Service',
  due: 'Due',
  updated: 'Updated',
  opened: 'Opened',
  channel: 'Channel',
  description: 'Description',
  clocks: { response: 'First response', resolution: 'Restore service' },
}
