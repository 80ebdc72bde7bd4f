import { type IncidentState, incidentLifecycle, type Lifecycle } from '@throughline/contract'
import { incident } from '../../practices/incident/index.ts'
import { beginPast, clockOps } from '../../spine/practice/index.ts'
import type { Content, Entry, EntryData } from '../../spine/records/index.ts'
import { cell } from './columns.ts'
import { openingFacts, updateFacts } from './facts.ts'
import { moveBetween } from './moves.ts'
import type { Placed, Telling } from './placed.ts'

const { states }: Lifecycle = incidentLifecycle
/** What is worked on, or waits for it, may be the first that is known of an incident. */
const beginning: ReadonlySet<string> = new Set(['queue', 'active'])

/** Where a row stands: the one told before it, and whether it is the last that tells of the end. */
type Place = { previous: Placed | undefined; last: boolean }

/** Tells an incident's history entry after entry, each decided on the fold of those before it. */
export function storyOf({ spine, names, tally, order }: Telling, id: number, number: string) {
  const past = beginPast(spine, incident, id)
  const write = (at: number, verb: string, rest: Rest): void => {
    const { actorId, data, content = null, body = null } = rest
    past.tell({ at, verb, public: false, body, content, actorId, data })
  }
  return {
    told: past.told,
    row: past.row,
    open: (first: Placed, rows: number): void => {
      const { at, set, content, actorId } = openingFacts(first, names, order)
      if (!beginning.has(states[first.state]?.category ?? ''))
        tally.deviate(`begins ${stateName(first)}`, first.update)
      const data: EntryData = { kind: 'incident', set, raises: true, replayed: true, more: { number, rows } }
      write(at, 'open', { actorId, content, data })
    },
    tell: (row: Placed, { previous, last }: Place): void => {
      if (previous?.at === row.at) tally.tie()
      const from = past.row()?.state as IncidentState
      const { verb, deviation } = moveBetween(from, row.state)
      const name = nameOfMove(previous, row, from)
      if (deviation) tally.deviate(name, row.update)
      if (from === 'closed') tally.deviate('row after Closed', row.update)
      const { set, content, actorId, body } = updateFacts(row, { names, order, row: past.row(), final: last })
      const data: EntryData = {
        set,
        raises: true,
        replayed: true,
        more: { row: row.digest },
        ...(deviation && { deviation: name }),
      }
      write(row.at, verb, { actorId, content, data, body })
    },
    repeat: (entry: Entry): void => {
      past.repeat(entry)
      const known = past.row()
      if (known && clockOps(spine, incident, known, past.clocks()).length > 0)
        write(entry.at, 're-aim', {
          actorId: null,
          data: { replayed: true, more: { because: 'rows that came late' } },
        })
    },
  }
}

type Rest = { actorId: number | null; data: EntryData; content?: Content | null; body?: string | null }

/** A move in the export's own words; in ours where its word is the same for what is not. */
function nameOfMove(previous: Placed | undefined, row: Placed, from: IncidentState): string {
  const [before, after] = [stateName(previous) ?? from, stateName(row)]
  return before === after ? `${after}: ${from} → ${row.state}` : `${before} → ${after}`
}

function stateName(row: Placed | undefined): string | undefined {
  return row && cell(row.update, 'incident_state')
}
