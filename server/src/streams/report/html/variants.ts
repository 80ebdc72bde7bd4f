import { html, type Markup } from '../../../spine/markup/index.ts'
import type { Analysis } from '../../analyse/analysis.ts'
import type { Variant } from '../../analyse/variants.ts'
import { countText, shareText } from '../durations.ts'
import { bar, section } from './parts.ts'
import { named } from './texts.ts'

const colours = 8
const open = 8
const longest = 24

/** The most usual ways, each a row of steps; the most frequent activities have a colour beside their name. */
export function variantsOf(analysis: Analysis): Markup | null {
  const { usualVariants, variants, activities } = analysis
  if (usualVariants.length === 0) return null
  const colour = new Map(activities.slice(0, colours).map(({ name }, at) => [name, at]))
  const largest = usualVariants[0]?.share ?? 1
  const told = usualVariants.map((one) => row(one, largest, colour))
  const share = usualVariants.reduce((sum, one) => sum + one.share, 0)
  const lead = `${countText(variants)} different ways; the ${usualVariants.length} most usual are those of ${shareText(share)} of the cases.`
  const rest = told.slice(open)
  return section(
    'variants',
    'Ways through',
    'variants',
    html`<ol class="ways">${told.slice(0, open)}</ol>${rest.length > 0 ? html`<details><summary>${rest.length} more</summary><ol class="ways" start="${open + 1}">${rest}</ol></details>` : null}`,
    lead,
  )
}

function row({ activities, cases, share }: Variant, largest: number, colour: Map<string, number>): Markup {
  const runs = runsOf(activities)
  const shown = runs.slice(0, longest)
  const left = runs.length - shown.length
  return html`<li><span class="of"><strong>${shareText(share)}</strong> ${countText(cases)} ${cases === 1 ? 'case' : 'cases'}${bar(share / largest)}</span>
<ol class="steps">${shown.map(([name, times]) => html`<li class="hue-${colour.get(name) ?? 'none'}">${named(name)}${times > 1 ? html` <b>× ${times}</b>` : null}</li>`)}${left > 0 ? html`<li class="rest">and ${left} more</li>` : null}</ol></li>`
}

/** An activity that comes several times on end is told once, with how often. */
function runsOf(activities: readonly string[]): [name: string, times: number][] {
  const runs: [string, number][] = []
  for (const name of activities) {
    const last = runs.at(-1)
    if (last?.[0] === name) last[1]++
    else runs.push([name, 1])
  }
  return runs
}
