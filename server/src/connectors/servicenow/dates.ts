/** In which order a date's numbers stand: 29/2/2016, 2/29/2016 or 2016-02-29. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

const slashed =
  /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(?: ?([AP])M)?)?Z?$/i

/** How often the dates of a file can only be read in one order. */
export type OrderEvidence = Record<DateOrder, number>

export function noteOrder(evidence: OrderEvidence, text: string): void {
  const [, first = '', second = ''] = slashed.exec(text) ?? []
  if (first.length === 4) evidence.ymd++
  else if (Number(first) > 12) evidence.dmy++
  else if (Number(second) > 12) evidence.mdy++
}

/** The order that most dates show; `sure` where all that show one agree. With none at all, day before month is a guess. */
export function orderFrom(evidence: OrderEvidence): { order: DateOrder; sure: boolean } {
  const found = (Object.entries(evidence) as [DateOrder, number][]).filter(([, count]) => count > 0)
  const [best] = found.toSorted((a, b) => b[1] - a[1])
  return best ? { order: best[0], sure: found.length === 1 } : { order: 'dmy', sure: false }
}

/** Epoch milliseconds of a date in that order, read as UTC; null where it is none or does not exist. */
export function parseDate(text: string, order: DateOrder): number | null {
  const match = slashed.exec(text)
  if (!match) return null
  const [, a, b, c, hours = '0', minute = '0', second = '0', half] = match as unknown as string[]
  const hour = half ? (Number(hours) % 12) + (half.toUpperCase() === 'P' ? 12 : 0) : Number(hours)
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return null
  const [year, month, day] = { dmy: [c, b, a], mdy: [c, a, b], ymd: [a, b, c] }[order].map(Number) as [
    number,
    number,
    number,
  ]
  if (year < 1970 || year > 2199) return null
  const at = Date.UTC(year, month - 1, day, hour, Number(minute), Number(second))
  const back = new Date(at)
  const exists =
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    hour < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60
  return exists ? at : null
}
