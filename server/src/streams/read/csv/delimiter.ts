const candidates = [',', ';', '\t', '|']

/** The sign between fields: the one that gives most lines the same number of fields, and more than one. */
export function guessDelimiter(sample: string): string {
  const lines = sample
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .slice(0, 200)
  const scored = candidates.map((delimiter) => {
    const counts = lines.map((line) => fieldsIn(line, delimiter))
    const first = counts[0] ?? 1
    const agreeing = counts.filter((count) => count === first).length
    return { delimiter, score: first > 1 ? agreeing * Math.min(first, 50) : 0 }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter
}

function fieldsIn(line: string, delimiter: string): number {
  let quoted = false
  let count = 1
  for (const sign of line) {
    if (sign === '"') quoted = !quoted
    else if (sign === delimiter && !quoted) count++
  }
  return count
}
