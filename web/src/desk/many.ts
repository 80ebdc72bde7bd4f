import type { QueryClient } from '@tanstack/react-query'
import { type NewWrite, type Outcome, type Profile, pending, send } from '../api/index.ts'
import { recordQuery, type Shown } from '../record/data.ts'
import { predict } from '../record/predict.ts'
import { stateInWords } from '../record/state-words.ts'
import { sendAllUndoable } from '../shell/toasts.tsx'
import type { Words } from '../words/index.ts'
import type { Row } from './rows.ts'

/** A verb, or `tag`, with what it was told, and what the rows show meanwhile. */
export type Act = { verb: string; input: Record<string, unknown>; patch: object }
/** What of a record one decides by. */
export type Standing = Pick<Row, 'ref' | 'state' | 'team' | 'holder' | 'priority'>
export type Failure = { ref: string; why: string }
type Write = Omit<NewWrite, 'key' | 'undoMs'>
type Kit = { me: Profile; words: Words; queries: QueryClient }

/**
 * Does the same with many records, in one go that can be undone in one. What somebody else changed meanwhile is not
 * overridden; where they changed something else, it is done all the same. Answers what was not done, and why.
 */
export async function actOnMany(rows: readonly Row[], act: Act, label: string, kit: Kit): Promise<Failure[]> {
  const writes = rows.map((row) => writeFor(row, row.version, act, label, kit))
  const outcomes = await sendAllUndoable(writes, label, kit.words)
  const settled = rows.map((row, at) => settle(row, outcomes[at], act, label, kit))
  return (await Promise.all(settled)).flat()
}

function writeFor(row: Row, version: number, act: Act, label: string, { me }: Kit): Write {
  // After one's own change that is still on its way, the version is not known.
  const own = pending().some(({ ref }) => ref === row.ref)
  const about = {
    ref: row.ref,
    label: `${row.ref}: ${label}`,
    quiet: true,
    ...(!own && { ifMatch: version }),
  }
  if (act.verb === 'tag') {
    const tags = [...new Set([...row.tags, String(act.input.tag)])]
    return {
      ...about,
      method: 'PATCH',
      path: `/api/v1/incidents/${row.ref}`,
      body: { tags },
      patch: { tags },
    }
  }
  const shown = { ...row, can: [], clocks: [] } as unknown as Shown
  return {
    ...about,
    method: 'POST',
    path: `/api/v1/incidents/${row.ref}/actions/${act.verb}`,
    body: act.input,
    patch: { ...predict(shown, act.verb, act.input, me), ...act.patch },
  }
}

const moved = ['stale-version', 'illegal-move']

async function settle(
  row: Row,
  outcome: Outcome | undefined,
  act: Act,
  label: string,
  kit: Kit,
): Promise<Failure[]> {
  if (!outcome || outcome.ok || 'undone' in outcome) return []
  const { problem } = outcome
  if (!moved.includes(problem.code)) {
    const fields = Object.values(problem.fields)
    return [{ ref: row.ref, why: fields.join(' ') || problem.message }]
  }
  const latest = await kit.queries.fetchQuery({ ...recordQuery(row.ref), staleTime: 0 }).catch(() => null)
  if (!latest) return [{ ref: row.ref, why: problem.message }]
  const meanwhile = stateInWords(latest, kit.words)
  if (problem.code === 'illegal-move' || !standsAs(row, latest)) return [{ ref: row.ref, why: meanwhile }]
  const again = writeFor({ ...row, tags: latest.tags }, latest.version, act, label, kit)
  return settle({ ...row, version: latest.version }, await send(again), act, label, kit)
}

/** Whether what one decides by is as it was: where it stands, with whom, and how urgent it is. */
export function standsAs(row: Standing, latest: Omit<Standing, 'ref'>): boolean {
  return (
    row.state === latest.state &&
    row.team?.key === latest.team?.key &&
    row.holder?.id === latest.holder?.id &&
    row.priority === latest.priority
  )
}
