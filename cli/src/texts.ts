/** `3.4 MB`. */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`
}

/** How many a second, for people: `12,345`. */
export function rateText(count: number, ms: number): string {
  return Math.round((count / Math.max(ms, 1)) * 1000).toLocaleString('en')
}

/** `1 record`, `2 records`. */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : more}`
}
