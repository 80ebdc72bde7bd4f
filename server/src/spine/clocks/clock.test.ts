import { describe, expect, test } from 'vitest'
import { defaultTargets } from './default-targets.ts'
import { moveClock } from './run-clock.ts'
import { ALWAYS, at, calendars, HOUR, move, promise, reaim, start, tick } from './testing.ts'

describe('a clock', () => {
  test('is due when its target is counted in service hours', () => {
    expect(start('fri 14:00', promise(4)).dueAt).toBe(at('next-mon 10:00'))
    expect(start('sat 03:00', promise(8)).dueAt).toBe(at('next-mon 16:00'))
    expect(start('fri 14:00', promise(4, ALWAYS)).dueAt).toBe(at('fri 18:00'))
  })

  test('that stops exactly when due has met its target, and a millisecond later it has not', () => {
    const clock = start('mon 08:00', promise(4))
    expect(move(clock, 'mon 12:00', 'stopped').breachedAt).toBeNull()
    const late = moveClock(clock, at('mon 12:00') + 1, 'stopped', 'resolved', calendars)
    expect(late).toMatchObject({ breachedAt: at('mon 12:00'), dueAt: at('mon 12:00') })
  })

  test('refuses to be told things out of order', () => {
    const clock = move(start('mon 08:00', promise(4)), 'mon 10:00', 'paused')
    expect(() => move(clock, 'mon 09:59', 'counting')).toThrow(/earlier/)
    expect(() => tick(clock, 'mon 09:59')).toThrow(RangeError)
    expect(() => move(clock, 'mon 11:00', 'counting', 'mon 10:30')).toThrow(/Only a stop/)
  })

  test('told again what it does already changes nothing but the reason', () => {
    const clock = start('mon 08:00', promise(4))
    const again = moveClock(clock, at('mon 09:00'), 'counting', 'waiting for the supplier', calendars)
    expect(again).toMatchObject({ dueAt: clock.dueAt, nextAt: clock.nextAt, state: 'running' })
    expect(again.spans.map(({ why }) => why)).toEqual(['started', 'waiting for the supplier'])
    const stopped = move(again, 'mon 11:00', 'stopped', 'mon 10:00')
    expect(move(stopped, 'mon 15:00', 'stopped')).toMatchObject({
      dueAt: stopped.dueAt,
      spans: stopped.spans,
    })
  })
})

describe('a pause', () => {
  test('has no due time, and moves it by the working time it took', () => {
    const paused = move(start('mon 08:00', promise(4)), 'mon 10:00', 'paused')
    expect(paused).toMatchObject({ state: 'paused', dueAt: null, nextAt: null })
    expect(move(paused, 'tue 09:00', 'counting').dueAt).toBe(at('tue 11:00'))
  })

  test('over a weekend takes no working time from the target and gives none', () => {
    const paused = move(start('fri 12:00', promise(8)), 'fri 15:00', 'paused')
    const resumed = move(paused, 'sun 20:00', 'counting')
    expect(resumed.dueAt).toBe(at('next-mon 13:00'))
  })

  test('is not forgotten when the target changes', () => {
    const resumed = move(move(start('mon 08:00', promise(8)), 'mon 09:00', 'paused'), 'mon 12:00', 'counting')
    expect(reaim(resumed, 'mon 12:00', promise(4)).dueAt).toBe(at('mon 15:00'))
    const whilePaused = reaim(
      move(start('mon 08:00', promise(8)), 'mon 09:00', 'paused'),
      'mon 10:00',
      promise(4),
    )
    expect(whilePaused.dueAt).toBeNull()
    expect(move(whilePaused, 'mon 12:00', 'counting').dueAt).toBe(at('mon 15:00'))
  })

  test('never breaches, however long it takes', () => {
    const paused = move(start('mon 08:00', promise(4)), 'mon 11:00', 'paused')
    expect(tick(paused, 'thu 12:00')).toMatchObject({ steps: [], clock: { breachedAt: null } })
    expect(move(paused, 'thu 12:00', 'counting')).toMatchObject({ breachedAt: null, dueAt: at('thu 13:00') })
  })
})

describe('reopening', () => {
  const resolved = move(start('mon 08:00', promise(4)), 'mon 09:00', 'stopped')

  test('resumes the same clock and leaves out the resolved span, which is not waiting', () => {
    const reopened = move(resolved, 'tue 09:00', 'counting')
    expect(reopened).toMatchObject({ origin: at('mon 08:00'), dueAt: at('tue 12:00'), state: 'running' })
    const modes = reopened.spans.map(({ mode }) => mode)
    expect(modes).toEqual(['counting', 'stopped', 'counting'])
  })

  test('leaves a past breach where it was', () => {
    const late = move(start('mon 08:00', promise(4)), 'mon 13:00', 'stopped')
    expect(move(late, 'tue 09:00', 'counting').breachedAt).toBe(at('mon 12:00'))
  })

  test('may reopen into waiting on the requester', () => {
    expect(move(resolved, 'tue 09:00', 'paused')).toMatchObject({ state: 'paused', dueAt: null })
  })
})

test('the default targets promise a P1 an answer in 15 minutes at any hour, and a P5 a cure in 80 service hours', () => {
  const of = (priority: number, name: string) =>
    defaultTargets.find((target) => target.priority === priority && target.name === name)
  expect(of(1, 'response')).toMatchObject({ ms: HOUR / 4, hours: 'around the clock', steps: [50, 75, 100] })
  expect(of(5, 'resolution')).toMatchObject({ ms: 80 * HOUR, hours: 'service hours', steps: [75, 100] })
  expect(defaultTargets).toHaveLength(10)
})
