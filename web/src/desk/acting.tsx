import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'
import type { NewWrite, Outcome } from '../api/index.ts'
import type { ActionDialogProps } from '../record/actions/action-dialog.tsx'
import type { Shown } from '../record/data.ts'
import { predict } from '../record/predict.ts'
import { forms, verbWord } from '../record/verbs.ts'
import { useMe } from '../shell/session.ts'
import { sayFailed, sendAllUndoable } from '../shell/toasts.tsx'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import { useActingOnOne } from './acting-on-one.tsx'
import type { Row } from './rows.ts'

const ActionDialog = lazy(
  (): Promise<{ default: ComponentType<ActionDialogProps> }> =>
    import('../record/actions/action-dialog.tsx').then((module) => ({ default: module.ActionDialog })),
)
const TagDialog = lazy(() => import('./tag-dialog.tsx').then((module) => ({ default: module.TagDialog })))

type Many = { rows: readonly Row[]; record: Shown; verb: string }
type Input = Record<string, unknown>

/** So many refusals are told one by one. */
const mostTold = 3

export type DeskActing = {
  /** Does a verb with these rows, or asks first for what it has to be told. */
  start(verb: string, rows: readonly Row[]): void
  dialogs: ReactNode
}

/** Doing things with rows of a list: with one as on its own page, with many in one go that can be undone in one. */
export function useDeskActing(keepSelected: (refs: readonly string[]) => void): DeskActing {
  const me = useMe()
  const words = useWords()
  const formats = useFormats()
  const one = useActingOnOne()
  const [many, setMany] = useState<Many | null>(null)

  const sendMany = async (rows: readonly Row[], verb: string, input: Input, patch: object): Promise<void> => {
    setMany(null)
    const label = words.desk.bulk(
      formats.count(rows.length),
      verb === 'tag' ? words.desk.tag : verbWord(words, verb),
    )
    const writes = rows.map((row) => {
      const about = { ref: row.ref, label: `${row.ref}: ${label}`, ifMatch: row.version, quiet: true }
      if (verb === 'tag') return { ...about, ...tagging(row, String(input.tag)) }
      const shown = { ...predict({ ...row, can: [] } as unknown as Shown, verb, input, me), ...patch }
      const path = `/api/v1/incidents/${row.ref}/actions/${verb}`
      return { ...about, method: 'POST' as const, path, body: input, patch: shown }
    })
    keepSelected([])
    const outcomes = await sendAllUndoable(writes, label, words)
    const failed = rows.flatMap((row, at) => problemOf(row, outcomes[at]))
    if (failed.length === 0) return
    keepSelected(failed.map(({ ref }) => ref))
    const told = failed.slice(0, mostTold).map(({ ref, why }) => `${ref}: ${why}`)
    const more = failed.length - told.length
    sayFailed(
      `${label} (${words.desk.someFailed(failed.length, rows.length)})`,
      [...told, ...(more > 0 ? [words.desk.more(more)] : []), words.desk.stillSelected].join('\n'),
      words,
    )
  }

  const start = (verb: string, rows: readonly Row[]): void => {
    const [first, ...others] = rows
    if (!first) return
    const record = { ...first, can: [verb], clocks: [] } as unknown as Shown
    if (verb === 'tag') setMany({ rows, record, verb })
    else if (others.length === 0) one.start(verb, first.ref)
    else if (forms[verb]) setMany({ rows, record, verb })
    else void sendMany(rows, verb, {}, {})
  }

  const dialogs = (
    <>
      {one.dialogs}
      {many && (
        <Suspense>
          {many.verb === 'tag' ? (
            <TagDialog
              count={many.rows.length}
              onClose={() => setMany(null)}
              onTag={(tag) => void sendMany(many.rows, 'tag', { tag }, {})}
            />
          ) : (
            <ActionDialog
              record={many.record}
              verb={many.verb}
              onClose={() => setMany(null)}
              onDecided={(verb, input, patch) => void sendMany(many.rows, verb, input, patch)}
            />
          )}
        </Suspense>
      )}
    </>
  )
  return { start, dialogs }
}

function tagging(row: Row, tag: string): Pick<NewWrite, 'method' | 'path' | 'body' | 'patch'> {
  const tags = [...new Set([...row.tags, tag])]
  return { method: 'PATCH', path: `/api/v1/incidents/${row.ref}`, body: { tags }, patch: { tags } }
}

function problemOf(row: Row, outcome: Outcome | undefined): { ref: string; why: string }[] {
  if (!outcome || outcome.ok || 'undone' in outcome) return []
  const fields = Object.values(outcome.problem.fields)
  return [{ ref: row.ref, why: fields.join('; ') || outcome.problem.message }]
}
