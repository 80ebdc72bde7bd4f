import { incidentAmend } from '@throughline/contract'
import { expect, test } from 'vitest'
import { compareRebuilt, copiesNamed, redact, verifyChains } from '../../spine/audit/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { amend, link, merge, restrict } from '../../spine/practice/index.ts'
import { incident } from './practice.ts'
import { openCompany } from './testing.ts'

const { db } = await testDatabase()
const company = await openCompany(db)
const { rita, rob, ana, ben, report, act, say, follow, registry } = company
const admin: Ctx = company.spine.as({ id: 6, role: 'administrator' })
const redacting = (id: number, seqs: number[], ctx = admin) =>
  redact(ctx, incident, { id, seqs, reason: 'A name of a patient.' })

async function isAnywhere(text: string): Promise<boolean> {
  const { rows } = await db.pool.query(
    `select from entry e where e::text ilike $1 union all select from record r where r::text ilike $1
     union all select from record_search s where s::text ilike $1`,
    [`%${text}%`],
  )
  return rows.length > 0
}

test('words in fields that are mostly chosen from a list can be redacted, and the chain still verifies', async () => {
  const { row } = await report({ category: 'secretone', subcategory: 'secrettwo', symptom: 'secretthree' })
  await amend(ana, incident, {
    id: row.id,
    input: incidentAmend.parse({ symptom: 'secretfour', subcategory: null }) as never,
  })
  const chaseAt = company.spine.time.now() + 3_600_000
  await act(ben, row.id, 'await-supplier', { supplier: 'secretfive', reference: 'secretsix', chaseAt })
  await act(ben, row.id, 'resume')
  await act(ben, row.id, 'await-change', { change: 'secretseven' })
  const { row: after } = await redacting(row.id, [1, 2, 3, 5])
  expect(await isAnywhere('secret')).toBe(false)
  expect(after).toMatchObject({
    state: 'waiting-change',
    data: { symptomCategory: '[redacted]', symptom: '[redacted]', supplier: '[redacted]' },
  })
  // What was taken away before stays away.
  expect(after.data).not.toHaveProperty('subcategory')
  expect((await verifyChains(db)).problems).toEqual([])
  const folding = { calendars: company.spine.calendars, practices: registry }
  expect((await compareRebuilt(db, folding)).differences).toEqual([])
})

test('a redaction names where else the words stand: in children, duplicates and what was reported again', async () => {
  const [{ row: parent }, { row: child }, { row: twin }] = [
    await report(),
    await report(),
    await report({}, rob),
  ]
  await link(ana, registry, { practice: incident, id: child.id }, 'child-of', `INC-${parent.id}`)
  await merge(ana, registry, incident, { id: twin.id, into: `INC-${parent.id}` })
  await act(ben, parent.id, 'resolve', { code: 'fixed', text: 'Mr Zebra had unplugged it.' })
  await follow()
  const resolved = 4
  const { entries } = await redacting(parent.id, [resolved])
  expect(copiesNamed({ entries })).toEqual([
    { ref: `INC-${child.id}`, seqs: [3] },
    { ref: `INC-${twin.id}`, seqs: [3] },
  ])
  expect(copiesNamed(await redacting(child.id, [3]))).toEqual([{ ref: `INC-${twin.id}`, seqs: [3] }])
  expect(copiesNamed(await redacting(twin.id, [3]))).toEqual([])
  expect(await isAnywhere('Zebra')).toBe(false)

  const { row: closed } = await report()
  await act(ben, closed.id, 'resolve', { code: 'fixed', text: 'Restarted.' })
  await act(rita, closed.id, 'confirm')
  await say(rita, closed.id, 'It hangs again when Mr Quagga prints.')
  await follow()
  const { rows } = await db.pool.query('select from_id as id from link where to_id = $1', [closed.id])
  expect(copiesNamed(await redacting(closed.id, [4]))).toEqual([{ ref: `INC-${rows[0].id}`, seqs: [1] }])
})

test('a copy in a record that is not there for who redacts is not named', async () => {
  const [{ row: parent }, { row: child }] = [await report(), await report()]
  await link(ana, registry, { practice: incident, id: child.id }, 'child-of', `INC-${parent.id}`)
  await say(ana, parent.id, 'Ms Okapi knows the code.')
  await say(ana, child.id, 'Ms Okapi knows the code.')
  await restrict(ana, registry, incident, { id: child.id, people: [], teams: [], reason: 'Personnel.' })
  expect(copiesNamed(await redacting(parent.id, [3]))).toEqual([])
})
