const minute = 60_000
const hour = 60 * minute

/** `90 min` is `1 h 30 min`. Days are not said: in service hours a day has not 24 of them. */
export function durationText(ms: number): string {
  const [hours, minutes] = [Math.floor(ms / hour), (ms % hour) / minute]
  return [
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(minutes > 0 || hours === 0 ? [`${minutes} min`] : []),
  ].join(' ')
}

/** Milliseconds of `15 min`, `4 h`, `1 h 30 min` or `1.5 h`; null when it is nothing of that. */
export function readDuration(text: string): number | null {
  const said =
    /^(?:(\d+(?:[.,]\d+)?)\s*(?:h|hours?|std\.?|stunden?))?\s*(?:(\d+)\s*(?:m|min|minutes?|minuten?)\.?)?$/i.exec(
      text.trim(),
    )
  if (!said || (said[1] === undefined && said[2] === undefined)) return null
  const ms =
    Math.round(Number((said[1] ?? '0').replace(',', '.')) * 60) * minute + Number(said[2] ?? 0) * minute
  return ms >= minute && ms <= 366 * 24 * hour ? ms : null
}

/** The percentages of `50, 75, 100`; null when one is not from 1 to 100, or there are more than ten. */
export function readSteps(text: string): number[] | null {
  const parts = text
    .split(/[\s,;%]+/)
    .filter(Boolean)
    .map(Number)
  const good = parts.length <= 10 && parts.every((part) => Number.isInteger(part) && part >= 1 && part <= 100)
  return good ? [...new Set(parts)].toSorted((a, b) => a - b) : null
}
