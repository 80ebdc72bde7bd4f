import { styleText } from 'node:util'

/** Where lines are shown: how wide and high it is, and whether it has colours. */
export type Screen = { columns: number; rows: number; colour: boolean }

/** A file, or a pipe. */
export const paper: Screen = { columns: 100, rows: 40, colour: false }

type Style = 'bold' | 'dim' | 'cyan'

export const styled = (screen: Screen, style: Style, text: string): string =>
  screen.colour ? styleText(style, text, { validateStream: false }) : text

/** Names in a log are anybody's: signs that steer a terminal or turn the direction of text are not shown. */
export function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
}

/** The beginning of a text that is too long. */
export function cut(text: string, width: number): string {
  const signs = [...text]
  return signs.length <= width ? text : `${signs.slice(0, Math.max(0, width - 1)).join('')}…`
}

/** As `padEnd`, by signs as they are seen. */
export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - [...text].length))

/** A text in lines of at most `width` signs, parted at spaces; a word that is longer stands alone and is cut. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  // A number and its unit stay together.
  for (const word of text.replaceAll(/(\d) (?=(?:%|h|d|s|min)(?![\p{L}\d]))/gu, '$1\u00a0').split(' ')) {
    if (line !== '' && [...line].length + 1 + [...word].length > width) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? cut(word, width) : `${line} ${word}`
  }
  return [...lines, line].map((one) => one.replaceAll('\u00a0', ' '))
}
