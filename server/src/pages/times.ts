import { html, type Markup } from '../spine/markup/index.ts'

/** How somebody reads times; `justNow` is the word for less than a minute. */
export type Reader = { language: string; zone: string; now: number; justNow: string }

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const
/** From then on a date says more than a number of days. */
const LONG_AGO = 7 * 86_400_000

/** English without a country is written so that no date can be misread: 24 Nov 2026, 14:05. */
const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language)

/** An instant (RFC 3339) as "2 hours ago", with the exact time in the reader's zone to be had by pointing at it. */
export function ago(reader: Reader, at: string): Markup {
  const text = relative(reader, Date.parse(at)) ?? written(reader, at, 'short')
  return html`<time datetime="${at}" title="${written(reader, at, 'long')}" data-ago>${text}</time>`
}

/** An instant with its day and time, in the reader's zone. */
export function moment(reader: Reader, at: string): Markup {
  const { language, zone } = reader
  const format = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  const text = new Intl.DateTimeFormat(localeOf(language), { ...format, timeZone: zone }).format(
    Date.parse(at),
  )
  return html`<time datetime="${at}" title="${written(reader, at, 'long')}">${text}</time>`
}

/** The day and the time, to the minute or with all one may want to know: seconds and zone. */
function written({ language, zone }: Reader, at: string, timeStyle: 'short' | 'long'): string {
  const format = { dateStyle: 'medium', timeStyle, timeZone: zone } as const
  return new Intl.DateTimeFormat(localeOf(language), format).format(Date.parse(at))
}

function relative({ language, now, justNow }: Reader, at: number): string | null {
  const since = now - at
  if (Math.abs(since) >= LONG_AGO) return null
  const [unit, length] = UNITS.find(([, ms]) => Math.abs(since) >= ms) ?? []
  if (unit === undefined || length === undefined) return justNow
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  return format.format(-Math.trunc(since / length), unit)
}
