import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, Suspense, useState } from 'react'
import { lazily } from '../parts/lazily.ts'
import type { Shown } from '../record/data.ts'
import { mergeInto } from '../record/merge/merging.ts'
import { forms, verbWord, waitingVerbs } from '../record/verbs.ts'
import { useMe } from '../shell/session.ts'
import { sayFailed } from '../shell/toasts.tsx'
import { useWords } from '../words/index.ts'
import { useActingOnOne } from './acting-on-one.tsx'
import { type Act, actOnMany } from './many.ts'
import type { Row } from './rows.ts'

const ActionDialog = lazily(() => import('../record/actions/action-dialog.tsx'), 'ActionDialog')
const MergeDialog = lazily(() => import('../record/merge/merge-dialog.tsx'), 'MergeDialog')
const TagDialog = lazily(() => import('./tag-dialog.tsx'), 'TagDialog')

type Many = { rows: readonly Row[]; record: Shown; verb: string }

/** So many refusals are told one by one. */
const mostTold = 3

export type DeskActing = {
  /** Does a verb with these rows, or asks first for what it has to be told. */
  start(verb: string, rows: readonly Row[]): void
  dialogs: ReactNode
}

/** Doing things with rows of a list: with one as on its own page, with many in one go that can be undone in one. */
export function useDeskActing(
  keepSelected: (refs: readonly string[]) => void,
  onMoved: (latest: Shown) => void,
): DeskActing {
  const me = useMe()
  const words = useWords()
  const queries = useQueryClient()
  const one = useActingOnOne()
  const [many, setMany] = useState<Many | null>(null)
  const [merging, setMerging] = useState<readonly Row[] | null>(null)
  const named = (verb: string): string => (verb === 'tag' ? words.desk.tag : verbWord(words, verb))

  const send = async (rows: readonly Row[], act: Act): Promise<void> => {
    setMany(null)
    keepSelected([])
    const label = words.desk.bulk(rows.length, named(act.verb))
    const failed = await actOnMany(rows, act, label, { me, words, queries })
    if (failed.length === 0) return
    keepSelected(failed.map(({ ref }) => ref))
    const told = failed.slice(0, mostTold).map(({ ref, why }) => `${ref}: ${why}`)
    const more = failed.length - told.length
    const lines = [...told, ...(more > 0 ? [words.desk.more(more)] : []), words.desk.stillSelected]
    sayFailed(`${label} (${words.desk.someFailed(failed.length, rows.length)})`, lines.join('\n'), words)
  }
  const startMany = (verb: string, rows: readonly Row[], first: Row): void => {
    const waits = verb === 'wait'
    const requester = rows.length === 1 ? first.requester : null
    const record = { ...first, requester, can: waits ? waitingVerbs : [verb], clocks: [] } as unknown as Shown
    if (waits || verb === 'tag' || forms[verb]) setMany({ rows, record, verb: waits ? 'ask' : verb })
    else void send(rows, { verb, input: {}, patch: {} })
  }
  const start = (verb: string, rows: readonly Row[]): void => {
    const [first, ...others] = rows
    if (!first) return
    const asMany = (): void => startMany(verb, rows, first)
    if (verb === 'merge') setMerging(rows)
    else if (verb === 'tag' || others.length > 0) asMany()
    // Where the record cannot be read, the act is kept all the same, and sent when the server is back.
    else one.start(verb, first, { moved: onMoved, away: asMany })
  }

  const dialogs = (
    <>
      {one.dialogs}
      {merging && (
        <Suspense>
          <MergeDialog
            records={merging}
            onClose={() => setMerging(null)}
            onMerge={(stays, going) => {
              setMerging(null)
              keepSelected([])
              void mergeInto(stays, going, words)
            }}
          />
        </Suspense>
      )}
      {many && (
        <Suspense>
          {many.verb === 'tag' ? (
            <TagDialog
              count={many.rows.length}
              onClose={() => setMany(null)}
              onTag={(tag) => void send(many.rows, { verb: 'tag', input: { tag }, patch: {} })}
            />
          ) : (
            <ActionDialog
              record={many.record}
              verb={many.verb}
              title={words.desk.bulk(many.rows.length, named(isWait(many.verb) ? 'wait' : many.verb))}
              onClose={() => setMany(null)}
              onDecided={(verb, input, patch) => void send(many.rows, { verb, input, patch })}
            />
          )}
        </Suspense>
      )}
    </>
  )
  return { start, dialogs }
}

const isWait = (verb: string): boolean => (waitingVerbs as readonly string[]).includes(verb)
