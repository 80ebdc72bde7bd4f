import { html, type Markup } from '../../../spine/markup/index.ts'
import type { Analysis } from '../../analyse/analysis.ts'
import { countText, shareText } from '../durations.ts'
import { section } from './parts.ts'

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** When cases begin: a table of weekday and hour, the darker the more. */
export function arrivalsOf({ arrivals, zone, cases }: Analysis): Markup | null {
  const all = arrivals.flat()
  const most = Math.max(...all)
  if (most === 0) return null
  const at = all.indexOf(most)
  const weekend = [...(arrivals[5] ?? []), ...(arrivals[6] ?? [])].reduce((sum, one) => sum + one, 0)
  const lead = `Most begin on ${days[Math.floor(at / 24)]} from ${at % 24}:00 to ${(at % 24) + 1}:00 (${countText(most)} in all); ${shareText(weekend / cases)} on Saturday and Sunday. Hours in ${zone}.`
  return section(
    'arrivals',
    'When cases begin',
    'arrivals',
    html`<div class="scroll" tabindex="0" role="group" aria-label="Table: cases that began, by weekday and hour"><table class="week"><thead><tr><th scope="col">Hour</th>${hours.map((hour) => html`<th scope="col">${hour}</th>`)}</tr></thead>
<tbody>${arrivals.map((row, day) => html`<tr><th scope="row">${days[day]}</th>${row.map((count) => html`<td class="heat-${level(count, most)}">${short(count)}</td>`)}</tr>`)}</tbody></table></div>`,
    lead,
  )
}

const level = (count: number, most: number): number => (count === 0 ? 0 : Math.ceil((count / most) * 5))

/** Four signs at most, because there are 24 in a row. */
function short(count: number): string {
  if (count < 1000) return String(count)
  if (count < 999_500) return `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)}k`
  return `${(count / 1_000_000).toFixed(count < 10_000_000 ? 1 : 0)}M`
}
