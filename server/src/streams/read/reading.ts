import type { Encoding } from '../../spine/files/index.ts'
import type { EventLog } from '../log/event-log.ts'
import type { DateOrder } from './instants.ts'

/** How a log was read: said to the person, because each of these was a guess that they can correct. */
export type Reading = {
  format: 'xes' | 'csv' | 'ocel-json' | 'ocel-xml' | 'ocel-sqlite' | 'servicenow' | 'jira' | 'zendesk'
  /** Which column says what, by the names of the file. */
  columns: Partial<Record<Role, string>>
  encoding: Encoding
  delimiter: string | null
  dateOrder: DateOrder | null
  /** The zone of times that have no offset of their own; null where all have one. */
  timezone: string | null
  /** Texts that were taken for *not known*, such as `?`; what is empty always is. */
  missing: string[]
  /** Events at the very time of the one before them in their case; they keep the order of the file. */
  ties: number
  /** What was left out, and what was strange, in sentences. */
  warnings: string[]
}

/** What a column may say about an event. */
export const roles = ['case', 'activity', 'time', 'start', 'team', 'resource', 'lifecycle', 'split'] as const
export type Role = (typeof roles)[number]

/** What a person says about a log instead of letting it be guessed. */
export type ReadOptions = Partial<Record<Role, string>> & {
  /** What a row of a table is: one thing that happened, or a ticket with several columns of times. */
  rows?: 'events' | 'tickets'
  /** What an activity is: its name, or its name with its lifecycle transition where the log has one. */
  class?: 'name' | 'name+lifecycle'
  dateOrder?: DateOrder
  timezone?: string
  delimiter?: string
  encoding?: Encoding
}

export type ReadLog = { log: EventLog; reading: Reading }
