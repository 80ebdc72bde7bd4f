import type { QueryClient } from '@tanstack/react-query'
import { onSettled, refreshRecord } from '../api/index.ts'
import type { Words } from '../words/index.ts'
import { sayFailed } from './toasts.tsx'

/** What became of each change: a refused one is said, with why; the record it is about is read anew. */
export function followOutcomes(queries: QueryClient, words: Words): void {
  onSettled((write, outcome) => {
    if (outcome.ok && write.ref && isRecord(outcome.data, write.ref))
      queries.setQueryData(['record', write.ref], outcome.data)
    if (write.ref) refreshRecord(queries, write.ref)
    if (!outcome.ok && 'problem' in outcome && !write.quiet) {
      const { problem } = outcome
      const fields = Object.entries(problem.fields).map(([field, why]) => `${field} ${why}`)
      sayFailed(write.label, fields.length > 0 ? fields.join('; ') : problem.message, words)
    }
  })
}

function isRecord(data: unknown, ref: string): boolean {
  return typeof data === 'object' && data !== null && (data as { ref?: unknown }).ref === ref && 'can' in data
}
