import { z } from 'zod'

/** Text that PostgreSQL and every client can hold: no NUL, no lone surrogate. */
function clean(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed()
}

const unclean = 'contains a NUL character or broken Unicode; remove it'

/** What somebody types to find something, trimmed, 1 to `most` characters. */
export function typed(most = 200) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`)
    .refine(clean, unclean)
}

/** One line of text, trimmed, 1 to `most` characters. */
export function line(most = 300) {
  return typed(most)
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'must be one line without control characters')
    .refine((text) => text === '' || /[^\s\p{Cf}]/u.test(text), 'must have something to see')
}

/** Markdown text, up to `most` characters. */
export function prose(most = 100_000) {
  return z.string().max(most, `must have at most ${most} characters`).refine(clean, unclean)
}

/** An instant with an offset, as in RFC 3339. Dates that do not exist are refused. Becomes epoch milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be a date and time with an offset, such as 2026-03-29T02:00:00Z' })
  .refine((text) => !Number.isNaN(Date.parse(text)) && dayExists(text), 'this date does not exist')
  .transform((text) => Date.parse(text))

/** An instant in an answer: RFC 3339 in UTC. */
export const instantOut = z.iso.datetime()

function dayExists(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Which instant was taken for a local time where the clock of the zone leaves a choice: the next, or the first of two. */
export const took = z.enum(['exact', 'skipped-next', 'repeated-first'])
