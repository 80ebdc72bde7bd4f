const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** A duration as people say it: `45 s`, `12 min`, `3.4 h`, `12.1 d`. */
export function durationText(seconds: number): string {
  if (seconds < minute) return `${Math.round(seconds)} s`
  if (seconds < hour) return `${Math.round(seconds / minute)} min`
  return seconds < 2 * day ? `${(seconds / hour).toFixed(1)} h` : `${(seconds / day).toFixed(1)} d`
}

/** `21 %`, and `0.4 %` where whole numbers would say nothing. */
export function shareText(share: number): string {
  const percent = share * 100
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`
}

/** `9,454` */
export function countText(count: number): string {
  return count.toLocaleString('en')
}
