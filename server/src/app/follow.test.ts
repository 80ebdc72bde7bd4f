import { incidentCreate } from '@throughline/contract'
import { expect, test } from 'vitest'
import { service } from '../foundation/configuration/index.ts'
import { incident } from '../practices/incident/index.ts'
import type { ServiceFacts } from '../spine/context/index.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { followAll } from '../spine/jobs/index.ts'
import { amend, open } from '../spine/practice/index.ts'
import { testSpine } from '../spine/practice/testing.ts'
import { loadRecords } from '../spine/records/index.ts'
import { changeCalendar } from '../spine/setup/index.ts'
import { handlers } from './follow.ts'
import { practices } from './practices.ts'

const { db } = await testDatabase()
const services: ServiceFacts[] = []
const spine = await testSpine(db, { services })
const administrator = spine.as({ id: 1, role: 'administrator' })
const evenings = (from: string) => ({ zone: 'UTC', hours: { 1: [{ from, to: '24:00' }] }, holidays: [] })

/** When an incident must be answered by, now that all has been followed. */
async function responseDue(id: number): Promise<string> {
  await followAll(spine, { registry: practices, handlers })
  const clock = (await loadRecords(db, [id])).get(id)?.clocks.find(({ name }) => name === 'response')
  return new Date(clock?.dueAt ?? 0).toISOString()
}

test('running clocks follow their service into another calendar, and that calendar into a new version', async () => {
  await changeCalendar(administrator, 'evenings', evenings('18:00'))
  const mail = await open(administrator, service, service.facts.create.parse({ key: 'mail', name: 'Mail' }))
  services.push({
    id: mail.row.id,
    ref: `SVC-${mail.row.id}`,
    key: 'mail',
    name: 'Mail',
    tier: 3,
    ownerId: null,
    teamId: null,
    calendarKey: null,
    state: 'live',
  })
  const input = incidentCreate.parse({ title: 'Mail is slow', impact: 2, urgency: 2, service: 'mail' })
  const { row } = await open(administrator, incident, input)
  expect(await responseDue(row.id)).toBe('2026-03-02T13:00:00.000Z')

  await amend(administrator, service, { id: mail.row.id, input: { calendar: 'evenings' } })
  Object.assign(services[0] as ServiceFacts, { calendarKey: 'evenings' })
  expect(await responseDue(row.id)).toBe('2026-03-02T22:00:00.000Z')

  await changeCalendar(administrator, 'evenings', evenings('19:00'))
  expect(await responseDue(row.id)).toBe('2026-03-02T23:00:00.000Z')
})
