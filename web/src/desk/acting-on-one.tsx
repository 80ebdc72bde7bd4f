import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Refused } from '../api/index.ts'
import { useActing } from '../record/actions/use-acting.tsx'
import { recordQuery, type Shown } from '../record/data.ts'
import { nextActions, verbWord } from '../record/verbs.ts'
import { useMe } from '../shell/session.ts'
import { say } from '../shell/toasts.tsx'
import { useWords } from '../words/index.ts'
import { stateOf } from './columns.tsx'
import type { Row } from './rows.ts'

type One = { id: number; record: Shown; verb: string }

/** So many acts at most whose forms may still come back with what was refused. */
const mostRemembered = 20

export type ActingOnOne = {
  /** Does a verb with this record, or asks first for what it has to be told; says why where it is not possible. */
  start(verb: string, ref: string): void
  dialogs: ReactNode
}

/** Doing things with one record of a list, as on its own page. */
export function useActingOnOne(): ActingOnOne {
  const me = useMe()
  const words = useWords()
  const queries = useQueryClient()
  const [ones, setOnes] = useState<readonly One[]>([])

  const begin = async (verb: string, ref: string): Promise<void> => {
    const record = await queries.fetchQuery({ ...recordQuery(ref), staleTime: 15_000 })
    if (nextActions(record, me).includes(verb))
      setOnes((before) => [...before.slice(-mostRemembered), { id: Date.now(), record, verb }])
    else {
      const state = [stateOf(record as Row, words), record.holder && words.desk.by(record.holder.name)]
      say(words.desk.notPossible(verbWord(words, verb), ref, state.filter(Boolean).join(', ')))
    }
  }
  const start = (verb: string, ref: string): void =>
    void begin(verb, ref).catch((error) => say(error instanceof Refused ? error.message : String(error)))
  const dialogs = ones.map(({ id, record, verb }) => <ActOn key={id} record={record} verb={verb} />)
  return { start, dialogs }
}

/** One act with one record; stays, because its form comes back if the server refuses what was typed. */
function ActOn({ record, verb }: { record: Shown; verb: string }): ReactNode {
  const { start, dialog } = useActing(record)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    start(verb)
  })
  return dialog
}
