import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createWorkforceDirectory } from '../../foundation/workforce/index.ts'
import { incident } from '../../practices/incident/index.ts'
import { compareRebuilt, system, verifyChains } from '../../spine/audit/index.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { registryOf } from '../../spine/practice/index.ts'
import { testSpine } from '../../spine/practice/testing.ts'
import { importServiceNow } from './index.ts'

const real = fileURLToPath(
  new URL('../../../../../shared/data/logs/servicenow_incident_updates.csv.gz', import.meta.url),
)
const { db } = await testDatabase()
const plain = await testSpine(db)
const spine = { ...plain, directory: { ...plain.directory, ...(await createWorkforceDirectory(db)) } }

test.skipIf(!existsSync(real))('a whole real export comes in, once', { timeout: 300_000 }, async () => {
  const first = await importServiceNow(spine, { path: real })
  expect(first).toMatchObject({ incidents: 24_918, updates: 141_712, added: 24_918 })
  expect(first.skippedRows).toHaveLength(5)
  expect(first.deviations).toMatchObject({
    'begins Resolved': 1819,
    'begins Awaiting User Info': 193,
    'Closed → Active': 12,
    'row after Closed': 67,
  })
  expect(await importServiceNow(spine, { path: real })).toMatchObject({
    added: 0,
    extended: 0,
    unchanged: 24_918,
    skippedRows: first.skippedRows,
  })
  // Nothing follows from history.
  const { rows } = await db.pool.query(`select count(*) as n from outbox where kind = 'incident'`)
  expect(rows).toEqual([{ n: 0 }])
  expect((await verifyChains(db)).problems).toEqual([])
  const { differences } = await compareRebuilt(db, {
    calendars: spine.calendars,
    practices: registryOf([incident, system]),
  })
  expect(differences).toEqual([])
})
