import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Person, Row } from '../api/index.ts'
import { useMe } from '../shell/session.ts'
import { sendUndoable } from '../shell/toasts.tsx'
import { useWords } from '../words/index.ts'
import type { Need } from './data.ts'

/** Verbs that need nothing but to be said. */
const plain = ['take', 'resume']

/** A verb's form that is open; `turn` tells two of the same apart. */
export type Form = { of: string; verb: string; turn: number }

/** What one does from the list: at once, by a form over it, or, to answer, where all that was said can be read. */
export function useActs() {
  const me = useMe()
  const words = useWords()
  const navigate = useNavigate()
  const [form, setForm] = useState<Form | null>(null)

  const open = (ref: string, hash = ''): void =>
    void navigate({ to: '/records/$ref', params: { ref }, ...(hash && { hash }) })
  const act = (row: Row, verb: string, input: object, holder: Person, label: string): void =>
    void sendUndoable(
      {
        label,
        method: 'POST',
        path: `/api/v1/${row.kind}s/${row.ref}/actions/${verb}`,
        body: input,
        ifMatch: row.version,
        ref: row.ref,
        patch: { state: 'in-progress', category: 'active', holder },
      },
      words,
    )
  const mine = { id: me.id, name: me.name }
  const take = (row: Row): void => act(row, 'take', {}, mine, words.now.taken(row.ref))

  return {
    form,
    open,
    take,
    handOver: (row: Row, holder: Person): void =>
      act(row, 'give', { holder: holder.id }, holder, words.now.given(row.ref, holder.name)),
    suggested: ({ record, act: next }: Need): void => {
      if (!next) open(record.ref)
      else if (next.verb === 'comment') open(record.ref, 'reply')
      else if (next.verb === 'take') take(record)
      else if (plain.includes(next.verb)) {
        const verb = words.terms.verbs[next.verb as 'resume']
        act(record, next.verb, {}, mine, words.now.done(record.ref, verb))
      } else setForm({ of: record.ref, verb: next.verb, turn: (form?.turn ?? 0) + 1 })
    },
  }
}

export type Acts = ReturnType<typeof useActs>
