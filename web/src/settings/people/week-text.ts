export type Range = { days: number[]; from: string; to: string }

const pattern = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$/

/** The hours of each weekday as texts, Monday first: `08:00-12:00, 13:00-17:00`. */
export function weekTexts(ranges: readonly Range[]): string[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) =>
    ranges
      .filter(({ days }) => days.includes(day))
      .map(({ from, to }) => `${from}-${to}`)
      .toSorted()
      .join(', '),
  )
}

/** What seven such texts say, days with the same hours together; or the part that cannot be read, and its day. */
export function readWeek(
  texts: readonly string[],
): { hours: Range[] } | { problem: { day: number; text: string } } {
  const found = new Map<string, Range>()
  for (const [i, text] of texts.entries()) {
    for (const part of text
      .split(/[,;]/)
      .map((one) => one.trim())
      .filter((one) => one !== '')) {
      const said = pattern.exec(part)
      const [from, to] = [timeOf(said?.[1], said?.[2]), timeOf(said?.[3], said?.[4])]
      if (from === null || to === null) return { problem: { day: i, text: part } }
      const range = found.get(`${from}-${to}`) ?? { days: [], from, to }
      if (!range.days.includes(i + 1)) range.days.push(i + 1)
      found.set(`${from}-${to}`, range)
    }
  }
  return { hours: [...found.values()] }
}

/** `24` is the midnight at the end of a day, which is that at the beginning of the next. */
function timeOf(hours: string | undefined, minutes = '00'): string | null {
  if (hours === undefined) return null
  const time = `${hours.padStart(2, '0')}:${minutes}`
  if (time === '24:00') return '00:00'
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : null
}
