import { settingSchemas } from '@throughline/contract'
import { expect, test } from 'vitest'
import { testDatabase } from '../db/testing.ts'
import { testSpine } from '../practice/testing.ts'
import { checkCustomFields } from '../settings/index.ts'
import { changeCalendar, changeSetting, setUpChanges } from './index.ts'

const { db } = await testDatabase()
const spine = await testSpine(db)
const admin = spine.as({ id: 1, role: 'administrator' })

test('a changed setting holds at once, has a new version and stands in the audit', async () => {
  await changeSetting(admin, 'resolutionCodes', ['mended'])
  expect(spine.settings.current().resolutionCodes).toEqual(['mended'])
  expect(spine.settings.versionOf('resolutionCodes')).toBe(1)
  const { rows } = await db.pool.query(
    `select e.verb, e.actor_id, e.data #>> '{more,key}' as key from entry e join record r on r.id = e.record_id where r.kind = 'system' order by e.seq`,
  )
  expect(rows.at(-1)).toEqual({ verb: 'change', actor_id: 1, key: 'resolutionCodes' })
})

test('of two changes at the same moment one wins, and the other is told', async () => {
  const results = await Promise.allSettled([
    changeSetting(admin, 'closing', { ...spine.settings.current().closing, closeAfterDays: 7 }),
    changeSetting(admin, 'closing', { ...spine.settings.current().closing, closeAfterDays: 9 }),
  ])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('the reminder comes before the closing, or the setting is refused', () => {
  const { closing } = spine.settings.current()
  for (const remindAfterDays of [closing.closeAfterDays, closing.closeAfterDays + 1])
    expect(settingSchemas.closing.safeParse({ ...closing, remindAfterDays }).error?.issues).toMatchObject([
      { path: ['remindAfterDays'] },
    ])
  expect(settingSchemas.closing.safeParse(closing).success).toBe(true)
})

test('a change that was made on an earlier version is refused, and says which one holds', async () => {
  const version = spine.settings.versionOf('resolutionCodes')
  await changeSetting(admin, 'resolutionCodes', ['mended', 'replaced'], version)
  await expect(changeSetting(admin, 'resolutionCodes', ['explained'], version)).rejects.toMatchObject({
    code: 'stale-version',
    details: { current: version + 1, sent: version },
  })
  expect(spine.settings.current().resolutionCodes).toEqual(['mended', 'replaced'])
})

test('a calendar that is to be new is refused where there is one of its name already', async () => {
  const definition = { zone: 'UTC', hours: { 6: [{ from: '09:00', to: '12:00' }] }, holidays: [] }
  await changeCalendar(admin, 'saturdays', definition, 0)
  await expect(changeCalendar(admin, 'saturdays', definition, 0)).rejects.toMatchObject({
    code: 'stale-version',
  })
  await changeCalendar(admin, 'saturdays', { ...definition, zone: 'Europe/Lisbon' }, 1)
})

test('the history of a setting is told newest first, page by page, to administrators only', async () => {
  const asked = { area: 'settings', about: 'attachments', limit: 2 } as const
  for (const maxBytes of [2048, 4096, 8192])
    await changeSetting(admin, 'attachments', { maxBytes, types: [] })
  const newest = await setUpChanges(admin, asked)
  expect(newest.items.map(({ facts }) => facts.after)).toMatchObject([{ maxBytes: 8192 }, { maxBytes: 4096 }])
  const earlier = await setUpChanges(admin, { ...asked, before: newest.next as number })
  expect(earlier).toMatchObject({ items: [{ facts: { after: { maxBytes: 2048 } } }], next: null })
  await expect(setUpChanges(spine.as({ id: 2, role: 'manager' }), asked)).rejects.toMatchObject({
    code: 'not-allowed',
  })
})

test('only an administrator changes settings', async () => {
  await expect(
    changeSetting(spine.as({ id: 2, role: 'manager' }), 'resolutionCodes', ['x']),
  ).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a calendar with a zone that does not exist is refused; a good one is a new version', async () => {
  await expect(
    changeCalendar(admin, 'office', {
      zone: 'Mars/Olympus',
      hours: { 1: [{ from: '09:00', to: '17:00' }] },
      holidays: [],
    }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
  const before = spine.calendars.current('office')
  await changeCalendar(admin, 'office', {
    zone: 'Europe/Berlin',
    hours: { 1: [{ from: '08:00', to: '18:00' }] },
    holidays: [],
  })
  expect(spine.calendars.current('office')).toBeGreaterThan(before)
})

test('fields that an organisation adds must meet the schema it gave', async () => {
  const schema = {
    type: 'object',
    properties: { gate: { type: 'integer' } },
    additionalProperties: false,
  } as const
  await expect(
    changeSetting(admin, 'customFields', { incident: { type: 'nonsense' } }),
  ).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await changeSetting(admin, 'customFields', { service: schema })
  const wrong = () => checkCustomFields(spine.settings.current(), 'service', { gate: 'three', colour: 1 })
  expect(wrong).toThrow(
    expect.objectContaining({
      problems: [
        { path: '/custom', message: 'does not know colour' },
        { path: '/custom/gate', message: 'must be integer' },
      ],
    }),
  )
  checkCustomFields(spine.settings.current(), 'service', { gate: 3 })
  checkCustomFields(spine.settings.current(), 'incident', { anything: true })
})
