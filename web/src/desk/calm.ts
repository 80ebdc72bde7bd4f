import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { api, now, onNews, onSettled, type Profile, read } from '../api/index.ts'
import { fits } from './fits.ts'
import { type Key, type Row, readAgain, readFirst, replaceRow, rowOf, rowsIn } from './rows.ts'

/** So many of a list's rows are read anew by themselves; more, and one is asked to show the list anew. */
const mostReadAnew = 20
const pauseMs = 700
/** Counts are of many lists: they are read anew less often. */
const countsPauseMs = 5_000

/** What a list would show otherwise if it were read now: records that came into its first page, and that left it. */
export type Stir = { fresh: readonly string[]; left: readonly string[] }
const still: Stir = { fresh: [], left: [] }

/**
 * Keeps the rows true while they stand where they are: what changed is read anew in its place, and nothing moves.
 * Answers what would move if the list were shown anew, and how to do that.
 */
export function useCalmUpdates(key: Key, me: Profile) {
  const queries = useQueryClient()
  const [stir, setStir] = useState(still)
  const show = useCallback(() => {
    setStir(still)
    void readAgain(queries, key)
    void queries.invalidateQueries({ queryKey: ['count'] })
  }, [queries, key])

  useEffect(() => {
    setStir(still)
    return follow(queries, key, me, setStir)
  }, [queries, key, me])
  return { stir, show }
}

function follow(queries: QueryClient, key: Key, me: Profile, tell: (stir: Stir) => void): () => void {
  const changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let counting: ReturnType<typeof setTimeout> | undefined
  const settle = async (): Promise<void> => {
    timer = undefined
    const refs = [...changed]
    changed.clear()
    await readAnew(queries, key, refs)
    const first = await readFirst(key).catch(() => null)
    const rows = rowsIn(queries, key)
    const known = new Set(rows.map(({ ref }) => ref))
    if (first) tell({ fresh: without(first, known), left: leaving(rows, key, me) })
  }
  const soon = (): void => {
    timer ??= setTimeout(() => void settle(), pauseMs)
    counting ??= setTimeout(() => {
      counting = undefined
      void queries.invalidateQueries({ queryKey: ['count'] })
    }, countsPauseMs)
  }
  const stopNews = onNews(({ refs, missed }) => {
    for (const ref of refs) if (ref.startsWith('INC-')) changed.add(ref)
    if (missed) for (const { ref } of rowsIn(queries, key)) changed.add(ref)
    if (missed || changed.size > 0) soon()
  })
  // What one did oneself is known from its answer.
  const stopSettled = onSettled(({ ref }, outcome) => {
    if (!outcome.ok || !ref?.startsWith('INC-')) return
    if (isRecord(outcome.data)) replaceRow(queries, key, rowOf(outcome.data))
    else changed.add(ref)
    soon()
  })
  return () => {
    stopNews()
    stopSettled()
    clearTimeout(timer)
    clearTimeout(counting)
  }
}

type Whole = Parameters<typeof rowOf>[0]
const isRecord = (data: unknown): data is Whole =>
  typeof data === 'object' && data !== null && 'version' in data && 'dueAt' in data

const without = (rows: readonly Row[], known: ReadonlySet<string>): string[] =>
  rows.map(({ ref }) => ref).filter((ref) => !known.has(ref))

const leaving = (rows: readonly Row[], [, filters]: Key, me: Profile): string[] =>
  rows.filter((row) => !fits(row, filters, { me, now: now() })).map(({ ref }) => ref)

async function readAnew(queries: QueryClient, key: Key, refs: readonly string[]): Promise<void> {
  const known = new Set(rowsIn(queries, key).map(({ ref }) => ref))
  const ours = refs.filter((ref) => known.has(ref))
  if (ours.length > mostReadAnew) return readPageAnew(queries, key)
  await Promise.all(ours.map((ref) => readOne(queries, key, ref).catch(() => {})))
}

async function readOne(queries: QueryClient, key: Key, ref: string): Promise<void> {
  const record = await read(api.GET('/api/v1/incidents/{ref}', { params: { path: { ref } } }))
  queries.setQueryData(['record', ref], record)
  replaceRow(queries, key, rowOf(record))
}

/** Of many that changed, those that are still on the first page are read together. */
async function readPageAnew(queries: QueryClient, key: Key): Promise<void> {
  for (const row of await readFirst(key).catch(() => [])) replaceRow(queries, key, row)
}
