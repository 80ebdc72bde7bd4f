import { html, type Markup } from '../../../spine/markup/index.ts'
import type { Analysis } from '../../analyse/analysis.ts'
import { countText, durationText } from '../durations.ts'
import { chart, type Dot } from './chart.ts'
import { section, table } from './parts.ts'
import { monthText } from './texts.ts'

const day = 86_400
const rows = 120

/** How long cases took, by the month in which they were done, with the limits of what chance explains. */
export function trendPart({ months: all, limits }: Analysis): Markup | null {
  if (all.length < 2) return null
  // A month that the export has cut, or with few cases, would stretch the scale; it is in the table.
  const whole = new Set(limits?.months)
  const months = all.filter(({ month }) => limits === null || whole.has(month)).slice(-rows)
  const signals = new Set(limits?.signals.map((at) => limits.months[at]))
  const dots = months.map(
    ({ month, medianSeconds, done }, at): Dot => ({
      at: at / (months.length - 1),
      value: medianSeconds === null ? null : medianSeconds / day,
      title: `${monthText(month)}: ${medianSeconds === null ? 'none done' : `median ${durationText(medianSeconds)}, ${countText(done)} cases done`}`,
      mark: signals.has(month),
    }),
  )
  const rules = limits
    ? ([
        { value: limits.upper / day, label: `upper limit ${durationText(limits.upper)}`, kind: 'limit' },
        { value: limits.mean / day, label: `mean ${durationText(limits.mean)}`, kind: 'mean' },
        ...(limits.lower > 0
          ? ([
              {
                value: limits.lower / day,
                label: `lower limit ${durationText(limits.lower)}`,
                kind: 'limit',
              },
            ] as const)
          : []),
      ] as const)
    : []
  const ends = [months[0], months.at(-1)].map((one) => monthText(one?.month ?? ''))
  return section(
    'trend',
    'Month by month',
    'limits',
    html`${chart('Median days until done, by month', dots, (value) => `${Number(value.toFixed(1))} d`, ends, rules)}${asTable(all.slice(-rows))}`,
    sentence(limits, signals),
  )
}

function sentence(limits: Analysis['limits'], signals: ReadonlySet<string | undefined>): string {
  if (!limits)
    return 'Median days until done. Too few whole months to say what is more than the usual up and down.'
  if (signals.size === 0) return 'Median days until done. No month is beyond the usual up and down.'
  const named = [...signals].slice(0, 6).map((month) => monthText(month ?? ''))
  return `Median days until done. Beyond the usual up and down: ${named.join(', ')}${signals.size > 6 ? ` and ${signals.size - 6} more` : ''}.`
}

function asTable(months: Analysis['months']): Markup {
  return html`<details><summary>All months as a table</summary>${table(
    ['Month', '#Began', '#Done', '#Median until done'],
    months.map(({ month, begun, done, medianSeconds }) => [
      monthText(month),
      countText(begun),
      countText(done),
      medianSeconds === null ? 'no data' : durationText(medianSeconds),
    ]),
  )}</details>`
}
