import { linesOf } from '../lines.ts'

export type Holiday = { date: string; name: string }
export type HolidayProblem = { kind: 'format' | 'date' | 'name'; line: number; text: string }

/**
 * Holidays as people have them: one a line, the date first (2026-12-25 or 25.12.2026), then the name, with blanks,
 * a comma, a semicolon or a tab between. In the order of their dates; a date named twice has its last name.
 */
export function readHolidays(text: string): { holidays: Holiday[] } | { problem: HolidayProblem } {
  const byDate = new Map<string, string>()
  for (const { line, text: said } of linesOf(text)) {
    const found = /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})(?:[\s,;]+(.*))?$/.exec(said)
    if (!found?.[1]) return { problem: { kind: 'format', line, text: said } }
    const date = isoOf(found[1])
    if (!date) return { problem: { kind: 'date', line, text: found[1] } }
    const name = (found[2] ?? '').trim()
    if (!name) return { problem: { kind: 'name', line, text: said } }
    byDate.set(date, name.slice(0, 100))
  }
  const holidays = [...byDate].map(([date, name]) => ({ date, name }))
  return { holidays: holidays.toSorted((a, b) => (a.date < b.date ? -1 : 1)) }
}

export const holidaysText = (holidays: readonly Holiday[] = []): string =>
  holidays.map(({ date, name }) => `${date} ${name}`).join('\n')

/** `25.12.2026` as `2026-12-25`; null for a day that no calendar has. */
function isoOf(text: string): string | null {
  const parts = text.includes('.') ? text.split('.').toReversed() : text.split('-')
  const iso = parts.map((part, i) => part.padStart(i === 0 ? 4 : 2, '0')).join('-')
  const day = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null
}
