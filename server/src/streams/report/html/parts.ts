import { html, type Markup, type Piece } from '../../../spine/markup/index.ts'
import { type Defined, definitions } from './definitions.ts'

/** A part of the page under a heading, with the way to how it is counted. */
export function section(
  id: string,
  title: string,
  defined: Defined | null,
  body: Markup,
  lead?: Piece,
): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><div class="head"><h2 id="${id}-title">${title}</h2>${defined && how(defined)}</div>
${lead ? html`<p class="lead">${lead}</p>` : null}${body}</section>`
}

/** A button that tells how a figure is counted. */
export function how(defined: Defined): Markup {
  const { name } = definitions[defined]
  return html`<button type="button" class="how" popovertarget="how-${defined}" aria-label="How this is counted: ${name}">?</button>`
}

/** A table that scrolls where it is too wide; a head that begins with # has figures below it. */
export function table(heads: readonly string[], rows: readonly (readonly Piece[])[]): Markup {
  const figure = heads.map((head) => head.startsWith('#'))
  const kind = (at: number): Markup | null => (figure[at] ? html` class="figure"` : null)
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table: ${heads
    .filter((head) => head !== '')
    .map((head) => head.replace('#', ''))
    .join(
      ', ',
    )}"><table><thead><tr>${heads.map((head, at) => (head === '' ? html`<td></td>` : html`<th scope="col"${kind(at)}>${head.replace('#', '')}</th>`))}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, at) => (at === 0 ? html`<th scope="row"${kind(at)}>${cell}</th>` : html`<td${kind(at)}>${cell}</td>`))}</tr>`)}</tbody></table></div>`
}

/** A bar of a share, 0 to 1; what it says stands beside it in words. */
export function bar(share: number, kind = 'work'): Markup {
  const width = Math.max(share > 0 ? 0.5 : 0, Math.min(1, share) * 100)
  return html`<svg class="bar ${kind}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${width.toFixed(2)}" height="8"/></svg>`
}
