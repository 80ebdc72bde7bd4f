import { expect, test } from 'vitest'
import type { Ctx } from '../context/index.ts'
import { testDatabase } from '../db/testing.ts'
import { putRecords } from '../lists/testing.ts'
import { testSpine } from '../practice/testing.ts'
import { needleOf, newestMatches } from './candidates.ts'
import { termsOf } from './words.ts'

const { db } = await testDatabase()
const spine = await testSpine(db)
const ana = spine.as({ id: 2, role: 'agent' })
const reader = spine.as({ id: 3, role: 'agent' })
const rita = spine.as({ id: 7, role: 'requester' })

/** A word stands in every so-manieth record; every fifth is restricted, every third is Rita's. */
const records = Array.from({ length: 4000 }, (_, n) => n + 1)
const everies = { oak: 1, ash: 4, elm: 30, fir: 150, yew: 900 }
const isRestricted = (id: number): boolean => id % 5 === 0
const isRitas = (id: number): boolean => id % 3 === 0

await putRecords(
  db,
  records.map((id) => ({
    id,
    title: Object.entries(everies)
      .flatMap(([word, every]) => (id % every === 0 ? [word] : []))
      .join(' '),
    restricted: isRestricted(id),
    requesterId: isRitas(id) ? 7 : null,
  })),
)
await db.pool.query(
  `insert into participant select id, 'reader', 'person', 3 from record where restricted and id % 2 = 0`,
)

const readable: [string, Ctx, (id: number) => boolean][] = [
  ['staff', ana, (id) => !isRestricted(id)],
  ['a reader', reader, (id) => !isRestricted(id) || id % 2 === 0],
  ['a requester', rita, (id) => isRitas(id) && !isRestricted(id)],
]

test.each(readable)(
  '%s finds the newest that have a word, however common or rare it is',
  async (_, ctx, reads) => {
    for (const [word, every] of Object.entries(everies)) {
      const found = await newestMatches(ctx, needleOf(termsOf(word)), { kinds: ['incident'], upTo: 3990 })
      const all = records.filter((id) => id <= 3990 && id % every === 0 && reads(id)).toReversed()
      expect(found, word).toEqual(all.slice(0, found.length))
      // Enough to rank, or all there are.
      expect(found.length, word).toBeGreaterThanOrEqual(Math.min(all.length, 50))
    }
  },
)

test('a word of another kind finds nothing', async () => {
  expect(await newestMatches(ana, needleOf(termsOf('oak')), { kinds: ['request'], upTo: null })).toEqual([])
})

test('whole words that are old and many are found together with new beginnings of them', async () => {
  const ids = Array.from({ length: 700 }, (_, n) => 5000 + n)
  const titles = (id: number): string => (id < 5400 ? 'larch' : id === 5650 ? 'larches' : 'willow')
  await putRecords(
    db,
    ids.map((id) => ({ id, title: titles(id) })),
  )
  const found = await newestMatches(ana, needleOf(termsOf('larch')), { kinds: ['incident'], upTo: null })
  expect(found.slice(0, 3)).toEqual([5650, 5399, 5398])
  expect(found.length).toBeGreaterThanOrEqual(50)
})
