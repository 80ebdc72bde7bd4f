import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Person, Row } from '../api/index.ts'
import { useMe } from '../shell/session.ts'
import { sendUndoable } from '../shell/toasts.tsx'
import { useWords } from '../words/index.ts'
import { askAnew, type Need } from './data.ts'

/** Verbs that need nothing but to be said. */
const plain = ['take', 'resume']

/**
 * What one does from the list. What is done is gone from it at once; taken back or refused, it is there again.
 * `isDone` says so of a record, until a newer state of it is known.
 */
export function useActs() {
  const me = useMe()
  const words = useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [done, setDone] = useState<Record<string, number>>({})

  const open = (ref: string): void => void navigate({ to: '/records/$ref', params: { ref } })
  const act = async (row: Row, verb: string, input: object, patch: object, label: string): Promise<void> => {
    setDone((all) => ({ ...all, [row.ref]: row.version }))
    const outcome = await sendUndoable(
      {
        label,
        method: 'POST',
        path: `/api/v1/${row.kind}s/${row.ref}/actions/${verb}`,
        body: input,
        ifMatch: row.version,
        ref: row.ref,
        patch: { ...patch },
      },
      words,
    )
    if (!outcome.ok) setDone(({ [row.ref]: _, ...others }) => others)
    askAnew(queries)
  }
  const mine = { state: 'in-progress', category: 'active', holder: { id: me.id, name: me.name } }
  const take = (row: Row): void => void act(row, 'take', {}, mine, words.now.taken(row.ref))

  return {
    open,
    take,
    handOver: (row: Row, holder: Person): void =>
      void act(
        row,
        'give',
        { holder: holder.id },
        { ...mine, holder },
        words.now.given(row.ref, holder.name),
      ),
    /** The suggested act, where it needs no more words; else where the words are written. */
    suggested: ({ record, act: next }: Need): void => {
      if (next?.verb === 'take') take(record)
      else if (next && plain.includes(next.verb)) {
        const verb = words.terms.verbs[next.verb as 'resume']
        void act(record, next.verb, {}, mine, words.now.done(record.ref, verb))
      } else open(record.ref)
    },
    isDone: ({ ref, version }: Row): boolean => (done[ref] ?? -1) >= version,
  }
}

export type Acts = ReturnType<typeof useActs>
