import type { QueryClient } from '@tanstack/react-query'
import {
  addEntry,
  type Entry,
  isPreference,
  onSettled,
  preferencesQuery,
  refreshRecord,
} from '../api/index.ts'
import type { Words } from '../words/index.ts'
import { refusalIn } from '../words/refusals.ts'
import { sayFailed } from './toasts.tsx'

/** What became of each change: a refused one is said, with why; the record it is about is read anew. */
export function followOutcomes(queries: QueryClient, words: Words): void {
  onSettled((write, outcome) => {
    if (outcome.ok && write.ref && isRecord(outcome.data, write.ref))
      queries.setQueryData(['record', write.ref], outcome.data)
    if (outcome.ok && write.ref && isEntry(outcome.data)) addEntry(queries, write.ref, outcome.data)
    if (write.ref) refreshRecord(queries, write.ref)
    if (isPreference(write)) void queries.invalidateQueries({ queryKey: preferencesQuery.queryKey })
    if (!outcome.ok && 'problem' in outcome && !write.quiet) {
      sayFailed(write.label, refusalIn(outcome.problem, words), words)
    }
  })
}

function isEntry(data: unknown): data is Entry {
  return typeof data === 'object' && data !== null && 'seq' in data && 'verb' in data
}

function isRecord(data: unknown, ref: string): boolean {
  return typeof data === 'object' && data !== null && (data as { ref?: unknown }).ref === ref && 'can' in data
}
