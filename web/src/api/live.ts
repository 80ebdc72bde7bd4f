import type { QueryClient } from '@tanstack/react-query'
import type { Entry } from './types.ts'

type Update = { ref: string; version: number }
export type News = { refs: readonly string[]; missed: boolean }

/** How long after the browser gave up it is asked to listen again, in milliseconds. */
const afresh = 5_000

const listeners = new Set<(news: News) => void>()

/** Calls back when records changed that one may read; `missed` when nobody can say which. */
export function onNews(listener: (news: News) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * Listens for changes until `stop`. What is on the screen of a record is read anew; lists decide for themselves
 * (`onNews`), because nothing may move under a reader's eyes.
 */
export function listen(queries: QueryClient): () => void {
  let stop = hear(queries, false, again)
  let timer: ReturnType<typeof setTimeout> | undefined
  // After an answer that is no stream (nobody signed in, a server that is starting) a browser gives up for good.
  function again(): void {
    timer = setTimeout(() => {
      stop = hear(queries, true, again)
    }, afresh)
  }
  return () => {
    clearTimeout(timer)
    stop()
  }
}

function hear(queries: QueryClient, before: boolean, onGivenUp: () => void): () => void {
  const source = new EventSource('/api/v1/live')
  source.addEventListener('changed', ({ data }) => {
    const { updates } = JSON.parse(data) as { updates: Update[] }
    // What was said in a record is news of it as well, though its version stays.
    for (const { ref } of updates) refreshRecord(queries, ref)
    const known = updates.filter(({ ref, version }) => !isCurrent(queries, ref, version))
    const refs = known.map(({ ref }) => ref)
    tell({ refs, missed: false })
  })
  source.addEventListener('presence', ({ data }) => {
    const { ref } = JSON.parse(data) as { ref: string }
    void queries.invalidateQueries({ queryKey: ['presence', ref] })
  })
  source.addEventListener('missed', () => everythingMayHaveChanged(queries))
  let opened = before
  source.addEventListener('open', () => {
    // What was said while the connection was gone is unknown.
    if (opened) everythingMayHaveChanged(queries)
    opened = true
  })
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) onGivenUp()
  })
  return () => source.close()
}

/** Everything about one record: what it is, was told, waits for and is linked with. */
export function refreshRecord(queries: QueryClient, ref: string): void {
  for (const part of ['record', 'timeline', 'clocks', 'links', 'attachments'])
    void queries.invalidateQueries({ queryKey: [part, ref] })
}

type Timeline = { pages: { items: Entry[]; next: string | null }[]; pageParams: unknown[] }

/** Puts what one has just written into the timeline that is on the screen, the latest first, before it is read anew. */
export function addEntry(queries: QueryClient, ref: string, entry: Entry): void {
  queries.setQueryData<Timeline>(['timeline', ref], (before) => {
    const [first, ...rest] = before?.pages ?? []
    if (!before || !first || first.items.some(({ seq, from }) => seq === entry.seq && from === entry.from))
      return before
    return { ...before, pages: [{ ...first, items: [entry, ...first.items] }, ...rest] }
  })
}

function isCurrent(queries: QueryClient, ref: string, version: number): boolean {
  const seen = queries.getQueryData<{ version: number }>(['record', ref])
  return seen !== undefined && seen.version >= version
}

function everythingMayHaveChanged(queries: QueryClient): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'list' })
  tell({ refs: [], missed: true })
}

function tell(news: News): void {
  for (const listener of listeners) listener(news)
}
