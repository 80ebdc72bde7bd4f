import { html, type Markup } from '../../spine/markup/index.ts'
import type { Visitor } from '../visitor.ts'
import { headline } from './item-part.ts'

/** On the portal's other pages: what is broken now, so that nobody reports it anew. */
export function banner(visitor: Visitor): Markup | null {
  const open = visitor.broken.filter(({ state }) => state === 'open')
  if (open.length === 0) return null
  const { status } = visitor.words
  return html`<aside class="banner" aria-label="${status.title}"><ul>${open.map(
    (item) =>
      html`<li><a href="/portal/status#${item.ref}"><strong dir="auto">${headline(visitor, item)}</strong></a> ${
        item.posts[0]?.affected && html`<span dir="auto">${item.posts[0].affected.slice(0, 160)}</span>`
      }</li>`,
  )}</ul></aside>`
}
