import { expect, test } from 'vitest'
import { mailDue } from './due.ts'

const zone = 'Europe/Berlin'
const at = (text: string): number => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
const local = (instant: number): string =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString()
const night = { from: '22:00', to: '07:00' }
const atOnce = { every: 'at-once' } as const

test.each([
  ['in the evening', '2026-03-02T21:59', '2026-03-02T21:59:00'],
  ['once they begin', '2026-03-02T22:00', '2026-03-03T07:00:00'],
  ['after midnight', '2026-03-03T03:12', '2026-03-03T07:00:00'],
  ['when they end', '2026-03-03T07:00', '2026-03-03T07:00:00'],
  ['in the night that loses an hour', '2026-03-28T23:30', '2026-03-29T07:00:00'],
  ['in the night that has one twice', '2026-10-24T23:30', '2026-10-25T07:00:00'],
])('what is told %s waits until the quiet hours end', (_, told, sent) => {
  expect(local(mailDue({ digest: atOnce, quiet: night }, zone, at(told), at(told)))).toBe(sent)
})

test('quiet hours that end in an hour which is skipped end with the skip', () => {
  const quiet = { from: '22:00', to: '02:30' }
  expect(local(mailDue({ digest: atOnce, quiet }, zone, at('2026-03-29T01:00'), 0))).toBe(
    '2026-03-29T03:00:00',
  )
})

test('an hourly digest comes with the full hour, a daily one at its time, the next day if that is past', () => {
  const hourly = { digest: { every: 'hour' }, quiet: null } as const
  expect(local(mailDue(hourly, zone, at('2026-03-02T09:05'), 0))).toBe('2026-03-02T10:00:00')
  const daily = { digest: { every: 'day', at: '08:00' }, quiet: null } as const
  expect(local(mailDue(daily, zone, at('2026-03-02T07:59'), 0))).toBe('2026-03-02T08:00:00')
  expect(local(mailDue(daily, zone, at('2026-03-28T08:01'), 0))).toBe('2026-03-29T08:00:00')
})

test('what has waited for a mail server is not sent in the middle of quiet hours', () => {
  const wish = { digest: atOnce, quiet: night }
  expect(local(mailDue(wish, zone, at('2026-03-02T12:00'), at('2026-03-03T02:00')))).toBe(
    '2026-03-03T07:00:00',
  )
  expect(mailDue(wish, zone, at('2026-03-02T12:00'), at('2026-03-03T09:00'))).toBe(at('2026-03-03T09:00'))
})
