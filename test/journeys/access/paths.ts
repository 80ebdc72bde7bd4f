import { anyListQuery, type ListQuery, searchQuery, similarQuery, sorts } from '@throughline/contract'
import { incident } from '../../../server/src/practices/incident/index.ts'
import { readNow } from '../../../server/src/practices/service-desk/index.ts'
import { isStaff, systemActor } from '../../../server/src/spine/access/index.ts'
import type { Ctx } from '../../../server/src/spine/context/index.ts'
import { liveChannel } from '../../../server/src/spine/jobs/index.ts'
import { countRecords, exportCsv, listRecords } from '../../../server/src/spine/lists/index.ts'
import type { Live, News } from '../../../server/src/spine/live/index.ts'
import { presentRows, registryOf, see } from '../../../server/src/spine/practice/index.ts'
import { presenceChannel } from '../../../server/src/spine/presence/index.ts'
import { searchRecords, similarRecords } from '../../../server/src/spine/search/index.ts'
import type { Secret } from './world.ts'

/**
 * A way by which somebody could come to know of a record: whether it shows that there is this one. A new route,
 * notice or page that can show records is one more line in the table.
 */
export type Path = {
  name: string
  shows(ctx: Ctx, secret: Secret): Promise<boolean>
  for?: (ctx: Ctx) => boolean
}

const query = (asked: object): ListQuery => anyListQuery.parse(asked)

async function listed(ctx: Ctx, { word, ref }: Secret, asked: object): Promise<boolean> {
  let text = ''
  let cursor: string | null = null
  do {
    const page = await listRecords(
      ctx,
      [incident],
      query({ limit: '2', ...asked, ...(cursor && { cursor }) }),
    )
    text += JSON.stringify(await presentRows(ctx, incident, page.rows))
    cursor = page.next
  } while (cursor)
  return text.includes(word) || text.includes(`"${ref}"`)
}

async function found(ctx: Ctx, { id }: Secret, q: string): Promise<boolean> {
  const { rows } = await searchRecords(ctx, [incident], searchQuery.parse({ q }))
  return rows.some((row) => row.id === id)
}

/** Long after all was reported, when everything is late. */
async function isNext(ctx: Ctx, { ref }: Secret): Promise<boolean> {
  const later = ctx.time.now() + 100 * 86_400_000
  const shown = await readNow({ ...ctx, time: { now: () => later } }, registryOf([incident]), { team: 'all' })
  return JSON.stringify(shown).includes(`"${ref}"`)
}

async function resembled(ctx: Ctx, { id, word }: Secret): Promise<boolean> {
  const similar = await similarRecords(ctx, incident, similarQuery.parse({ title: `About ${word}` }))
  return similar.some(({ row }) => row.id === id)
}

async function exported(ctx: Ctx, { word, ref }: Secret): Promise<boolean> {
  const { limit: _, cursor: __, ...asked } = query({})
  let text = ''
  for await (const chunk of exportCsv(ctx, [incident], asked)) text += chunk
  return text.includes(word) || text.includes(`${ref},`)
}

/** The system hears of everything, last: then all others have heard what they may. */
async function heard(live: Live, ctx: Ctx, { ref }: Secret, channel = liveChannel): Promise<boolean> {
  const news: News[] = []
  const subscription = live.subscribe(ctx.actor, (one) => news.push(one))
  await new Promise<void>((resolve) => {
    const last = live.subscribe(systemActor, () => resolve(last.end()))
    void ctx.db.pool.query('select pg_notify($1, $2)', [channel, JSON.stringify([[ref, 1]])])
  })
  subscription.end()
  return JSON.stringify(news).includes(ref)
}

async function read(ctx: Ctx, { id }: Secret): Promise<boolean> {
  return see(ctx, incident, id, 'read').then(
    () => true,
    (error) => {
      if (error.code !== 'not-found') throw error
      return false
    },
  )
}

export const pathsWith = (live: Live): Path[] => [
  { name: 'reading it', shows: read },
  ...sorts.map((sort) => ({
    name: `the list by ${sort}`,
    shows: (ctx: Ctx, secret: Secret) => listed(ctx, secret, { sort }),
  })),
  { name: 'the list by tag', shows: (ctx, secret) => listed(ctx, secret, { tag: secret.word }) },
  { name: 'the list by text', shows: (ctx, secret) => listed(ctx, secret, { q: secret.word }) },
  { name: 'the list by ref', shows: (ctx, secret) => listed(ctx, secret, { q: secret.ref }) },
  {
    name: 'the list of open work by team',
    shows: (ctx, secret) => listed(ctx, secret, { open: 'true', team: 'none', holder: 'none' }),
  },
  {
    name: 'the count by tag',
    shows: async (ctx, { word }) => (await countRecords(ctx, [incident], { tag: word })).count > 0,
  },
  {
    name: 'the count by text',
    shows: async (ctx, { word }) => (await countRecords(ctx, [incident], { q: word })).count > 0,
  },
  {
    name: 'the count by ref',
    shows: async (ctx, { ref }) => (await countRecords(ctx, [incident], { q: ref })).count > 0,
  },
  { name: 'search by word', shows: (ctx, secret) => found(ctx, secret, secret.word) },
  { name: 'search by a beginning', shows: (ctx, secret) => found(ctx, secret, secret.word.slice(0, -2)) },
  { name: 'search by a phrase', shows: (ctx, secret) => found(ctx, secret, `"about ${secret.word}"`) },
  { name: 'search by ref', shows: (ctx, secret) => found(ctx, secret, secret.ref) },
  { name: 'search by number', shows: (ctx, secret) => found(ctx, secret, String(secret.id)) },
  { name: 'what is next', shows: isNext, for: ({ actor }) => isStaff(actor) },
  { name: 'what resembles what is typed', shows: resembled },
  { name: 'live updates', shows: (ctx, secret) => heard(live, ctx, secret) },
  {
    name: 'who is where',
    shows: (ctx, secret) => heard(live, ctx, secret, presenceChannel),
    for: ({ actor }) => isStaff(actor),
  },
  { name: 'the export', shows: exported, for: ({ actor }) => isStaff(actor) },
]
