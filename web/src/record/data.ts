import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { type Attachment, api, type Incident, type RecordDetail, read, request } from '../api/index.ts'

/** A record of any kind as its page shows it; what only some kinds have may be missing. */
export type Shown = RecordDetail &
  Partial<Omit<Incident, keyof RecordDetail>> & {
    parent?: string
    taskDueAt?: string | null
    reviewDueAt?: string
  }
export type Major = NonNullable<Shown['major']>
export type Named = { id: number; name: string }
export type Participant = RecordDetail['participants'][number]

const collections: Record<string, string> = {
  INC: 'incidents',
  REV: 'reviews',
  TSK: 'tasks',
  SVC: 'services',
}

/** Where a record is changed, by its ref; null for kinds that only the program itself writes. */
export function pathOf(ref: string): string | null {
  const collection = collections[ref.slice(0, 3)]
  return collection ? `/api/v1/${collection}/${ref}` : null
}

const abilities = [
  'comment',
  'note',
  'amend',
  'attach',
  'link',
  'merge',
  'unmerge',
  'split',
  'watch',
  'help',
  'restrict',
  'unrestrict',
  'redact',
]

/** What the caller can do with it beside its lifecycle's verbs. */
export const isAbility = (can: string): boolean => abilities.includes(can)

/** A record with what only its kind has. */
export const recordQuery = (ref: string) =>
  queryOptions({ queryKey: ['record', ref], queryFn: () => readRecord(ref) })

const justReadMs = 5_000

/**
 * The record as it is now, for whoever is about to do something with it. Asked once and by itself: a reading of it that
 * is under way may be one that tries again and again while the server is away.
 */
export async function latestRecord(queries: QueryClient, ref: string): Promise<Shown> {
  const { queryKey } = recordQuery(ref)
  const seen = queries.getQueryState(queryKey)
  if (seen?.data && !seen.isInvalidated && Date.now() - seen.dataUpdatedAt < justReadMs) return seen.data
  const latest = await readRecord(ref)
  queries.setQueryData(queryKey, latest)
  return latest
}

async function readRecord(ref: string): Promise<Shown> {
  if (ref.startsWith('INC-')) return incident(ref)
  return (await request(pathOf(ref) ?? `/api/v1/records/${encodeURIComponent(ref)}`)) as Shown
}

async function incident(ref: string): Promise<Shown> {
  return read(api.GET('/api/v1/incidents/{ref}', { params: { path: { ref } } }))
}

export const clocksQuery = (ref: string) =>
  queryOptions({
    queryKey: ['clocks', ref],
    queryFn: () => read(api.GET('/api/v1/records/{ref}/clocks', { params: { path: { ref } } })),
    select: ({ items }) => items,
  })

export const linksQuery = (ref: string) =>
  queryOptions({
    queryKey: ['links', ref],
    queryFn: () => read(api.GET('/api/v1/records/{ref}/links', { params: { path: { ref } } })),
    select: ({ items }) => items,
  })

export const attachmentsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['attachments', ref],
    queryFn: () => request(`${pathOf(ref)}/attachments`) as Promise<{ items: Attachment[] }>,
    select: ({ items }) => items,
    enabled: pathOf(ref) !== null,
  })

/** What happened, the latest first, a page at a time. */
export const timelineQuery = (ref: string) =>
  infiniteQueryOptions({
    queryKey: ['timeline', ref],
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/records/{ref}/timeline', {
          params: {
            path: { ref },
            query: { order: 'desc', limit: 50, ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })

/** Whether the caller has an ability on the record. */
export function may(record: Shown, ability: string): boolean {
  return record.can.includes(ability)
}
