import { queryOptions } from '@tanstack/react-query'
import { api, type Entry, type NewWrite, type Outcome, read } from '../../api/index.ts'
import { sayFailed, sendAllUndoable } from '../../shell/toasts.tsx'
import type { Words } from '../../words/index.ts'
import { refusalIn } from '../../words/refusals.ts'
import { pathOf, type Shown } from '../data.ts'

/** As much of a record as one chooses by. */
export type Brief = Pick<
  Shown,
  | 'ref'
  | 'kind'
  | 'title'
  | 'state'
  | 'category'
  | 'requester'
  | 'holder'
  | 'team'
  | 'openedAt'
  | 'mergedInto'
>

export const similarToQuery = (ref: string) =>
  queryOptions({
    queryKey: ['list', 'similar', ref],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/incidents/{ref}/similar', {
          params: { path: { ref }, query: { limit: 4 } },
          signal,
        }),
      ),
    select: ({ items }) => items,
  })

/** The one that most would keep: what somebody works on, else what was there first. */
export function likeliestToStay(records: readonly Brief[]): string {
  const rank = ({ category, holder }: Brief): number =>
    category === 'active' ? 0 : category === 'waiting' ? 1 : holder ? 2 : category === 'done' ? 4 : 3
  const [first] = records.toSorted(
    (a, b) => rank(a) - rank(b) || Date.parse(a.openedAt) - Date.parse(b.openedAt),
  )
  return first?.ref ?? ''
}

/** Merges records into one, with one *Undo* for all; says what was refused and why. */
export async function mergeInto(stays: string, going: readonly string[], words: Words): Promise<void> {
  const label = words.merge.done(going.length, stays)
  const writes = going.map(
    (ref): Omit<NewWrite, 'key' | 'undoMs'> => ({
      ref,
      label: `${ref}: ${words.merge.done(1, stays)}`,
      method: 'POST',
      path: `${pathOf(ref)}/merge`,
      body: { into: stays },
      patch: { category: 'merged', mergedInto: stays, can: ['comment', 'note'] },
      quiet: true,
    }),
  )
  const outcomes = await sendAllUndoable(writes, label, words)
  const failed = going.flatMap((ref, at) => refused(ref, outcomes[at], words))
  if (failed.length > 0) sayFailed(label, failed.join('\n'), words)
}

function refused(ref: string, outcome: Outcome | undefined, words: Words): string[] {
  return outcome && !outcome.ok && 'problem' in outcome
    ? [`${ref}: ${refusalIn(outcome.problem, words)}`]
    : []
}

/** The entries in which somebody said something, of this record alone. */
export function wordsIn(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ body, from, redacted }) => body !== null && from === null && !redacted)
}
