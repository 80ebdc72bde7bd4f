import { html, type Markup } from '../../../spine/markup/index.ts'
import { durationText } from '../durations.ts'

const longest = 120

/** A text of the log at a length that a page can bear. */
export function cut(text: string, most = longest): string {
  const signs = [...text.slice(0, most * 2)]
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join('')}…`
}

/** A name of the log: it keeps its own direction of writing, and does not turn what stands around it. */
export function named(text: string): Markup {
  return html`<bdi>${text === '' ? '(no name)' : cut(text)}</bdi>`
}

/** `June 2010` of `2010-06`. */
export function monthText(month: string): string {
  return new Date(`${month}-15T00:00:00Z`).toLocaleString('en', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

/** `31 March 2010`, in UTC. */
export function dayText(ms: number): string {
  return new Date(ms).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

/** A sum of many hours: `12,345 h`; below a hundred as other durations. */
export function hoursText(seconds: number): string {
  const hours = seconds / 3600
  return hours < 100 ? durationText(seconds) : `${Math.round(hours).toLocaleString('en')} h`
}
