/** Whether one word is a slip of the other: one wrong, missing, added or swapped letter, two in longer words. */
export function isNear(typed: string, word: string): boolean {
  const allowed = typed.length < 6 ? 1 : 2
  return Math.abs(typed.length - word.length) <= allowed && slips(typed, word) <= allowed
}

/** The optimal string alignment distance: edits and swaps of neighbours, each letter in one of them at most. */
export function slips(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) cost = Math.min(cost, at(before, j - 2) + 1)
      row.push(cost)
    }
    before = last
    last = row
  }
  return at(last, b.length)
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY
