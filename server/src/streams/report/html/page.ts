import { html, type Markup } from '../../../spine/markup/index.ts'
import type { Analysis } from '../../analyse/analysis.ts'
import type { Definition } from '../../analyse/definitions.ts'
import type { Reading } from '../../read/reading.ts'
import { countText } from '../durations.ts'
import { arrivalsOf } from './arrivals.ts'
import { assets } from './assets.ts'
import { batchesOf } from './batches.ts'
import { definitions } from './definitions.ts'
import { figuresOf } from './figures.ts'
import { findingsPart } from './findings.ts'
import { loadOf } from './load.ts'
import { mapOf } from './map/map.ts'
import { readingOf } from './reading.ts'
import { teamsOf } from './teams.ts'
import { cut, dayText, named } from './texts.ts'
import { trendPart } from './trend.ts'
import { variantsOf } from './variants.ts'
import { waitsOf } from './waits.ts'

/**
 * What a log tells, as one page of HTML that needs nothing beside it: it opens from a disk, without a network. Its size
 * is bounded, however large the log; `name` is that of the file.
 */
export async function pageOf(analysis: Analysis, reading: Reading, name: string): Promise<string> {
  const { style, script, policy } = assets()
  const map = await mapOf(analysis)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>How work flows: ${cut(name)}</title>
<style>${style}</style>
</head>
<body>
${head(analysis, reading, name)}
<main>
${findingsPart(analysis)}
${figuresOf(analysis)}
${map}
${waitsOf(analysis)}
${teamsOf(analysis)}
${batchesOf(analysis)}
${variantsOf(analysis)}
<div class="columns">${trendPart(analysis)}
${loadOf(analysis)}</div>
${arrivalsOf(analysis)}
${readingOf(reading)}
${counted()}
</main>
<script>${script}</script>
</body>
</html>
`
  return page.text
}

function head(analysis: Analysis, { warnings }: Reading, name: string): Markup {
  const { cases, events, period, teams, resources } = analysis
  const counts = [
    `${countText(cases)} ${cases === 1 ? 'case' : 'cases'}`,
    `${countText(events)} events`,
    ...(teams > 0 ? [`${countText(teams)} teams`] : []),
    ...(resources > 0 ? [`${countText(resources)} people`] : []),
    `${dayText(period.from)} to ${dayText(period.to)}`,
  ]
  const warned = `${countText(warnings.length)} ${warnings.length === 1 ? 'warning' : 'warnings'} about how the file was read`
  return html`<header><h1>How work flows: ${named(name)}</h1>
<p>${counts.join(' · ')}${warnings.length > 0 ? html` · <a href="#reading">${warned}</a>` : null}</p></header>`
}

/** Every definition once: on the screen each opens where it is asked for, on paper they are the last page. */
function counted(): Markup {
  const all: [string, Definition][] = Object.entries(definitions)
  return html`<section id="counted" class="counted"><h2>How it is counted</h2>${all.map(
    ([id, { name, means, source }]) =>
      html`<div id="how-${id}" popover class="definition"><h3>${name}</h3><p>${means}</p>${source ? html`<p class="source">Source: ${source}</p>` : null}</div>`,
  )}</section>`
}
