import { useQueryClient } from '@tanstack/react-query'
import { type NewWrite, send } from '../api/index.ts'
import { sayFailed } from '../shell/toasts.tsx'
import { useWords } from '../words/index.ts'
import type { Alert } from './queries.ts'

/** Sends what somebody did with an alert; says what was refused. */
export function useActOn(alert: Alert) {
  const words = useWords()
  const queries = useQueryClient()
  return async (write: Pick<NewWrite, 'label'> & { verb: string; body?: object }): Promise<boolean> => {
    const { verb, ...rest } = write
    const outcome = await send({
      ...rest,
      method: 'POST',
      path: `/api/v1/alerts/${alert.id}/${verb}`,
      quiet: true,
    })
    if (!outcome.ok && 'problem' in outcome) sayFailed(write.label, outcome.problem.message, words)
    await queries.invalidateQueries({ queryKey: ['alerts'] })
    return outcome.ok
  }
}
