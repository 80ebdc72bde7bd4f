import type { Reading, Role } from '../reading.ts'
import { plain } from './columns.ts'

/** An export of a tool we know, by its header. */
export type Known = {
  format: Reading['format']
  /** What a row is: one thing that happened, or a ticket with several columns of times. */
  rows: 'events' | 'tickets'
  columns: Partial<Record<Role, string>>
  /** Only rows where this column says so count. */
  only?: { column: string; value: string }
}

type Header = readonly string[]

/** The tool whose export has such a header, or undefined. */
export function knownExport(header: Header): Known | undefined {
  return serviceNow(header) ?? jiraChanges(header) ?? jiraIssues(header) ?? zendesk(header)
}

/** The first of some names that a header has, as the header writes it. */
function first(header: Header, names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = header.find((each) => plain(each) === plain(name))
    if (found !== undefined) return found
  }
  return undefined
}

/** ServiceNow's updates of incidents: a row for each update. */
function serviceNow(header: Header): Known | undefined {
  const has = (name: string): boolean => header.includes(name)
  const state = ['incident_state', 'state'].find(has)
  const time = ['sys_updated_at', 'sys_updated_on'].find(has)
  if (!has('number') || !state || !time || !has('assignment_group')) return undefined
  const who = has('assigned_to') ? { resource: 'assigned_to' } : {}
  return {
    format: 'servicenow',
    rows: 'events',
    columns: { case: 'number', activity: state, time, team: 'assignment_group', ...who },
  }
}

/** A changelog, as scripts and add-ons of Jira write it: a row for each change of a field, from and to. */
function jiraChanges(header: Header): Known | undefined {
  const key = first(header, ['issue key', 'key', 'issue id'])
  const from = first(header, [
    'from status',
    'from string',
    'from',
    'old status',
    'old value',
    'original value',
  ])
  const to = first(header, ['to status', 'to string', 'to', 'new status', 'new value'])
  const times = [
    'change date',
    'changed',
    'changed at',
    'history created',
    'transition date',
    'created',
    'date',
  ]
  const time = first(header, [...times, 'created at', 'timestamp', 'date time', 'updated'])
  if (!key || !from || !to || !time) return undefined
  const field = first(header, ['field', 'field id', 'field name', 'changed field'])
  const author = first(header, ['author', 'changed by', 'display name', 'user'])
  return {
    format: 'jira',
    rows: 'events',
    columns: { case: key, activity: to, time, ...(author !== undefined && { resource: author }) },
    ...(field !== undefined && { only: { column: field, value: 'status' } }),
  }
}

/** What Jira's list of issues exports: a row for each issue. */
function jiraIssues(header: Header): Known | undefined {
  const key = first(header, ['issue key'])
  if (!key || !first(header, ['created'])) return undefined
  return { format: 'jira', rows: 'tickets', columns: { case: key } }
}

/** What Zendesk's views and reports export: a row for each ticket. */
function zendesk(header: Header): Known | undefined {
  const key = first(header, ['ticket id', 'id', 'zendesk_id'])
  const created = first(header, ['created at', 'ticket created - timestamp'])
  const other = first(header, [
    'solved at',
    'assigned at',
    'initially assigned at',
    'status updated at',
    'assignee updated at',
    'ticket solved - timestamp',
  ])
  return key && created && other ? { format: 'zendesk', rows: 'tickets', columns: { case: key } } : undefined
}
