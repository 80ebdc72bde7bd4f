/** Signs that Markdown gives a meaning to. */
const signs = /[*_`~#<>[\]|\\&]/g
const item = /^\s*(?:[-+*]|\d{1,9}[.)])\s/
const farIn = /^\s{80,}(?:[-+*]|\d{1,9}[.)])\s/

/** So many signs in a text, in one of its paragraphs and tables, and so many quotes and lists within each other. */
const most = { signs: 4_000, inParagraph: 600, inTable: 2_000, deep: 20 }

/**
 * Whether a text is rendered in the blink of an eye. The renderer's time grows with the square of the signs in a
 * paragraph and its stack with their depth: a few hostile kilobytes would stop the page of everyone who reads them.
 */
export function isTame(text: string): boolean {
  let [all, inParagraph] = [0, 0]
  for (const line of text.split('\n')) {
    const found = line.match(signs)?.length ?? 0
    const goesOn = line.trim() !== '' && !item.test(line)
    all += found
    inParagraph = goesOn ? inParagraph + found : found
    const bound = line.trimStart().startsWith('|') ? most.inTable : most.inParagraph
    if (all > most.signs || inParagraph > bound || isDeep(line)) return false
  }
  return true
}

function isDeep(line: string): boolean {
  const start = /^[\s>+*\d.)-]*/.exec(line)?.[0] ?? ''
  return (start.match(/>|[-+*.)](?=\s)/g)?.length ?? 0) > most.deep || farIn.test(line)
}
