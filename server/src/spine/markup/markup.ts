import { html as escaping } from 'ghtml'

/** A piece of a page. Everything else that stands in a template is text and is escaped. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Piece = string | number | Markup | null | undefined | false | readonly Piece[]

/**
 * A piece of a page from a template: what people wrote is shown as they wrote it, whatever it is. Nothing passes
 * unescaped but other pieces (and Markdown that was made harmless).
 */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Markup {
  let text = strings[0] ?? ''
  for (const [at, value] of values.entries()) text += shown(value) + (strings[at + 1] ?? '')
  return new Markup(text)
}

function shown(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return ''
  if (piece instanceof Markup) return piece.text
  if (typeof piece === 'object') return piece.map(shown).join('')
  return escaping`${String(piece)}`
}
