import { hash } from 'node:crypto'
import { cell, momentColumns, type TimeColumn, timeColumns, type Update } from './columns.ts'
import { type DateOrder, parseDate } from './dates.ts'
import { stateOf } from './meaning.ts'
import type { Placed } from './placed.ts'
import type { Tally } from './tally.ts'

type Times = Partial<Record<TimeColumn, number>>

/** The rows of an incident that say when and what, oldest first; those of one minute keep the file's order. */
export function placed(updates: readonly Update[], order: DateOrder, tally: Tally): Placed[] {
  const known = updates.flatMap((update) => {
    const times = timesOf(update, order, tally)
    return times ? momentsOf(update, times, tally) : []
  })
  const late = known.find(({ at }, i) => at < (known[i - 1]?.at ?? at))
  if (late) tally.deviate('rows out of order', late.update)
  return known.toSorted((a, b) => a.at - b.at)
}

/** All of a row's times; null where one of them is no date, which is then told. */
function timesOf(update: Update, order: DateOrder, tally: Tally): Times | null {
  const times: Times = {}
  for (const column of timeColumns) {
    const text = cell(update, column)
    if (text === undefined) continue
    const at = parseDate(text, order)
    if (at === null) {
      tally.skip(update, `its ${column === 'sys_updated_at' ? 'time' : column} ${text} is no date`)
      return null
    }
    times[column] = at
  }
  return times
}

function momentsOf(update: Update, times: Times, tally: Tally): Placed[] {
  const said =
    'sys_updated_at' in update.cells ? [{ update, at: times.sys_updated_at }] : lifeOf(update, times)
  return said.flatMap(({ update: told, at }) => {
    const state = stateOf(told)
    if (at === undefined) tally.skip(update, 'it has no time')
    else if (!state) tally.skip(update, `its state ${cell(told, 'incident_state') ?? '(none)'} is not known`)
    return at === undefined || !state ? [] : [{ update: told, at, state, digest: digestOf(told, at) }]
  })
}

/** A table without its updates says only how things ended: when they were resolved and closed is in other columns. */
function lifeOf(update: Update, times: Times): { update: Update; at: number | undefined }[] {
  const { opened_at, sys_created_at, resolved_at, closed_at } = times
  const opened = opened_at ?? sys_created_at ?? resolved_at ?? closed_at
  const state = stateOf(update)
  if (state === 'resolved') return [{ update, at: resolved_at ?? opened }]
  if (state === 'cancelled') return [{ update, at: closed_at ?? opened }]
  if (state !== 'closed') return [{ update, at: opened }]
  const resolved = { ...update, cells: { ...update.cells, incident_state: 'Resolved' } }
  const last = { update, at: closed_at ?? resolved_at ?? opened }
  return resolved_at === undefined ? [last] : [{ update: resolved, at: resolved_at }, last]
}

/** Names a row by what it says of its moment, so that it is known again in a later export. */
function digestOf(update: Update, at: number): string {
  const said = momentColumns.map((column) => cell(update, column) ?? '')
  return hash('sha1', JSON.stringify([at, ...said])).slice(0, 12)
}
