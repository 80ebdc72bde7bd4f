import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Row } from '../api/index.ts'
import { useActingOnOne } from '../desk/acting-on-one.tsx'
import { majorVerbs } from '../record/major/forms.ts'
import type { Need } from './data.ts'

export type Acts = {
  open(row: Row): void
  take(row: Row): void
  /** What is suggested: at once, by its form, or where the answer is written. */
  suggested(need: Need): void
  dialogs: ReactNode
}

/** What one does from the list. */
export function useActs(): Acts {
  const { start, dialogs } = useActingOnOne()
  const navigate = useNavigate()
  const open = ({ ref }: Row, hash?: 'reply'): void =>
    void navigate({ to: '/records/$ref', params: { ref }, ...(hash && { hash }) })
  const lead = ({ ref }: Row, verb: string): void =>
    void navigate({ to: '/major/$ref', params: { ref }, hash: verb })
  return {
    open,
    take: (row) => start('take', row),
    suggested: ({ record, act }) => {
      if (!act) open(record)
      // A major incident is led on its own screen; what is written to users is begun there.
      else if (majorVerbs.has(act.verb)) lead(record, act.verb)
      // What was said so far stands above the answer.
      else if (act.verb === 'comment') open(record, 'reply')
      else start(act.verb, record)
    },
    dialogs,
  }
}
