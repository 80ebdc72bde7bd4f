import { html, type Markup, type Piece } from '../../../spine/markup/index.ts'
import type { Analysis } from '../../analyse/analysis.ts'
import { countText, durationText, shareText } from '../durations.ts'
import type { Defined } from './definitions.ts'
import { how } from './parts.ts'
import { named } from './texts.ts'

type Figure = { label: Piece; value: string; beside: Piece; defined: Defined }

/** The figures that one asks for first; those of which the log says nothing are left out. */
export function figuresOf(analysis: Analysis): Markup {
  const all = [durations, outcome, handovers, pingPong, rework, firstLine, ways].map((one) => one(analysis))
  const told = all.filter((one) => one !== null)
  return html`<dl class="figures">${told.map(
    ({ label, value, beside, defined }) =>
      html`<div><dt>${label} ${how(defined)}</dt><dd><strong>${value}</strong><span>${beside}</span></dd></div>`,
  )}</dl>`
}

function durations({ caseDuration }: Analysis): Figure | null {
  if (!caseDuration) return null
  const { medianSeconds, meanSeconds, p90Seconds } = caseDuration
  return {
    label: 'A case takes',
    value: durationText(medianSeconds),
    beside: `median; ${durationText(meanSeconds)} on average, one in ten over ${durationText(p90Seconds)}`,
    defined: 'caseDuration',
  }
}

function outcome({ firstOutcome, cases }: Analysis): Figure | null {
  if (!firstOutcome) return null
  const { activity, medianSeconds, p90Seconds } = firstOutcome
  return {
    label: html`Until ${named(activity)}`,
    value: durationText(medianSeconds),
    beside: `median; one in ten over ${durationText(p90Seconds)}; ${shareText(firstOutcome.cases / cases)} of the cases come there`,
    defined: 'firstOutcome',
  }
}

function handovers({ handovers: found, cases }: Analysis): Figure | null {
  if (!found) return null
  return {
    label: 'Handed to another team',
    value: `${countText(found.count)} times`,
    beside: `in ${shareText(found.cases / cases)} of the cases`,
    defined: 'handovers',
  }
}

function pingPong({ pingPong: found }: Analysis): Figure | null {
  if (!found || found.count === 0) return null
  const { medianSecondsWith, medianSecondsWithout } = found
  return {
    label: 'Straight back',
    value: `${countText(found.count)} times`,
    beside:
      medianSecondsWith === null || medianSecondsWithout === null
        ? `in ${countText(found.cases)} cases`
        : `in ${countText(found.cases)} cases; those take ${durationText(medianSecondsWith)}, others ${durationText(medianSecondsWithout)} (medians)`,
    defined: 'pingPong',
  }
}

function rework({ rework: found, firstOutcome }: Analysis): Figure | null {
  if (!found || !firstOutcome) return null
  return {
    label: html`Work went on after ${named(firstOutcome.activity)}`,
    value: shareText(found.cases / firstOutcome.cases),
    beside: `of the cases that came there: ${countText(found.cases)}`,
    defined: 'rework',
  }
}

function firstLine({ firstLine: found }: Analysis): Figure | null {
  if (!found) return null
  return {
    label: 'Kept by the first line',
    value: shareText(found.share),
    beside: `${countText(found.cases)} of ${countText(found.of)} cases`,
    defined: 'firstLine',
  }
}

function ways({ variants, usualVariants, cases }: Analysis): Figure | null {
  const [usual] = usualVariants
  if (!usual) return null
  return {
    label: 'Different ways through',
    value: countText(variants),
    beside: `for ${countText(cases)} cases; ${shareText(usual.share)} go the most usual one`,
    defined: 'variants',
  }
}
