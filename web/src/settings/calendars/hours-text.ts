export type Stretch = { from: string; to: string }
export type HoursProblem =
  | { kind: 'time'; text: string }
  | { kind: 'order'; text: string }
  | { kind: 'overlap'; one: string; other: string }

const pattern = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$/

/** `08:00-12:00, 13:00-17:00` as stretches of hours, in order; none where it is empty. What is wrong, if it is. */
export function readHours(text: string): { stretches: Stretch[] } | { problem: HoursProblem } {
  const stretches: Stretch[] = []
  for (const part of text.split(/[,;]/).map((one) => one.trim())) {
    if (part === '') continue
    const said = pattern.exec(part)
    const from = said && timeOf(said[1], said[2])
    const to = said && timeOf(said[3], said[4])
    if (!from || !to || from === '24:00') return { problem: { kind: 'time', text: part } }
    if (to <= from) return { problem: { kind: 'order', text: part } }
    stretches.push({ from, to })
  }
  const sorted = stretches.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const overlapping = sorted.findIndex((one, i) => {
    const next = sorted[i + 1]
    return next !== undefined && next.from < one.to
  })
  const [one, other] = [sorted[overlapping], sorted[overlapping + 1]]
  return one && other
    ? { problem: { kind: 'overlap', one: textOf(one), other: textOf(other) } }
    : { stretches: sorted }
}

export const hoursText = (stretches: readonly Stretch[] = []): string => stretches.map(textOf).join(', ')

/** How many hours they are together. */
export function hoursIn(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0) / 60
}

const textOf = ({ from, to }: Stretch): string => `${from}-${to}`

function timeOf(hours = '', minutes = '00'): string | null {
  const time = `${hours.padStart(2, '0')}:${minutes}`
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time) ? time : null
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
