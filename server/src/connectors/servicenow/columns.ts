/** The columns of ServiceNow's incident export that we read; others are left alone. */
export const columns = [
  'number',
  'incident_state',
  'sys_updated_at',
  'sys_updated_by',
  'sys_mod_count',
  'sys_created_at',
  'opened_at',
  'opened_by',
  'resolved_at',
  'closed_at',
  'caller_id',
  'assignment_group',
  'assigned_to',
  'impact',
  'urgency',
  'priority',
  'category',
  'subcategory',
  'u_symptom',
  'short_description',
  'description',
  'contact_type',
  'location',
  'cmdb_ci',
  'business_service',
  'vendor',
  'problem_id',
  'rfc',
  'caused_by',
  'closed_code',
  'close_notes',
  'resolved_by',
  'made_sla',
  'reopen_count',
] as const
export type Column = (typeof columns)[number]

/** Other names of the same columns, as its lists and releases export them. */
export const aliases: Readonly<Record<string, Column>> = {
  state: 'incident_state',
  sys_updated_on: 'sys_updated_at',
  updated: 'sys_updated_at',
  updated_by: 'sys_updated_by',
  sys_created_on: 'sys_created_at',
  created: 'sys_created_at',
  opened: 'opened_at',
  resolved: 'resolved_at',
  closed: 'closed_at',
  caller: 'caller_id',
  close_code: 'closed_code',
  configuration_item: 'cmdb_ci',
  service: 'business_service',
}

/** Without these there is no history to bring in; nor without one of the times. */
export const mandatory = ['number', 'incident_state'] as const satisfies readonly Column[]

/** Those that hold times; any one of them will do. */
export const timeColumns = [
  'sys_updated_at',
  'sys_created_at',
  'opened_at',
  'resolved_at',
  'closed_at',
] as const satisfies readonly Column[]
export type TimeColumn = (typeof timeColumns)[number]

/**
 * What a row says of its own moment. Other columns (when it was resolved and closed, and how) say in every row what
 * became of the incident, so a later export says something else in the same row.
 */
export const momentColumns = [
  'sys_updated_at',
  'sys_updated_by',
  'sys_mod_count',
  'incident_state',
  'assignment_group',
  'assigned_to',
  'impact',
  'urgency',
  'priority',
  'category',
  'subcategory',
  'u_symptom',
] as const satisfies readonly Column[]

/** One row of the export: an incident as it was after one update. `row` is its number in the file, the header being 1. */
export type Update = { row: number; cells: Partial<Record<Column, string>> }

/** A cell's text; absent where the export has nothing (`?` or empty). */
export function cell({ cells }: Update, column: Column): string | undefined {
  const text = cells[column]?.trim()
  return text === undefined || text === '' || text === '?' ? undefined : text
}
