import { now } from '../api/server-time.ts'
import { useTongue } from './index.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

export type Formats = {
  /** The two largest units: `2 d 4 h`, `12 min`; of many days or years only those: `40 d`, `3 y`. */
  duration(ms: number): string
  /** Between now and then: `3 h ago`, `in 2 d`. */
  relative(instant: string): string
  /** Date and time to the minute, in the person's zone, with the zone. */
  exact(instant: string): string
  /** Day, month, hour and minute; the year where it is another. */
  moment(instant: string): string
  /** Hour and minute for today, else as `moment`. */
  short(instant: string): string
  count(amount: number): string
  size(bytes: number): string
}

/** Dates, times and numbers as the person writes them. */
export function useFormats(): Formats {
  const { language, zone } = useTongue()
  return formatsFor(language, zone)
}

/** English without a country is written so that no date can be misread: 24 Nov 2026, 14:05. */
export const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language)

const known = new Map<string, Formats>()

/** To make a format costs as much as a hundred uses of it: one set serves all that stands on a screen. */
function formatsFor(language: string, zone: string): Formats {
  const key = `${language} ${zone}`
  const formats = known.get(key) ?? newFormats(localeOf(language), zone)
  known.set(key, formats)
  return formats
}

type DateParts = Intl.DateTimeFormatOptions
const time: DateParts = { hour: '2-digit', minute: '2-digit' }
const dayAndMonth: DateParts = { day: 'numeric', month: 'short' }

function newFormats(language: string, timeZone: string): Formats {
  const dates = (parts: DateParts, locale = language) =>
    onceWanted(() => new Intl.DateTimeFormat(locale, { ...parts, timeZone }))
  const exact = dates({ dateStyle: 'medium', timeStyle: 'short' })
  const clock = dates(time)
  const dayTime = dates({ ...dayAndMonth, ...time })
  const isoDay = dates({ dateStyle: 'short' }, 'sv')
  const relative = onceWanted(
    () => new Intl.RelativeTimeFormat(language, { style: 'narrow', numeric: 'auto' }),
  )
  const number = onceWanted(() => new Intl.NumberFormat(language))
  const decimal = onceWanted(() => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }))
  const moment = (instant: string): string => {
    const [then, today] = [instant, now()].map((at) => isoDay().format(new Date(at)).slice(0, 4))
    return then === today ? dayTime().format(new Date(instant)) : exact().format(new Date(instant))
  }
  return {
    duration,
    relative: (instant) => shortUnits(relativeTo(relative(), Date.parse(instant) - now())),
    exact: (instant) => `${exact().format(new Date(instant))} (${timeZone})`,
    moment,
    short: (instant) => {
      const [then, today] = [instant, now()].map((at) => isoDay().format(new Date(at)))
      return then === today ? clock().format(new Date(instant)) : moment(instant)
    },
    count: (amount) => number().format(amount),
    size: (bytes) => {
      if (bytes < 1024) return `${number().format(bytes)} B`
      if (bytes < 1024 ** 2) return `${decimal().format(bytes / 1024)} kB`
      return `${decimal().format(bytes / 1024 ** 2)} MB`
    },
  }
}

function onceWanted<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function duration(ms: number): string {
  const all = Math.floor(Math.abs(ms) / minute)
  const [days, hours, minutes] = [Math.floor(all / 1440), Math.floor((all % 1440) / 60), all % 60]
  if (days >= 730) return `${Math.floor(days / 365.25)} y`
  if (days >= 10) return `${days} d`
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`
  return `${minutes} min`
}

/** With the units of durations: `2 h ago`, not `2 hr ago`; `vor 3 min`, not `vor 3 m`. */
function shortUnits(said: string): string {
  return said
    .replace(/(\d) ?(?:hr\b|Std\.)/, '$1 h')
    .replace(/(\d) m(?=$|\s)/, '$1 min')
    .replace(/(\d) ?yr\b/, '$1 y')
}

function relativeTo(format: Intl.RelativeTimeFormat, ms: number): string {
  const size = Math.abs(ms)
  if (size < minute) return format.format(0, 'second')
  if (size < hour) return format.format(Math.trunc(ms / minute), 'minute')
  if (size < day) return format.format(Math.trunc(ms / hour), 'hour')
  if (size < 60 * day) return format.format(Math.trunc(ms / day), 'day')
  if (size < 730 * day) return format.format(Math.trunc(ms / (30.44 * day)), 'month')
  return format.format(Math.trunc(ms / (365.25 * day)), 'year')
}
