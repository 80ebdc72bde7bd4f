import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { pending, Refused } from '../api/index.ts'
import { useActing } from '../record/actions/use-acting.tsx'
import { latestRecord, type Shown } from '../record/data.ts'
import { stateInWords } from '../record/state-words.ts'
import { nextActions, verbWord } from '../record/verbs.ts'
import { withPending } from '../shell/pending.ts'
import { useMe } from '../shell/session.ts'
import { say } from '../shell/toasts.tsx'
import { useWords } from '../words/index.ts'
import { type Standing, standsAs } from './many.ts'

type One = { id: number; record: Shown; verb: string }

/** So many acts at most whose forms may still come back with what was refused. */
const mostRemembered = 20
let acts = 0

type Otherwise = {
  /** What the row shows is no longer so; this is. */
  moved?: (latest: Shown) => void
  /** The record cannot be read just now: what the row shows has to be enough. */
  away?: () => void
}

export type ActingOnOne = {
  /**
   * Does a verb with the record of this row, or asks first for what it has to be told. Says why where it is not
   * possible, and who was faster where the row no longer shows what is so: then nothing is done.
   */
  start(verb: string, row: Standing, otherwise?: Otherwise): void
  dialogs: ReactNode
}

/** Doing things with one record of a list, as on its own page. */
export function useActingOnOne(): ActingOnOne {
  const me = useMe()
  const words = useWords()
  const queries = useQueryClient()
  const [ones, setOnes] = useState<readonly One[]>([])

  const begin = async (verb: string, row: Standing, { moved }: Otherwise): Promise<void> => {
    const latest = await latestRecord(queries, row.ref)
    const record = withPending(latest, pending())
    const state = stateInWords(record, words)
    if (!standsAs(withPending(row, pending()), record)) {
      say(words.desk.meanwhile(row.ref, state))
      moved?.(latest)
    } else if (!nextActions(record, me).includes(verb))
      say(words.desk.notPossible(verbWord(words, verb), row.ref, state))
    else setOnes((before) => [...before.slice(-mostRemembered), { id: ++acts, record, verb }])
  }
  const start: ActingOnOne['start'] = (verb, row, otherwise = {}) =>
    void begin(verb, row, otherwise).catch((error) => {
      if (otherwise.away && error instanceof Refused && error.passes) otherwise.away()
      else say(error instanceof Refused ? error.message : String(error))
    })
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
