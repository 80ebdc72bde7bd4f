import { html, type Markup } from '../../../spine/markup/index.ts'
import type { Analysis } from '../../analyse/analysis.ts'
import { countText, durationText } from '../durations.ts'
import { chart } from './chart.ts'
import { how, section } from './parts.ts'
import { dayText } from './texts.ts'

/** How much was in progress over the time of the log, how old it was, and whether Little's law holds. */
export function loadOf({ inProgress, little }: Analysis): Markup | null {
  if (inProgress.length < 2) return null
  const most = inProgress.reduce((a, b) => (b.cases > a.cases ? b : a))
  const dots = inProgress.map(({ at, cases, meanAgeSeconds }, place) => ({
    at: place / (inProgress.length - 1),
    value: cases,
    title: `${dayText(at)}: ${countText(cases)} cases${meanAgeSeconds === null ? '' : `, ${durationText(meanAgeSeconds)} old on average`}`,
  }))
  const ends = [inProgress[0], inProgress.at(-1)].map((one) => dayText(one?.at ?? 0))
  const age = most.meanAgeSeconds === null ? '' : `, ${durationText(most.meanAgeSeconds)} old on average`
  return section(
    'load',
    'Work in progress',
    'inProgress',
    html`${chart('Cases in progress over time', dots, (value) => countText(Math.round(value)), ends, [], false)}${littleText(little)}`,
    `Cases begun and not done. Most on ${dayText(most.at)}: ${countText(most.cases)}${age}.`,
  )
}

function littleText(little: Analysis['little']): Markup | null {
  if (!little) return null
  const { inProgress, arrivalsPerDay, meanDays } = little
  const figures = `${arrivalsPerDay.toFixed(1)} begin a day × ${meanDays.toFixed(1)} days each = ${countText(Math.round(arrivalsPerDay * meanDays))}; ${countText(Math.round(inProgress))} were in progress on average`
  return html`<p class="shown">Little’s law ${little.holds ? 'holds' : 'does not hold'}: ${figures}. ${little.why} ${how('little')}</p>`
}
