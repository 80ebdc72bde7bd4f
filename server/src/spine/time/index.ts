export {
  aroundTheClock,
  type CalendarDefinition,
  type Holiday,
  type HoursRange,
  officeHours,
  type Weekday,
} from './calendar.ts'
export { type CalendarProblem, checkCalendar } from './check-calendar.ts'
export type { TimeSpan } from './opening-hours.ts'
export { type ServiceSpan, serviceSpans } from './service-spans.ts'
export { systemTime, type TestTime, type TimeSource, testTime } from './time-source.ts'
export { instantOf, localDate, occurrence, type Took } from './wall-clock.ts'
export { workingDaysAfter, workingDaysBefore } from './working-days.ts'
export { type WorkingTable, workingTable } from './working-table.ts'
export { addWorking, workingMs } from './working-time.ts'
