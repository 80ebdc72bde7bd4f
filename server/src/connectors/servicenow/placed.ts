import type { IncidentState } from '@throughline/contract'
import type { Spine } from '../../spine/context/index.ts'
import type { Update } from './columns.ts'
import type { DateOrder } from './dates.ts'
import type { Tally } from './tally.ts'

/** Whom and what the export's names mean here; services by name and key, in lower case. */
export type Names = {
  people: ReadonlyMap<string, number>
  teams: ReadonlyMap<string, number>
  services: ReadonlyMap<string, number>
}

/** An update that can be placed: its time, what it leads to, and a name for its content. */
export type Placed = { update: Update; at: number; state: IncidentState; digest: string }

/** What a history is told with. */
export type Telling = { spine: Spine; names: Names; tally: Tally; order: DateOrder }
