// What stories about clocks are told with: a week in June, one office calendar, and one that never closes.
import { aroundTheClock, officeHours, workingTable } from '../time/index.ts'
import type { Calendars, Clock, Target } from './clock.ts'
import { fireSteps, moveClock, reaimClock, restateStop, startClock } from './run-clock.ts'

const OFFICE = 1
export const ALWAYS = 2
const tables = new Map([
  [OFFICE, workingTable(officeHours('Etc/UTC', '08:00', '16:00', [1, 2, 3, 4, 5], []))],
  [ALWAYS, workingTable(aroundTheClock('Etc/UTC'))],
])
export const calendars: Calendars = { table: (id) => tables.get(id) ?? fail(id) }
export const HOUR = 3_600_000

function fail(id: number): never {
  throw new Error(`There is no calendar ${id}.`)
}

export function promise(hours: number, calendarId = OFFICE, steps = [50, 75, 100]): Target {
  return { id: hours * 10 + calendarId, name: 'resolution', ms: hours * HOUR, calendarId, steps }
}

/** Times of one week: `mon 09:30`. Monday is 1 June 2026. */
export function at(time: string): number {
  const [day = '', clock = ''] = time.split(' ')
  const date = 1 + ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'next-mon', 'next-tue'].indexOf(day)
  return Date.parse(`2026-06-${String(date).padStart(2, '0')}T${clock}Z`)
}

export const start = (time: string, target: Target) => startClock(target, at(time), calendars)
export const move = (
  clock: Clock,
  time: string,
  mode: 'counting' | 'paused' | 'stopped',
  effective?: string,
) =>
  moveClock(
    clock,
    at(time),
    mode,
    `${mode} by hand`,
    calendars,
    effective === undefined ? undefined : at(effective),
  )
export const restate = (clock: Clock, time: string, effective: string) =>
  restateStop(clock, at(effective), at(time), calendars)
export const reaim = (clock: Clock, time: string, target: Target) =>
  reaimClock(clock, target, at(time), calendars)
export const tick = (clock: Clock, time: string) => fireSteps(clock, at(time), calendars)
