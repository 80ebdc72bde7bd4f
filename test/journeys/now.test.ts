import { nowOut } from '@throughline/contract'
import { beforeEach, expect, test } from 'vitest'
import { openCompany } from '../../server/src/practices/incident/testing.ts'
import { readNow } from '../../server/src/practices/service-desk/index.ts'
import type { Ctx } from '../../server/src/spine/context/index.ts'
import { testDatabase } from '../../server/src/spine/db/testing.ts'
import { restrict } from '../../server/src/spine/practice/index.ts'

// The company's shop hours are 9 to 17 in Berlin, which in winter is 8 to 16 by these clocks.
const { db } = await testDatabase()
const company = await openCompany(db)
const { rita, ana, ben, registry } = company
beforeEach(async () => {
  await db.pool.query('delete from record; delete from timer; delete from clock; delete from stint')
})

const at = (time: string): void => company.at(`2026-03-${time}:00Z`)
const now = async (ctx: Ctx, team?: string) =>
  nowOut.parse(await readNow(ctx, registry, team ? { team } : {}))
/** What is next: `INC-7 breached since 02T12:00, Take`. */
async function next(ctx: Ctx, team?: string): Promise<string[]> {
  const { items } = await now(ctx, team)
  return items.map(({ why, since, record, act }) => {
    return `${record.title}: ${why} since ${since.slice(8, 16)}, ${act?.label ?? 'see'}`
  })
}
/** For the network's team; P3 unless said otherwise. */
const report = async (title: string, more: object = {}): Promise<number> =>
  (await company.report({ title, impact: 2, urgency: 2, ...more })).row.id

test('what nobody takes comes up at half of its time, grows urgent, breaks, and is gone once it is answered', async () => {
  at('02T08:00')
  const id = await report('Slow')
  at('02T09:59')
  expect(await next(ben)).toEqual([])
  at('02T10:00')
  expect(await next(ben)).toEqual(['Slow: unassigned since 02T08:00, Take'])
  at('02T11:00')
  expect(await next(ben)).toEqual(['Slow: breaching since 02T08:00, Take'])
  at('02T12:00')
  expect(await next(ben)).toEqual(['Slow: breached since 02T12:00, Take'])
  expect((await now(ben)).items[0]?.dueAt).toBe('2026-03-02T12:00:00.000Z')
  await company.act(ben, id, 'take')
  expect(await next(ben)).toEqual(['Slow: breached since 02T12:00, Answer'])
  await company.say(ben, id, 'I am on it')
  expect(await next(ben)).toEqual([])
  at('02T13:00')
  await company.say(rita, id, 'Thank you, and now?')
  expect(await next(ben)).toEqual(['Slow: answer-owed since 02T13:00, Answer'])
  await company.say(ben, id, 'Between us: no idea', false)
  expect(await next(ben)).toEqual(['Slow: answer-owed since 02T13:00, Answer'])
  await company.say(ben, id, 'Tomorrow')
  expect(await next(ben)).toEqual([])
  // Of 24 working hours since Monday morning 18 have passed on Wednesday at 10.
  at('04T09:59')
  expect(await next(ben)).toEqual([])
  at('04T10:00')
  expect(await next(ben)).toEqual(['Slow: breaching since 02T08:00, Resolve'])
  at('05T08:00')
  expect(await next(ben)).toEqual(['Slow: breached since 04T16:00, Resolve'])
})

test('what waits comes up when it should be chased, asked again or gone on with, and what was written to when resolved', async () => {
  at('02T08:00')
  const [asked, supplier, solved] = [await report('Asked'), await report('Supplied'), await report('Solved')]
  for (const id of [asked, supplier, solved]) {
    await company.act(ben, id, 'take')
    await company.say(ben, id, 'Hello')
  }
  await company.act(ben, asked, 'ask', { question: 'Which one?' })
  const chaseAt = Date.parse('2026-03-03T09:00:00Z')
  await company.act(ben, supplier, 'await-supplier', { supplier: 'Acme', reference: 'A7', chaseAt })
  await company.act(ben, solved, 'resolve', { code: 'fixed', text: 'Mended.' })
  at('02T09:00')
  await company.say(rita, solved, 'Hm')
  await company.follow()
  expect(await next(ben)).toEqual(['Solved: held since 02T09:00, see'])
  at('03T09:00')
  expect(await next(ben)).toEqual([
    'Supplied: chase since 03T09:00, Chase the supplier',
    'Solved: held since 02T09:00, see',
  ])
  await company.act(ben, supplier, 'chase', { chaseAt: Date.parse('2026-04-03T09:00:00Z') })
  await company.act(ben, solved, 'thanks')
  at('05T15:59')
  expect((await next(ben)).filter((text) => text.startsWith('Asked'))).toEqual([])
  at('05T16:00')
  expect(await next(ben)).toContain('Asked: still-waiting since 02T08:00, Answer')
})

