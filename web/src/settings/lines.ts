/** The lines that say something, each with where it stands, from 1. */
export function linesOf(text: string): { line: number; text: string }[] {
  return text
    .split('\n')
    .map((one, i) => ({ line: i + 1, text: one.trim() }))
    .filter((one) => one.text !== '')
}
