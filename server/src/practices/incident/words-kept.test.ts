import { expect, test } from 'vitest'
import { compareRebuilt } from '../../spine/audit/index.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { amend } from '../../spine/practice/index.ts'
import { incident } from './index.ts'
import { openCompany } from './testing.ts'

const { db } = await testDatabase()
const { ana, rita, report, act, registry, spine } = await openCompany(db)

async function findable(id: number, word: string): Promise<boolean> {
  const { rows } = await db.pool.query(
    `select staff @@ plainto_tsquery('simple', $2) as found from record_search where id = $1`,
    [id, word],
  )
  return rows[0].found
}

test('what a reopening or an amendment takes away is no longer found, and the rebuild agrees', async () => {
  const { row } = await report({ description: 'zebra' })
  await act(ana, row.id, 'resolve', { code: 'fixed', text: 'giraffe' })
  expect(await findable(row.id, 'giraffe')).toBe(true)
  await act(rita, row.id, 'reopen', { reason: 'lion' })
  expect(await findable(row.id, 'giraffe')).toBe(false)
  expect(await findable(row.id, 'lion')).toBe(true)
  await amend(ana, incident, { id: row.id, input: { description: '' } })
  expect(await findable(row.id, 'zebra')).toBe(false)
  const { differences } = await compareRebuilt(db, { calendars: spine.calendars, practices: registry })
  expect(differences).toEqual([])
})
