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

// Sessions run in UTC (see pool.ts), so the usual text is `2026-03-29 01:30:00.123456+00`.
function parseInstant(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY
  if (text === '-infinity') return Number.NEGATIVE_INFINITY
  if (text.endsWith('+00') && text.length <= 29)
    return Date.parse(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
  return (pg.types.getTypeParser(builtins.TIMESTAMPTZ)(text) as unknown as Date).getTime()
}
