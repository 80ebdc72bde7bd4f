import { html, type Markup, type Piece } from '../../../spine/markup/index.ts'
import type { Reading } from '../../read/reading.ts'
import { countText } from '../durations.ts'
import { section } from './parts.ts'
import { cut } from './texts.ts'

const most = 50

const dateOrders: Record<string, string> = {
  dmy: 'day, month, year',
  mdy: 'month, day, year',
  ymd: 'year, month, day',
}

/** How the file was read, with every warning: what the figures stand on. */
export function readingOf({
  format,
  columns,
  encoding,
  delimiter,
  dateOrder,
  timezone,
  missing,
  ties,
  warnings,
}: Reading): Markup {
  const facts: [string, Piece][] = [
    ['Format', format],
    ...Object.entries(columns).map(([role, column]): [string, Piece] => [
      `Column of the ${role}`,
      html`<code>${cut(column)}</code>`,
    ]),
    ['Encoding', encoding],
    ...(delimiter === null
      ? []
      : [['Fields apart by', html`<code>${JSON.stringify(delimiter)}</code>`] as [string, Piece]]),
    ...(dateOrder === null ? [] : [['Dates', dateOrders[dateOrder] ?? dateOrder] as [string, Piece]]),
    ['Times without an offset', timezone === null ? 'none: each time has its own' : `taken as ${timezone}`],
    ...(missing.length === 0
      ? []
      : [['Taken as missing', html`<code>${missing.join(' ')}</code>`] as [string, Piece]]),
    [
      'Events at the time of the one before',
      ties === 0 ? 'none' : `${countText(ties)}; they keep the order of the file`,
    ],
  ]
  return section(
    'reading',
    'How the file was read',
    'reading',
    html`<dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
<h3>Warnings</h3>${warningsOf(warnings)}`,
  )
}

function warningsOf(warnings: readonly string[]): Markup {
  if (warnings.length === 0) return html`<p>None.</p>`
  const left = warnings.length - most
  return html`<ul class="warnings">${warnings.slice(0, most).map((one) => html`<li>${cut(one, 600)}</li>`)}${left > 0 ? html`<li>and ${left} more</li>` : null}</ul>`
}
