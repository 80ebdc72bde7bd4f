// How PostgreSQL's column types arrive in JavaScript. One table; nothing else converts.
import pg from 'pg'

const { builtins } = pg.types
// @types/pg describes another shape than what is there.
const arrayParser = pg.types.arrayParser as unknown as {
  create(text: string, parse: (text: string) => unknown): { parse(): unknown[] }
}
const ARRAY_OF = {
  [builtins.INT8]: 1016,
  [builtins.NUMERIC]: 1231,
  [builtins.TIMESTAMPTZ]: 1185,
  [builtins.DATE]: 1182,
}

const SCALARS: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: parseInt8,
  [builtins.NUMERIC]: Number,
  [builtins.TIMESTAMPTZ]: parseInstant,
  [builtins.DATE]: (text) => text,
}

const PARSERS = new Map<number, (text: string) => unknown>()
for (const [oid, parse] of Object.entries(SCALARS)) {
  PARSERS.set(Number(oid), parse)
  const arrayOid = ARRAY_OF[Number(oid)]
  if (arrayOid) PARSERS.set(arrayOid, (text) => arrayParser.create(text, parse).parse())
}

/**
 * Parsers for `pg`: int8 and numeric → number, timestamptz → milliseconds since 1970 (microseconds are
 * cut off), date → `YYYY-MM-DD`; arrays of them likewise; everything else as `pg` does it.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    const parse = format === 'binary' ? undefined : PARSERS.get(oid)
    return parse ?? pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser,
}

/** @throws RangeError when the value is not exact in a JavaScript number (ids stay below 2^53). */
function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is outside ±(2^53 − 1)`)
  return value
}

const usual = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?\+00$/
/** Days that were read lately, by their text, in milliseconds since 1970: a page has hundreds of instants. */
const days = new Map<string, number>()
const mostDays = 5000

// Sessions run in UTC (see pool.ts), so the usual text is `2026-03-29 01:30:00.123456+00`.
function parseInstant(text: string): number {
  if (!usual.test(text)) return parseOddInstant(text)
  const at = (place: number): number => text.charCodeAt(place) - 48
  const two = (place: number): number => at(place) * 10 + at(place + 1)
  const digits = text.length - 23
  const fraction = digits > 0 ? at(20) * 100 + (digits > 1 ? at(21) * 10 : 0) + (digits > 2 ? at(22) : 0) : 0
  return dayOf(text.slice(0, 10)) + two(11) * 3_600_000 + two(14) * 60_000 + two(17) * 1000 + fraction
}

function dayOf(text: string): number {
  const known = days.get(text)
  if (known !== undefined) return known
  const made = Date.parse(`${text}T00:00:00Z`)
  if (days.size === mostDays) days.clear()
  days.set(text, made)
  return made
}

function parseOddInstant(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY
  if (text === '-infinity') return Number.NEGATIVE_INFINITY
  return (pg.types.getTypeParser(builtins.TIMESTAMPTZ)(text) as unknown as Date).getTime()
}
