import { describe, expect, test } from 'vitest'
import { cancelClock } from './run-clock.ts'
import { at, move, promise, restate, start, tick } from './testing.ts'

describe('a restoration told late', () => {
  const warned = tick(start('mon 08:00', promise(4)), 'mon 12:00').clock
  const stopped = move(warned, 'mon 14:00', 'stopped', 'mon 11:00')

  test('is judged by when service was back: the breach is none and the warning superseded, not erased', () => {
    expect(warned.breachedAt).toBe(at('mon 12:00'))
    expect(stopped).toMatchObject({ breachedAt: null, dueAt: at('mon 12:00') })
    expect(stopped.fired).toContainEqual({ step: 100, at: at('mon 12:00'), superseded: true })
    expect(stopped.spans.at(-1)).toMatchObject({ from: at('mon 11:00'), mode: 'stopped' })
  })

  test('leaves a warning that was acted on at that very moment as it is', () => {
    const corrected = restate(stopped, 'mon 16:00', 'mon 12:00')
    expect(corrected.fired).toContainEqual({ step: 100, at: at('mon 12:00') })
    expect(corrected.breachedAt).toBeNull()
  })

  test('can be corrected later again, and the breach is back', () => {
    const corrected = restate(stopped, 'mon 16:00', 'mon 13:00')
    expect(corrected.breachedAt).toBe(at('mon 12:00'))
    expect(corrected.fired.some(({ superseded }) => superseded)).toBe(false)
    expect(restate(corrected, 'mon 16:00', 'mon 11:00')).toEqual({ ...stopped, asOf: at('mon 16:00') })
  })

  test('before the clock began counts nothing; it is never later than the correction', () => {
    expect(restate(stopped, 'mon 16:00', 'mon 03:00').spans).toHaveLength(1)
    expect(restate(stopped, 'mon 16:00', 'fri 03:00').spans.at(-1)?.from).toBe(at('mon 16:00'))
  })

  test('corrected to after it was told, it is judged by the corrected moment, and the rest is counted', () => {
    const early = move(start('mon 08:00', promise(4)), 'mon 10:00', 'stopped')
    expect(restate(early, 'mon 14:00', 'mon 11:30')).toMatchObject({ state: 'stopped', breachedAt: null })
    const late = restate(early, 'mon 14:00', 'mon 13:00')
    expect(late).toMatchObject({ breachedAt: at('mon 12:00'), dueAt: at('mon 12:00') })
    expect(late.spans.at(-1)).toMatchObject({ from: at('mon 13:00'), mode: 'stopped' })
    const paused = move(move(start('mon 08:00', promise(4)), 'mon 09:00', 'paused'), 'mon 10:00', 'stopped')
    expect(restate(paused, 'mon 15:00', 'mon 14:00').breachedAt).toBeNull()
  })

  test('cuts through earlier pauses and reopenings, which a correction restores', () => {
    const first = move(start('mon 08:00', promise(4)), 'mon 09:00', 'paused')
    const again = move(move(first, 'mon 10:00', 'counting'), 'mon 11:00', 'stopped')
    const reopened = move(again, 'mon 12:00', 'counting')
    const cut = move(reopened, 'mon 15:00', 'stopped', 'mon 08:30')
    expect(cut.spans.map(({ mode }) => mode)).toEqual(['counting', 'stopped'])
    const restored = restate(cut, 'mon 16:00', 'mon 14:00')
    expect(restored.spans.map(({ mode }) => mode)).toEqual([
      'counting',
      'paused',
      'counting',
      'stopped',
      'counting',
      'stopped',
    ])
  })

  test('has nothing to correct while the clock runs', () => {
    expect(restate(warned, 'mon 16:00', 'mon 09:00')).toBe(warned)
  })
})

describe('a cancelled clock', () => {
  test('is due never and fires nothing', () => {
    const cancelled = cancelClock(start('mon 08:00', promise(4)), at('mon 09:00'))
    expect(cancelled).toMatchObject({ state: 'cancelled', dueAt: null, nextAt: null, breachedAt: null })
    expect(tick(cancelled, 'fri 09:00').steps).toEqual([])
  })

  test('keeps the breach it had, even one that nobody looked at', () => {
    expect(cancelClock(start('mon 08:00', promise(4)), at('mon 13:00')).breachedAt).toBe(at('mon 12:00'))
  })

  test('that had stopped keeps its verdict', () => {
    const met = move(start('mon 08:00', promise(4)), 'mon 09:00', 'stopped')
    expect(cancelClock(met, at('mon 10:00')).state).toBe('stopped')
  })

  test('resumes when its record is taken up again', () => {
    const cancelled = cancelClock(start('mon 08:00', promise(4)), at('mon 09:00'))
    expect(move(cancelled, 'tue 08:00', 'counting')).toMatchObject({
      state: 'running',
      dueAt: at('tue 11:00'),
    })
  })
})
