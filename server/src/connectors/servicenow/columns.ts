/** The columns of ServiceNow's incident export that we read; others are left alone. */
export const columns = [
  'number',
  'incident_state',
  'sys_updated_at',
  'sys_updated_by',
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
  'vendor',
  'problem_id',
  'rfc',
  'caused_by',
  'closed_code',
  'close_notes',
  'resolved_by',
  'made_sla',
  'reopen_count',
  'reassignment_count',
] as const
export type Column = (typeof columns)[number]

/** Without these there is no history to bring in. */
export const mandatory = ['number', 'incident_state', 'sys_updated_at'] as const satisfies readonly Column[]

/** Those that hold times. */
export const timeColumns = [
  'sys_updated_at',
  'opened_at',
  'resolved_at',
  'closed_at',
] as const satisfies readonly Column[]

/** One row of the export: an incident as it was after one update. `row` is its number in the file, the header being 1. */
export type Update = { row: number; cells: Partial<Record<Column, string>> }

/** A cell's text; absent where the export has nothing (`?` or empty). */
export function cell({ cells }: Update, column: Column): string | undefined {
  const text = cells[column]?.trim()
  return text === undefined || text === '' || text === '?' ? undefined : text
}
