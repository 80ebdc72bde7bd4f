import { describe, expect, test } from 'vitest'
import { ALWAYS, at, move, promise, reaim, start, tick } from './testing.ts'

describe('a new target', () => {
  test('after a change of team replaces the old one: only the new one is due', () => {
    const clock = reaim(start('mon 08:00', promise(4)), 'mon 09:00', promise(8))
    expect(clock).toMatchObject({ targetId: promise(8).id, dueAt: at('mon 16:00'), origin: at('mon 08:00') })
    expect(tick(clock, 'mon 12:00').clock.breachedAt).toBeNull()
  })

  test('that makes it late makes it late now, not before', () => {
    const clock = reaim(start('mon 08:00', promise(8)), 'mon 10:00', promise(1))
    expect(clock).toMatchObject({ breachedAt: at('mon 10:00'), dueAt: at('mon 09:00') })
  })

  test('does not undo a breach under the old one', () => {
    expect(reaim(start('mon 08:00', promise(2)), 'mon 11:00', promise(8)).breachedAt).toBe(at('mon 10:00'))
  })

  test('in another calendar measures the time since the origin anew', () => {
    const clock = reaim(start('mon 14:00', promise(4)), 'tue 08:00', promise(4, ALWAYS))
    expect(clock).toMatchObject({ dueAt: at('mon 18:00'), breachedAt: at('tue 08:00') })
  })

  test('that is the same one in another calendar is measured by that calendar', () => {
    const clock = reaim(start('mon 14:00', promise(4)), 'mon 15:00', { ...promise(4), calendarId: ALWAYS })
    expect(clock).toMatchObject({ dueAt: at('mon 18:00'), calendarId: ALWAYS, origin: at('mon 14:00') })
  })

  test('does not repeat warnings that were acted on under the old one', () => {
    const warned = tick(start('mon 08:00', promise(4)), 'mon 10:00')
    expect(warned.steps).toEqual([50])
    const clock = reaim(warned.clock, 'mon 10:00', promise(8))
    expect(clock.nextAt).toBe(at('mon 14:00'))
    expect(tick(clock, 'mon 14:00').steps).toEqual([75])
  })

  test('leaves the verdict of a stopped clock alone, and holds when it is reopened', () => {
    const met = reaim(move(start('mon 08:00', promise(4)), 'mon 10:00', 'stopped'), 'mon 11:00', promise(1))
    expect(met).toMatchObject({ breachedAt: null, dueAt: at('mon 12:00') })
    expect(move(met, 'tue 09:00', 'counting').breachedAt).toBe(at('tue 09:00'))
  })
})

describe('warning points', () => {
  test('fire once each, several at once when nobody looked in time', () => {
    const clock = start('mon 08:00', promise(4))
    expect(clock.nextAt).toBe(at('mon 10:00'))
    const first = tick(clock, 'mon 11:30')
    expect(first.steps).toEqual([50, 75])
    expect(first.clock.nextAt).toBe(at('mon 12:00'))
    expect(tick(first.clock, 'mon 11:45').steps).toEqual([])
    const last = tick(first.clock, 'mon 12:00')
    expect(last).toMatchObject({ steps: [100], clock: { breachedAt: at('mon 12:00'), nextAt: null } })
  })
})
