import { html, type Markup, type Piece } from '../../../spine/markup/index.ts'
import type { Analysis } from '../../analyse/analysis.ts'
import type { Cause } from '../../analyse/causes.ts'
import { countText, durationText, shareText } from '../durations.ts'
import { bar, section, table } from './parts.ts'
import { hoursText, named } from './texts.ts'

const rows = 15

const causeTexts: Record<Cause, string> = {
  queue: 'Waiting in a queue',
  user: 'Waiting for the user',
  supplier: 'Waiting for a supplier',
  change: 'Waiting for a change',
  problem: 'Waiting for a problem to be solved',
  waiting: 'Waiting, not told for what',
  work: 'In work, as far as the names tell',
  done: 'Done, not closed yet',
}

/** Whether time at a cause is waiting, work, or after all is done: the only difference that has a colour. */
export const kindOf = (cause: Cause): 'waiting' | 'work' | 'done' =>
  cause === 'work' || cause === 'done' ? cause : 'waiting'

/** Where elapsed time passes: by cause, and by activity. */
export function waitsOf(analysis: Analysis): Markup | null {
  const { causes, waiting } = analysis
  if (waiting.length === 0) return null
  const largest = Math.max(...waiting.map(({ share }) => share))
  const largestCause = Math.max(...causes.map(({ share }) => share))
  return html`<div class="columns">${section(
    'causes',
    'What time passes for',
    'causes',
    table(
      ['What for', '#Share', '', '#In all'],
      causes.map((one) => [
        html`${causeTexts[one.cause]}<small>${activitiesText(one.activities)}</small>`,
        shareText(one.share),
        bar(one.share / largestCause, kindOf(one.cause)),
        hoursText(one.seconds),
      ]),
    ),
  )}
${section('waits', 'Where the time goes', 'waiting', html`${byActivity(analysis, largest)}${restText(analysis)}`)}</div>`
}

function activitiesText(activities: readonly string[]): Piece {
  const shown = activities.slice(0, 4).map((name, at) => html`${at > 0 ? ', ' : null}${named(name)}`)
  return [shown, activities.length > 4 ? ` and ${activities.length - 4} more` : null]
}

function byActivity({ waiting, causes }: Analysis, largest: number): Markup {
  const cause = new Map(causes.flatMap((one) => one.activities.map((name) => [name, one.cause] as const)))
  return table(
    ['Activity', '#Share', '', '#A case', '#Cases'],
    waiting
      .slice(0, rows)
      .map((one) => [
        named(one.activity),
        shareText(one.share),
        bar(one.share / largest, kindOf(cause.get(one.activity) ?? 'work')),
        durationText(one.seconds / one.cases),
        countText(one.cases),
      ]),
  )
}

function restText({ waiting }: Analysis): Markup | null {
  const rest = waiting.slice(rows)
  if (rest.length === 0) return null
  const share = rest.reduce((sum, one) => sum + one.share, 0)
  return html`<p class="shown">${rest.length} more activities: ${shareText(share)} of all elapsed time.</p>`
}
