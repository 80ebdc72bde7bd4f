// What the tables of working intervals are for: the same answers without Temporal on the hot path.
import {
  addWorking,
  type CalendarDefinition,
  officeHours,
  workingMs,
  workingTable,
} from '../../server/src/spine/time/index.ts'

const ROUNDS = 25
const HOUR = 3_600_000
const BEGIN = Date.parse('2025-01-01')
const TWO_YEARS = 2 * 365 * 24 * HOUR

const calendar = officeHours(
  'Europe/Berlin',
  '08:00',
  '17:00',
  [1, 2, 3, 4, 5],
  ['2025-12-25', '2025-12-26', '2026-12-25'].map((date) => ({ date, name: 'Christmas' })),
)

/** Pairs of an instant and the working time to be added to it, the same in every run. */
const QUESTIONS = Array.from({ length: 1000 }, (_, index) => ({
  from: BEGIN + ((index * 7_919_000_003) % TWO_YEARS),
  ms: ((index * 104_729_001) % 80) * HOUR + 60_000,
}))

/** Prints the median time of one question to a table and to Temporal, and how many times faster the table is. */
export async function benchCalendars(): Promise<void> {
  const table = workingTable(calendar)
  const ends = QUESTIONS.map(({ from, ms }) => addWorking(table, from, ms))
  const disagreeing = QUESTIONS.filter(({ from }, index) => {
    return (
      workingMs(table, from, ends[index] as number) !== walkWorkingMs(calendar, from, ends[index] as number)
    )
  })
  const adding = median(() => sum(QUESTIONS.map(({ from, ms }) => addWorking(table, from, ms))))
  const looking = median(() => sum(QUESTIONS.map(({ from }, i) => workingMs(table, from, ends[i] as number))))
  const walking = median(
    () => sum(QUESTIONS.map(({ from }, i) => walkWorkingMs(calendar, from, ends[i] as number))),
    3,
  )
  console.log(
    `working time, ${QUESTIONS.length} spans of up to 80 working hours, ${disagreeing.length} disagree`,
  )
  console.log(`  workingMs by table    ${micros(looking)}`)
  console.log(`  addWorking by table   ${micros(adding)}`)
  console.log(`  workingMs by Temporal ${micros(walking)}`)
  console.log(`  table : Temporal      1 : ${Math.round(walking / looking)}`)
}

/** Working time without a table: walk the days and ask Temporal for every opening and closing. */
function walkWorkingMs({ zone, hours, holidays }: CalendarDefinition, from: number, to: number): number {
  const last = Temporal.Instant.fromEpochMilliseconds(to).toZonedDateTimeISO(zone).toPlainDate()
  let date = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate()
  let worked = 0
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const day = date.toString()
    if (holidays.some((holiday) => holiday.date === day)) continue
    for (const range of hours[date.dayOfWeek as 1] ?? []) {
      const opens = date.toPlainDateTime(range.from).toZonedDateTime(zone).epochMilliseconds
      const closes = date.toPlainDateTime(range.to).toZonedDateTime(zone).epochMilliseconds
      worked += Math.max(0, Math.min(to, closes) - Math.max(from, opens))
    }
  }
  return worked
}

/** The median, over some rounds, of the ms that one question takes. */
function median(round: () => number, rounds = ROUNDS): number {
  round()
  const times = Array.from({ length: rounds }, () => {
    const begin = performance.now()
    round()
    return (performance.now() - begin) / QUESTIONS.length
  })
  return times.sort((a, b) => a - b)[rounds >> 1] as number
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function micros(ms: number): string {
  return `${(ms * 1000).toFixed(3).padStart(9)} µs`
}
