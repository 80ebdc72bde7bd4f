/** A sentence about so many things, or nothing where there are none: `1 event has no time: left out`. */
export function counted(count: number, one: string, many: string, rest: string): string {
  if (count === 0) return ''
  return `${count.toLocaleString('en')} ${count === 1 ? one : many} ${rest}`
}
