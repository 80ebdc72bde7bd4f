import type { Role } from '../reading.ts'

/** The columns of ServiceNow's export of incident updates, or undefined where a header is none. */
export function serviceNowColumns(header: readonly string[]): Partial<Record<Role, string>> | undefined {
  const has = (name: string): boolean => header.includes(name)
  const state = ['incident_state', 'state'].find(has)
  const time = ['sys_updated_at', 'sys_updated_on'].find(has)
  if (!has('number') || !state || !time || !has('assignment_group')) return undefined
  return { case: 'number', activity: state, time, team: 'assignment_group', resource: 'assigned_to' }
}
