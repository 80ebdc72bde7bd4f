import { useState } from 'react'
import { type NewWrite, type Outcome, type Refused, send } from '../../api/index.ts'

export type Saving = {
  busy: boolean
  saved: boolean
  problem: Refused | null
  /** What is wrong with each field, by its name. */
  errors: Readonly<Record<string, string>>
  save(write: Omit<NewWrite, 'quiet'>): Promise<Outcome>
  clear(): void
}

/** Saves a form by way of the outbox and keeps what came of it: the form itself says what was refused. */
export function useSave(): Saving {
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(false)
  const [problem, setProblem] = useState<Refused | null>(null)
  return {
    busy,
    saved,
    problem,
    errors: problem?.fields ?? {},
    save: async (write) => {
      setBusy(true)
      setSaved(false)
      setProblem(null)
      const outcome = await send({ ...write, quiet: true })
      setBusy(false)
      if (outcome.ok) setSaved(true)
      // Who meets an earlier change is shown both, not only told.
      else if ('problem' in outcome && outcome.problem.status !== 412) setProblem(outcome.problem)
      return outcome
    },
    clear: () => {
      setSaved(false)
      setProblem(null)
    },
  }
}
