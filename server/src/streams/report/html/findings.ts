import { html, type Markup } from '../../../spine/markup/index.ts'
import type { Analysis } from '../../analyse/analysis.ts'
import type { Finding } from '../../findings/finding.ts'
import { countText, shareText } from '../durations.ts'
import { section } from './parts.ts'
import { cut } from './texts.ts'

const most = 12

/** What the figures say, the most hours first; then what tells how they are to be read. */
export function findingsPart({ findings }: Analysis): Markup {
  const lost = findings.filter((one) => one.lost).slice(0, most)
  const notes = findings.filter((one) => !one.lost).slice(0, most)
  if (findings.length === 0) {
    return section(
      'findings',
      'What stands out',
      'findings',
      html`<p>Nothing that this log carries beyond chance: it is short, or evenly quick. The figures below say what there is.</p>`,
    )
  }
  return section(
    'findings',
    'What stands out',
    'findings',
    html`<ol class="findings">${lost.map((one, at) => item(one, lost, at))}</ol>${notes.length > 0 ? html`<h3>To read the figures by</h3><ul class="notes">${notes.map((one) => html`<li>${cut(one.sentence, 800)} <span class="step-to-try">${cut(one.step, 400)}</span></li>`)}</ul>` : null}`,
  )
}

function item(
  { sentence, step, hours, share, overlaps }: Finding,
  all: readonly Finding[],
  at: number,
): Markup {
  const shared = overlaps.flatMap((kind) => {
    const place = all.findIndex((one) => one.kind === kind)
    return place >= 0 && place !== at ? [place + 1] : []
  })
  const also = shared.length > 0 ? html`; some of these hours are in ${shared.join(' and ')}, too` : null
  return html`<li><p class="hours"><strong>${countText(Math.round(hours))} h</strong><span>in ${shareText(share)} of the cases${also}</span></p>
<div><p class="sentence">${cut(sentence, 800)}</p><p class="step-to-try"><b>Try:</b> ${cut(step, 400)}</p></div></li>`
}
