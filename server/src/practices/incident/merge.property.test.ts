import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareRebuilt } from '../../spine/audit/index.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { survivorOf } from '../../spine/links/index.ts'
import { merge, unmerge } from '../../spine/practice/index.ts'
import { loadRecords } from '../../spine/records/index.ts'
import { incident } from './index.ts'
import { openCompany } from './testing.ts'

const { db } = await testDatabase()
const { ana, ben, rita, report, act, say, follow, registry, spine } = await openCompany(db)
const how = 5

const place = fc.nat(how - 1)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('merge' as const), one: place, other: place }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('unmerge' as const), one: place, other: place }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constantFrom('take', 'say', 'answer'), one: place, other: place }),
  },
)
type Step = { what: string; one: number; other: number }

async function does(ids: number[], { what, one, other }: Step): Promise<void> {
  const id = ids[one] as number
  if (what === 'merge') await merge(ana, registry, incident, { id, into: `INC-${ids[other]}` })
  if (what === 'unmerge') await unmerge(ana, incident, id)
  if (what === 'take') await act(ben, id, 'take')
  if (what === 'say') await say(rita, id, 'Still.')
  if (what === 'answer') await say(ben, id, 'We are on it.')
}

/** What a record is, but for how often it was written to and what its clocks remember. */
async function standing(id: number): Promise<object> {
  const loaded = (await loadRecords(db, [id])).get(id)
  const { version, seq, head, updatedAt, dueAt, ...row } = loaded?.row ?? ({} as never)
  return row
}

test('merges and un-merges in any order leave every record equal to its rebuild, and un-merging restores exactly', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      const ids: number[] = []
      for (let at = 0; at < how; at++) ids.push((await report()).row.id)
      for (const one of steps) {
        spine.time.advance(60_000)
        await does(ids, one).catch((error: { status?: number }) => {
          if (error.status === undefined || error.status >= 500) throw error
        })
      }
      await follow()
      for (const id of ids) {
        const { row } = (await loadRecords(db, [id])).get(id) ?? ({} as never)
        expect(row.category === 'merged').toBe(row.mergedInto !== null)
        const survivor = (await loadRecords(db, [await survivorOf(db, id)])).values().next().value
        expect(survivor?.row.mergedInto).toBeNull()
        if (row.mergedInto !== null) continue
        const [before, other] = [await standing(id), ids.find((one) => one !== id) as number]
        spine.time.advance(60_000)
        const done = await merge(ana, registry, incident, { id, into: `INC-${other}` }).catch(() => null)
        if (!done) continue
        spine.time.advance(60_000)
        await unmerge(ana, incident, id)
        expect(await standing(id)).toEqual(before)
      }
      await follow()
      const { found } = await compareRebuilt(db, { calendars: spine.calendars, practices: registry })
      expect(found).toBe(0)
    }),
    { numRuns: 25 },
  )
})
