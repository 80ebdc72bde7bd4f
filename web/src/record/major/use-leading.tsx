import { type ReactNode, Suspense, useState } from 'react'
import type { Outcome, Refused } from '../../api/index.ts'
import { lazily } from '../../parts/lazily.ts'
import { useWords } from '../../words/index.ts'
import { refusedBy } from '../actions/use-acting.tsx'
import { useChange } from '../change.ts'
import { pathOf, type Shown } from '../data.ts'
import { verbWord } from '../verbs.ts'

const ActionDialog = lazily(() => import('../actions/action-dialog.tsx'), 'ActionDialog')

type Input = Record<string, unknown>
type Asking = { verb: string; input?: Input; problem?: Refused; title?: string }

export type Leading = {
  /** Opens a verb's form, begun with what is known. */
  start(verb: string, input?: Input, title?: string): void
  /** Does a verb at once: nobody waits for an undo when users wait. */
  act(verb: string, input: Input): Promise<Outcome>
  dialog: ReactNode
}

/** Doing what a major incident needs. Each is made whatever happened to the record meanwhile: several people lead it. */
export function useLeading(record: Shown): Leading {
  const words = useWords()
  const change = useChange(record)
  const [asking, setAsking] = useState<Asking | null>(null)
  const act = (verb: string, input: Input): Promise<Outcome> =>
    change({
      label: `${record.ref}: ${verbWord(words, verb)}`,
      method: 'POST',
      path: `${pathOf(record.ref)}/actions/${verb}`,
      body: input,
      anyVersion: true,
      saysWhy: true,
    })
  const decide = async (verb: string, input: Input): Promise<void> => {
    setAsking(null)
    const problem = refusedBy(await act(verb, input))
    // What was typed comes back, with what is wrong beside it.
    if (problem) setAsking({ verb, input, problem })
  }
  const dialog = asking && (
    <Suspense>
      <ActionDialog
        record={record}
        verb={asking.verb}
        {...(asking.title && { title: asking.title })}
        {...(asking.input && { input: asking.input })}
        {...(asking.problem && { problem: asking.problem })}
        onClose={() => setAsking(null)}
        onDecided={(verb, input) => void decide(verb, input)}
      />
    </Suspense>
  )
  const start: Leading['start'] = (verb, input, title) =>
    setAsking({ verb, ...(input && { input }), ...(title && { title }) })
  return { start, act, dialog }
}
