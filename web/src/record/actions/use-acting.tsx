import { type ReactNode, Suspense, useState } from 'react'
import type { Outcome, Refused } from '../../api/index.ts'
import { lazily } from '../../parts/lazily.ts'
import type { Shown } from '../data.ts'
import { forms, useVerbs, type WaitingVerb, waitingVerbs } from '../verbs.ts'
import type { ActionDialogProps } from './action-dialog.tsx'

const ActionDialog = lazily(() => import('./action-dialog.tsx'), 'ActionDialog')

/** A form that is open: the verb, what was typed into it before, and why that was refused. */
type Asking = {
  verb: string
  input?: Record<string, unknown>
  problem?: Refused
  /** Does it to the record as it was when the form was opened: what changed since is asked about. */
  act: ReturnType<typeof useVerbs>
}
export type Acting = {
  /** Does a verb, or opens its form where it has to be told something. */
  start(verb: string): void
  dialog: ReactNode
}

/** Doing a record's verbs, from wherever on its page. */
export function useActing(record: Shown): Acting {
  const act = useVerbs(record)
  const [asking, setAsking] = useState<Asking | null>(null)
  const start = (verb: string): void => {
    const first = verb === 'wait' ? firstWait(record) : verb
    if (forms[first]) setAsking({ verb: first, act })
    else void act(first)
  }
  const decide: ActionDialogProps['onDecided'] = async (verb, input, patch) => {
    if (!asking) return
    setAsking(null)
    const problem = refusedBy(await asking.act(verb, input, { ...patch }))
    // What was typed comes back, with what is wrong beside it.
    if (problem) setAsking({ verb, input, problem, act })
  }
  const dialog = asking && (
    <Suspense>
      <ActionDialog
        record={record}
        verb={asking.verb}
        {...(asking.input && { input: asking.input })}
        {...(asking.problem && { problem: asking.problem })}
        onClose={() => setAsking(null)}
        onDecided={decide}
      />
    </Suspense>
  )
  return { start, dialog }
}

function firstWait(record: Shown): WaitingVerb {
  const waits = waitingVerbs.filter((verb) => record.can.includes(verb))
  // Without a requester there is nobody to ask.
  return waits.find((verb) => verb !== 'ask' || record.requester !== null) ?? waits[0] ?? 'ask'
}

/** Why a change was refused, if it was. */
export function refusedBy(outcome: Outcome): Refused | null {
  return !outcome.ok && 'problem' in outcome ? outcome.problem : null
}
