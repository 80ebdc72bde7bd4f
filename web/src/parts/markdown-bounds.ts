/** Signs that Markdown gives a meaning to, and what begins an address. */
const signs = /[*_`~#<>[\]|\\&!]|:\/\/|www\./g
const item = /^\s*(?:[-+*]|\d{1,9}[.)])\s/
const farIn = /^\s{80,}(?:[-+*]|\d{1,9}[.)])\s/

/**
 * So many lines and signs in a text, signs in one of its paragraphs and tables, and so many quotes and lists within each
 * other. `work`: signs of a paragraph by its letters; the most costly take a second for 25 million.
 */
const most = { lines: 2_000, signs: 4_000, inParagraph: 600, inTable: 2_000, deep: 20, work: 3_000_000 }

/**
 * Whether a text is rendered in the blink of an eye. The renderer's time grows with the square of the signs in a
 * paragraph and its stack with their depth: a few hostile kilobytes would stop the page of everyone who reads them.
 */
export function isTame(text: string): boolean {
  let [all, inParagraph, letters] = [0, 0, 0]
  const lines = text.split('\n')
  if (lines.length > most.lines) return false
  for (const line of lines) {
    const found = line.match(signs)?.length ?? 0
    const goesOn = line.trim() !== '' && !item.test(line)
    all += found
    inParagraph = goesOn ? inParagraph + found : found
    letters = goesOn ? letters + line.length : line.length
    const bound = line.trimStart().startsWith('|') ? most.inTable : most.inParagraph
    if (all > most.signs || inParagraph > bound || inParagraph * letters > most.work) return false
    if (isDeep(line)) return false
  }
  return true
}

function isDeep(line: string): boolean {
  const start = /^[\s>+*\d.)-]*/.exec(line)?.[0] ?? ''
  return (start.match(/>|[-+*.)](?=\s)/g)?.length ?? 0) > most.deep || farIn.test(line)
}
