import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type NewWrite, type Outcome, pending, send } from '../api/index.ts'
import { sayFailed, sendUndoable } from '../shell/toasts.tsx'
import { useWords, type Words } from '../words/index.ts'
import { refusalIn } from '../words/refusals.ts'
import { askWhich, type Clash } from './conflicts.ts'
import { recordQuery, type Shown } from './data.ts'

/** A change of a record, as a person makes it. */
export type Change = Pick<NewWrite, 'label' | 'method' | 'path' | 'body' | 'patch'> & {
  /** Waits some seconds before it is sent, so that it can be taken back. */
  undoable?: boolean
  /** The record's fields that this decides about: changed by somebody else meanwhile, one is asked. */
  about?: readonly (keyof Shown)[]
  /** Made whatever happened to the record meanwhile: a comment, a link. */
  anyVersion?: boolean
  /** Who asks for the change says themselves why it was refused. */
  saysWhy?: boolean
}

export type MakeChange = (change: Change) => Promise<Outcome>

/** Makes changes of a record through the outbox; where somebody else was faster, lets the person choose. */
export function useChange(record: Shown): MakeChange {
  const queries = useQueryClient()
  const words = useWords()
  return (change) => make(queries, words, record, change)
}

async function make(queries: QueryClient, words: Words, record: Shown, change: Change): Promise<Outcome> {
  const first = writeOf(record, change, versionFor(record, change))
  let outcome = await (change.undoable ? sendUndoable(first, words) : send(first))
  let base = record
  while (isStale(outcome)) {
    const latest = await queries.fetchQuery({ ...recordQuery(record.ref), staleTime: 0 })
    const clashes = clashesOf(base, latest, change)
    if (clashes.length > 0) {
      const choice = await askWhich({
        ref: record.ref,
        label: change.label,
        verb: change.method === 'POST',
        clashes,
      })
      if (choice === 'nobody asked') break
      if (choice === 'theirs') return { ok: false, undone: true }
    }
    base = latest
    outcome = await send(writeOf(record, change, latest.version))
  }
  if (!outcome.ok && 'problem' in outcome && !change.saysWhy) {
    sayFailed(change.label, refusalIn(outcome.problem, words), words)
  }
  return outcome
}

function writeOf(
  record: Shown,
  change: Change,
  ifMatch: number | undefined,
): Omit<NewWrite, 'key' | 'undoMs'> {
  const { label, method, path, body, patch } = change
  return {
    label,
    method,
    path,
    ref: record.ref,
    quiet: true,
    ...(body !== undefined && { body }),
    ...(patch && { patch }),
    ...(ifMatch !== undefined && { ifMatch }),
  }
}

/** After one's own change that is still on its way, the version is not known. */
function versionFor(record: Shown, { anyVersion }: Change): number | undefined {
  const own = pending().some(
    ({ ref, ifMatch, patch }) => ref === record.ref && (ifMatch !== undefined || patch),
  )
  return anyVersion || own ? undefined : record.version
}

function isStale(outcome: Outcome): boolean {
  return !outcome.ok && 'problem' in outcome && outcome.problem.code === 'stale-version'
}

function clashesOf(base: Shown, latest: Shown, { about = [], patch }: Change): Clash[] {
  return about
    .filter((field) => JSON.stringify(base[field] ?? null) !== JSON.stringify(latest[field] ?? null))
    .map((field) => ({ field, before: base[field], theirs: latest[field], yours: patch?.[field] }))
}
