import type { Answer, Api } from '../api.ts'

export type Person = { id: number; name: string } | null

/** A record as the API shows it, as far as the portal shows it. */
export type Row = {
  ref: string
  kind: string
  title: string
  description: string
  state: string
  category: string
  waitingOn: string | null
  team: { name: string } | null
  holder: Person
  requester: Person
  restricted: boolean
  openedAt: string
  updatedAt: string
  dueAt: string | null
}

/** Read alone: with what was done about it, its clocks and what the reader may do. */
export type Detail = Row & {
  resolutionText: string | null
  workaround: string | null
  closure: string | null
  clocks: { name: string; state: string; dueAt: string | null; breachedAt: string | null }[]
  can: string[]
}

export type Entry = {
  seq: number
  at: string
  actor: Person
  verb: string
  public: boolean
  body: string | null
  redacted: boolean
}

export type Attached = { id: number; name: string; size: number; public: boolean; at: string; by: Person }

export type Whole = { record: Detail; entries: Entry[]; more: boolean; attached: Attached[] }

/** The kinds that people report and follow, by the letters of their refs. */
const COLLECTIONS: Readonly<Record<string, string>> = { INC: 'incidents' }

export const portalKinds = 'incident'
const MOST_PAGES = 5

/** Where the API has a record, below `/api/v1`; null for what does not belong in the portal. */
export function pathOf(ref: string): string | null {
  const [, letters = ''] = /^([A-Z]{3})-[1-9]\d{0,14}$/.exec(ref) ?? []
  const collection = COLLECTIONS[letters]
  return collection === undefined ? null : `/${collection}/${ref}`
}

/** A record with all that is public of it, also for staff, who see here what everybody else sees. */
export async function wholeOf(api: Api, path: string): Promise<Answer<Whole | null>> {
  const [record, timeline, attached] = await Promise.all([
    api<Detail>('GET', path),
    timelineOf(api, path),
    api<{ items: Attached[] }>('GET', `${path}/attachments`),
  ])
  const failed = [record, timeline, attached].find(({ problem }) => problem)
  if (failed) return { ...failed, body: null }
  const entries = timeline.body.items.filter((entry) => entry.public)
  const files = attached.body.items.filter((file) => file.public)
  return { ...record, body: { record: record.body, entries, more: timeline.body.more, attached: files } }
}

async function timelineOf(api: Api, path: string): Promise<Answer<{ items: Entry[]; more: boolean }>> {
  const items: Entry[] = []
  let cursor = ''
  for (let page = 0; ; page++) {
    const answer = await api<{ items: Entry[]; next: string | null }>(
      'GET',
      `${path}/timeline?limit=200${cursor}`,
    )
    if (answer.problem) return { ...answer, body: { items, more: false } }
    items.push(...answer.body.items)
    const { next } = answer.body
    if (next === null || page + 1 === MOST_PAGES) return { ...answer, body: { items, more: next !== null } }
    cursor = `&cursor=${encodeURIComponent(next)}`
  }
}
