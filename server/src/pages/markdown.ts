import markdownIt from 'markdown-it'
import sanitize from 'sanitize-html'
import { Markup } from '../spine/markup/index.ts'

// Twice: no HTML gets in, and what comes out holds nothing but these. Pictures from elsewhere would tell their owners
// who reads what, so they stay links. A line of a log that begins like the definition of a link is not swallowed.
const markdown = markdownIt({ html: false, linkify: true, breaks: true }).disable(['image', 'reference'])
const allowed: sanitize.IOptions = {
  allowedTags: [
    ...['p', 'br', 'hr', 'em', 'strong', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'h3', 'h4', 'h5', 'h6'],
  ],
  allowedAttributes: { a: ['href', 'rel', 'dir'], ol: ['start'], '*': ['dir'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  transformTags: {
    a: sanitize.simpleTransform('a', { rel: 'noopener noreferrer nofollow ugc' }),
    p: sanitize.simpleTransform('p', { dir: 'auto' }),
    // The list, not its items: marks on the other side than the room left for them stand outside the page.
    ul: sanitize.simpleTransform('ul', { dir: 'auto' }),
    ol: sanitize.simpleTransform('ol', { dir: 'auto' }),
    // A page has its own headings; those within someone's words come below them.
    h1: 'h3',
    h2: 'h4',
  },
}

/** What somebody wrote in Markdown, as harmless markup. */
export function prose(text: string): Markup {
  return new Markup(sanitize(markdown.render(text), allowed))
}
