import { html, type Markup } from '../../../spine/markup/index.ts'

/** A row of figures over places 0 to 1; null breaks the line. `mark` draws a place out and says why. */
export type Dot = { at: number; value: number | null; title: string; mark?: boolean }
export type Rule = { value: number; label: string; kind: 'mean' | 'limit' }

const size = { width: 540, height: 208, left: 48, right: 12, top: 12, bottom: 24 }

/** A line of figures with its scale, its rules named on it, and what each dot says on asking. */
export function chart(
  label: string,
  dots: readonly Dot[],
  text: (value: number) => string,
  ends: readonly string[],
  rules: readonly Rule[] = [],
  showDots = true,
): Markup {
  const top = niceTop(Math.max(...dots.map(({ value }) => value ?? 0), ...rules.map(({ value }) => value), 0))
  const x = (at: number): number => size.left + at * (size.width - size.left - size.right)
  const y = (value: number): number =>
    size.height - size.bottom - (value / top) * (size.height - size.top - size.bottom)
  const right = size.width - size.right
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Chart: ${label}"><svg class="chart" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-label="${label}">
${[0, top / 2, top].map((value) => html`<line class="grid" x1="${size.left}" x2="${right}" y1="${y(value)}" y2="${y(value)}"/><text x="${size.left - 8}" y="${y(value)}" class="scale">${text(value)}</text>`)}
${ends.map((end, at) => html`<text x="${x(ends.length === 1 ? 0 : at / (ends.length - 1))}" y="${size.height - 6}" class="${at === 0 ? 'first' : at === ends.length - 1 ? 'last' : 'between'}">${end}</text>`)}
${rules.map(({ value, kind }) => html`<line class="${kind}" x1="${size.left}" x2="${right}" y1="${y(value)}" y2="${y(value)}"/>`)}
<path class="line" d="${lineOf(dots, x, y)}"/>
${showDots ? dots.map(({ at, value, title, mark }) => (value === null ? null : mark ? html`<rect class="mark" x="${x(at) - 5}" y="${y(value) - 5}" width="10" height="10" transform="rotate(45 ${x(at)} ${y(value)})"><title>${title}</title></rect>` : html`<circle class="dot" cx="${x(at).toFixed(1)}" cy="${y(value).toFixed(1)}" r="3"><title>${title}</title></circle>`)) : null}
${apart(rules.map(({ value }) => y(value) - 5)).map((place, at) => html`<text class="rule" x="${right}" y="${place}">${rules[at]?.label}</text>`)}
</svg></div>`
}

/** Places of labels from top to bottom, so far apart that none is written over another; they move up for that. */
function apart(places: readonly number[]): number[] {
  const moved: number[] = []
  for (let at = places.length - 1; at >= 0; at--) {
    moved[at] = Math.min(places[at] as number, (moved[at + 1] ?? Number.POSITIVE_INFINITY) - 14)
  }
  return moved
}

function lineOf(dots: readonly Dot[], x: (at: number) => number, y: (value: number) => number): string {
  let path = ''
  let broken = true
  for (const { at, value } of dots) {
    if (value !== null) path += `${broken ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`
    broken = value === null
  }
  return path
}

/** The next round figure above: 1, 2, 3, 4, 5, 6 or 8 with noughts, so that half of it is round as well. */
function niceTop(value: number): number {
  if (value <= 0) return 1
  const scale = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 3, 4, 5, 6, 8].find((step) => step * scale >= value) ?? 10) * scale
}
