/**
 * One line of CSV as in RFC 4180, its end included. What a spreadsheet would run as a formula gets an apostrophe
 * in front: a title such as `=HYPERLINK(…)` stays a title.
 */
export function csvLine(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return ''
  // A number of ours is a number: `-5` needs no apostrophe.
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
