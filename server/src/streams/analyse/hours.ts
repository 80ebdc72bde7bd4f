import type { EventLog } from '../log/event-log.ts'

/** When people work: minutes of the week from Monday 00:00, in a zone. Holidays are not known. */
export type Hours = { spans: { weekday: number; from: number; to: number }[]; zone: string }

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/**
 * Reads `Mon-Fri 09:00-17:00 Europe/Berlin`; several spans stand apart by commas: `Mon-Thu 08:00-17:00, Fri
 * 08:00-14:00`. Without a zone it is UTC.
 * @throws RangeError naming what is not understood
 */
export function hoursFrom(text: string): Hours {
  const zone = /\s([A-Za-z]+(?:\/[\w+-]+)*)\s*$/.exec(text)?.[1] ?? 'UTC'
  if (!isZone(zone)) throw new RangeError(`hours "${text}" are not understood: there is no zone "${zone}"`)
  const spans = text
    .replace(/\s[A-Za-z]+(?:\/[\w+-]+)*\s*$/, '')
    .split(',')
    .flatMap(spansFrom)
  return { spans, zone }
}

function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

function spansFrom(text: string): Hours['spans'] {
  const parts =
    /^\s*([a-z]{3})[a-z]*(?:\s*-\s*([a-z]{3})[a-z]*)?\s+(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)\s*$/i.exec(
      text,
    )
  const [, first = '', last = first, fromHour, fromMinute, toHour, toMinute] = parts ?? []
  const begin = days.indexOf(first.toLowerCase())
  const end = days.indexOf(last.toLowerCase())
  const from = Number(fromHour) * 60 + Number(fromMinute)
  const to = Number(toHour) * 60 + Number(toMinute)
  if (begin < 0 || end < 0 || !(from < to && to <= 1440)) {
    throw new RangeError(
      `hours "${text.trim()}" are not understood; write them as Mon-Fri 09:00-17:00 Europe/Berlin`,
    )
  }
  const count = ((end - begin + 7) % 7) + 1
  return Array.from({ length: count }, (_, at) => ({ weekday: (begin + at) % 7, from, to }))
}

/**
 * A log whose times are working time: milliseconds that were worked since its first day. The difference of two of them
 * is the working time between, so that every figure of durations counts working hours only.
 */
export function inHours(log: EventLog, hours: Hours): EventLog {
  const table = tableOf(hours, log.time)
  const time = log.time.map(table)
  return { ...log, time, start: log.start === log.time ? time : log.start.map(table) }
}

/** Working ms since the first day, for any instant of the log: built day by day with Temporal, then looked up. */
function tableOf({ spans, zone }: Hours, times: Float64Array): (instant: number) => number {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let at = 0; at < times.length; at++) {
    first = Math.min(first, times[at] as number)
    last = Math.max(last, times[at] as number)
  }
  const dayOf = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate()
  const begins: number[] = []
  const before: number[] = []
  const length: number[] = []
  let sum = 0
  const end = dayOf(last)
  for (let day = dayOf(first); Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: 1 })) {
    const today = spans.filter(({ weekday }) => weekday === day.dayOfWeek - 1).sort((a, b) => a.from - b.from)
    let until = 0
    for (const { from: told, to } of today) {
      // Spans that overlap are counted once.
      const from = Math.max(told, until)
      if (to <= from) continue
      until = to
      const begin = instantOf(day, from, zone)
      const worked = instantOf(day, to, zone) - begin
      begins.push(begin)
      before.push(sum)
      length.push(worked)
      sum += worked
    }
  }
  return lookUp(Float64Array.from(begins), before, length)
}

function instantOf(day: Temporal.PlainDate, minute: number, zone: string): number {
  const date = minute === 1440 ? day.add({ days: 1 }) : day
  const time = Temporal.PlainTime.from({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 })
  return date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds
}

function lookUp(begins: Float64Array, before: number[], length: number[]): (instant: number) => number {
  return (instant) => {
    let low = 0
    let high = begins.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((begins[middle] as number) <= instant) low = middle + 1
      else high = middle
    }
    if (low === 0) return 0
    const at = low - 1
    return (before[at] as number) + Math.min(instant - (begins[at] as number), length[at] as number)
  }
}
