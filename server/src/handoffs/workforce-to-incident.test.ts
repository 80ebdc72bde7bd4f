import { incidentCreate } from '@throughline/contract'
import { expect, test } from 'vitest'
import { incident } from '../practices/incident/index.ts'
import { openCompany } from '../practices/incident/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { openingIntent } from '../spine/practice/index.ts'
import { commit } from '../spine/records/index.ts'
import { handoffs } from './index.ts'

const { db } = await testDatabase()
const company = await openCompany(db, handoffs)
const { ana, ben, report, act, say, at, until, notices, verbs } = company
const escalations = async (id: number) =>
  (await notices(id)).filter((line) => / (escalation|late)$/.test(line))

test('an unowned P1 at two in the morning climbs shift lead, team lead, manager and owner, once each', async () => {
  at('2026-03-03T02:00:00Z')
  const { row } = await report()
  await until('2026-03-03T03:00:00Z')
  expect(await escalations(row.id)).toEqual([
    '2026-03-03 02:07 Sol escalation',
    '2026-03-03 02:11 Lea escalation',
    '2026-03-03 02:15 Max escalation',
    '2026-03-03 02:15 Olga escalation',
  ])
  await until('2026-03-03T12:00:00Z')
  expect((await escalations(row.id)).slice(4)).toEqual([
    '2026-03-03 05:00 Lea late',
    '2026-03-03 06:00 Lea late',
    '2026-03-03 06:00 Max late',
  ])
  expect(await company.row(row.id)).toMatchObject({ state: 'assigned', team_id: 11, holder_id: null })
})

test('a holder stops the climb, and giving it back lets it go on where it was', async () => {
  at('2026-03-04T02:00:00Z')
  const { row } = await report()
  await until('2026-03-04T02:08:00Z')
  await act(ben, row.id, 'take')
  await until('2026-03-04T02:12:00Z')
  expect(await escalations(row.id)).toEqual(['2026-03-04 02:07 Sol escalation'])
  await act(ben, row.id, 'release')
  await until('2026-03-04T02:20:00Z')
  expect(await escalations(row.id)).toEqual([
    '2026-03-04 02:07 Sol escalation',
    '2026-03-04 02:15 Max escalation',
    '2026-03-04 02:15 Olga escalation',
  ])
  expect((await verbs(row.id)).filter((verb) => verb === 'clock-step')).toHaveLength(1)
})

test('nothing fires while the requester is waited for, and the time left is still there afterwards', async () => {
  at('2026-03-05T08:00:00Z')
  const { row } = await report({ impact: 2 })
  await act(ben, row.id, 'take')
  await until('2026-03-05T10:00:00Z')
  await act(ben, row.id, 'ask', { question: 'Which building?' })
  await until('2026-03-10T10:00:00Z')
  expect(await escalations(row.id)).toEqual([])
  await say(company.rita, row.id, 'The north one.')
  await until('2026-03-12T16:00:00Z')
  // Eight working hours, two of them counted before the question: six are left at 11:00 in Berlin on the 10th.
  expect(await escalations(row.id)).toEqual([
    '2026-03-10 14:00 Ben late',
    '2026-03-10 14:00 Lea late',
    '2026-03-10 16:00 Ben late',
    '2026-03-10 16:00 Lea late',
    '2026-03-10 16:00 Max late',
  ])
})

test('without a team those who receive reports are told, and an empty rung passes it on', async () => {
  at('2026-03-16T12:00:00Z')
  const { row } = await report({ service: undefined, impact: 1 }, ana)
  await until('2026-03-16T12:20:00Z')
  expect(await escalations(row.id)).toEqual([
    '2026-03-16 12:07 Ana escalation',
    '2026-03-16 12:11 Ana escalation',
    '2026-03-16 12:15 Ana escalation',
  ])
})

test('what was reached before we knew of the incident wakes nobody, what comes after it does', async () => {
  const { spine, ana } = company
  at('2026-03-17T02:00:00Z')
  const told = { title: 'Mail is down', impact: 1, urgency: 1, service: 'mail', requester: 1 }
  const history = await openingIntent(ana, incident, await incident.open(ana, incidentCreate.parse(told)))
  at('2026-03-17T05:30:00Z')
  await commit({ db, calendars: spine.calendars, now: spine.time.now(), mode: 'replay' }, [history])
  await until('2026-03-17T12:00:00Z')
  expect(await notices(history.id)).toEqual(['2026-03-17 06:00 Lea late', '2026-03-17 06:00 Max late'])
  expect(await verbs(history.id)).toEqual([
    'open',
    'clock-step',
    'clock-step',
    'clock-step',
    'clock-step',
    'escalate',
  ])
})

test('two processes that tick at once escalate once', async () => {
  at('2026-03-18T02:00:00Z')
  const { row } = await report()
  at('2026-03-18T02:07:30Z')
  const [clocks] = company.loops
  await Promise.all([1, 2, 3].map(() => clocks?.tick(company.spine.time.now())))
  await company.follow()
  expect(await escalations(row.id)).toEqual(['2026-03-18 02:07 Sol escalation'])
})
