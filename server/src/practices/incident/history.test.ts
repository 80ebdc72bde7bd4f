import { type changeOut, incidentAmend } from '@throughline/contract'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { redact } from '../../spine/audit/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { amend, merge, participate, presentEntries } from '../../spine/practice/index.ts'
import { type Place, timelinePage } from '../../spine/timeline/index.ts'
import { incident } from './practice.ts'
import { openCompany } from './testing.ts'

const { db } = await testDatabase()
const company = await openCompany(db)
const { rita, ana, ben } = company
const admin = company.spine.as({ id: 2, role: 'administrator' })
const [Ben, Sol] = [
  { id: 3, name: 'Ben' },
  { id: 4, name: 'Sol' },
]

type Change = z.output<typeof changeOut>
type Shown = { seq: number; verb: string; changes: Change[]; details: object }

const amended = (id: number, input: object) =>
  amend(ana, incident, { id, input: incidentAmend.parse(input) as never })

/** The timeline as a client reads it, page by page. */
async function timeline(ctx: Ctx, id: number, limit = 50, latestFirst = false): Promise<Shown[]> {
  const shown: Shown[] = []
  let after: Place | null = null
  do {
    const page: Awaited<ReturnType<typeof timelinePage>> = await timelinePage(db, id, {
      after,
      limit,
      publicOnly: ctx === rita,
      latestFirst,
    })
    shown.push(...((await presentEntries(ctx, incident, page.entries)) as Shown[]))
    after = page.next
  } while (after)
  return shown
}

const changed = (entry: Shown | undefined): string[] =>
  (entry?.changes ?? []).map(({ field, from, to }) => `${field}: ${said(from)} → ${said(to)}`)
const said = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return String(value)
  const { name } = value as { name?: string }
  return name ?? JSON.stringify(value)
}

test('each entry says which fields it changed, from what and to what, as the record shows them', async () => {
  company.at('2026-03-02T09:00:00Z')
  const { row } = await company.report()
  await company.act(ben, row.id, 'take')
  await amended(row.id, { impactFrom: '2026-03-02T08:30:00+01:00', service: null, custom: { floor: 3 } })
  await amended(row.id, { impactFrom: null, custom: { floor: 4 }, category: 'mail' })
  await company.act(ana, row.id, 'give', { holder: 4, note: 'Sol knows it.' })
  await participate(ana, incident, row.id, { op: 'add', role: 'helper', subject: 'person', id: 3 })
  const [opened, taken, first, second, given, helped] = await timeline(ana, row.id)
  const network = { id: 11, key: 'network', name: 'network' }
  expect(opened?.changes).toEqual(
    expect.arrayContaining([
      { field: 'title', from: null, to: 'Mail is down' },
      { field: 'state', from: null, to: 'assigned' },
      { field: 'service', from: null, to: { ref: 'SVC-100', key: 'mail', name: 'Mail' } },
      { field: 'team', from: null, to: network },
      { field: 'requester', from: null, to: { id: 1, name: 'Rita' } },
    ]),
  )
  expect(opened?.changes.map(({ field }) => field)).not.toContain('restricted')
  expect(taken?.changes).toEqual([
    { field: 'state', from: 'assigned', to: 'in-progress' },
    { field: 'holder', from: null, to: Ben },
  ])
  expect(first?.changes).toEqual([
    { field: 'service', from: { ref: 'SVC-100', key: 'mail', name: 'Mail' }, to: null },
    { field: 'impactFrom', from: null, to: '2026-03-02T07:30:00.000Z' },
    { field: 'custom.floor', from: null, to: 3 },
  ])
  expect(changed(second)).toEqual([
    'symptomCategory: null → mail',
    'impactFrom: 2026-03-02T07:30:00.000Z → null',
    'custom.floor: 3 → 4',
  ])
  expect(given?.changes).toEqual([{ field: 'holder', from: Ben, to: Sol }])
  expect(helped?.changes).toEqual([{ field: 'helpers', from: [], to: [Ben] }])
})

test('a page from the middle knows what was before it, also for whom some entries are hidden', async () => {
  const { row } = await company.report({ impact: 3, urgency: 3 }, rita)
  await company.act(ben, row.id, 'take')
  await amended(row.id, { title: 'Mail is slow' })
  await amended(row.id, { title: 'Mail is down again' })
  await company.act(ben, row.id, 'resolve', { code: 'fixed', text: 'Restarted.' })
  const whole = await timeline(ana, row.id)
  expect(whole.slice(2, 4).map(changed)).toEqual([
    ['title: Mail is down → Mail is slow'],
    ['title: Mail is slow → Mail is down again'],
  ])
  expect(await timeline(ana, row.id, 1)).toEqual(whole)
  expect(await timeline(ana, row.id, 2, true)).toEqual(whole.toReversed())
  const hers = await timeline(rita, row.id, 1)
  expect(hers.map(({ verb }) => verb)).toEqual(['open', 'resolve'])
  expect(changed(hers[1])).toContain('state: in-progress → resolved')
  expect(changed(hers[1])).toContain('resolutionText: null → Restarted.')
})

test('a reason and another record are details, for staff alone', async () => {
  const { row: kept } = await company.report()
  const { row } = await company.report()
  await company.act(ana, row.id, 'override-priority', { priority: 4, reason: 'Nobody sails today.' })
  await company.act(ben, row.id, 'resolve', { code: 'fixed', text: 'Restarted.' })
  await company.act(ana, row.id, 'confirm', { how: 'by phone' })
  const { row: twin } = await company.report()
  await merge(ana, company.registry, incident, { id: twin.id, into: `INC-${kept.id}` })
  const all = await timeline(ana, row.id)
  expect(all[1]).toMatchObject({ details: { reason: 'Nobody sails today.' } })
  expect(changed(all[1])).toEqual(['priority: 1 → 4', 'priorityOverridden: false → true'])
  expect(all[3]?.details).toEqual({ how: 'by phone' })
  expect((await timeline(ana, twin.id))[1]?.details).toEqual({ into: `INC-${kept.id}` })
  const hers = await timeline(rita, row.id)
  expect(hers.map(({ verb, details }) => [verb, details])).toEqual([
    ['open', {}],
    ['resolve', {}],
    ['confirm', {}],
  ])
})

test('what was redacted reads so on both sides, and nowhere as it was', async () => {
  const { row } = await company.report({ tags: ['secret-1'] })
  await amended(row.id, { title: 'The password is secret-2', tags: ['secret-3'] })
  await amended(row.id, { title: 'Mail is down', tags: [] })
  const { entries } = await timelinePage(db, row.id, { after: null, limit: 9, publicOnly: false })
  await redact({ ...admin, files: company.spine.files }, incident, {
    id: row.id,
    seqs: [entries[0]?.seq ?? 0, entries[1]?.seq ?? 0],
    reason: 'A password.',
  })
  const all = await timeline(ana, row.id)
  expect(JSON.stringify(all)).not.toContain('secret')
  expect(changed(all[0])).toContain('title: null → [redacted]')
  expect(changed(all[2])).toEqual(['title: [redacted] → Mail is down', 'tags: ["[redacted]"] → []'])
  expect(all[3]?.details).toMatchObject({ reason: 'A password.', redacts: [1, 2] })
})