test('there is one order: whole companies first, then what can still be kept, then the rest by its reason', async () => {
  at('02T08:00')
  const old = await report('P2 broken first', { impact: 1, urgency: 2 })
  await report('P1 broken', { impact: 1, urgency: 1 })
  const owed = await report('Owed')
  for (const id of [owed]) {
    await company.act(ben, id, 'take')
    await company.say(ben, id, 'Hello')
    at('02T08:05')
    await company.say(rita, id, 'And?')
  }
  at('02T08:20')
  await report('P2 broken later', { impact: 1, urgency: 2 })
  await report('P4 nobody has', { impact: 2, urgency: 3 })
  await report('P3 nobody has')
  at('02T10:00')
  await report('P3 fresh')
  await company.act(ben, old, 'take')
  at('02T12:10')
  await report('P2 soon', { impact: 1, urgency: 2 })
  at('02T12:30')
  expect(await next(ben)).toEqual([
    'P1 broken: breached since 02T12:00, Take',
    'P2 broken later: breached since 02T08:50, Take',
    'P2 broken first: breached since 02T08:30, Answer',
    'P2 soon: breaching since 02T12:10, Take',
    'P3 nobody has: breached since 02T12:20, Take',
    'P3 fresh: unassigned since 02T10:00, Take',
    'P4 nobody has: unassigned since 02T08:20, Take',
    'Owed: answer-owed since 02T08:05, Answer',
  ])
  expect((await now(ben)).counts).toMatchObject({
    breached: 4,
    breaching: 1,
    unassigned: 2,
    'answer-owed': 1,
    held: 0,
  })
})

test('each sees their own teams, the desk what nobody routed yet, and who asks for all sees all', async () => {
  at('02T08:00')
  await report('Mail')
  await report('Unrouted', { service: undefined })
  await company.act(ana, await report('Routed', { service: undefined }), 'assign', { team: 'desk' })
  at('02T11:30')
  const titles = async (ctx: Ctx, team?: string) =>
    (await now(ctx, team)).items.map(({ record }) => record.title)
  expect(await titles(ben)).toEqual(['Mail'])
  expect(await titles(ana)).toEqual(['Unrouted', 'Routed'])
  expect(await titles(ben, 'desk')).toEqual(['Unrouted', 'Routed'])
  expect(await titles(ben, 'all')).toEqual(['Mail', 'Unrouted', 'Routed'])
  await expect(now(ben, 'nowhere')).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(now(rita)).rejects.toMatchObject({ code: 'not-allowed' })
})

test('what is restricted is next for its readers alone, and counts in the load of nobody', async () => {
  at('02T08:00')
  const [open, secret] = [await report('Open'), await report('Secret')]
  for (const id of [open, secret]) await company.act(ben, id, 'take')
  const incident = registry.of('incident')
  await restrict(ben, registry, incident, { id: secret, people: [], teams: [], reason: 'legal' })
  at('02T12:00')
  const titles = async (ctx: Ctx) => (await now(ctx)).items.map(({ record }) => record.title)
  expect(await titles(ben)).toEqual(['Open', 'Secret'])
  expect(await titles(company.lea)).toEqual(['Open'])
  expect((await now(company.lea)).counts.breached).toBe(1)
  const oldestAt = '2026-03-02T08:00:00.000Z'
  expect((await now(ben)).load).toEqual([
    { person: { id: 3, name: 'Ben' }, open: 1, waiting: 0, oldestAt },
    { person: { id: 5, name: 'Lea' }, open: 0, waiting: 0, oldestAt: null },
    { person: { id: 4, name: 'Sol' }, open: 0, waiting: 0, oldestAt: null },
  ])
})
