import type { Analysis } from '../analyse/analyse.ts'
import type { Reading } from '../read/reading.ts'
import { countText, durationText, shareText } from './durations.ts'

const bar = 20

/** What a log tells, on one screen of a terminal. */
export function summaryOf(analysis: Analysis, reading: Reading, name: string): string[] {
  const { cases, events, caseDuration, firstOutcome, handovers, pingPong, rework, variants, usualVariants } =
    analysis
  return [
    `${name}: ${countText(cases)} cases, ${countText(events)} events, ${periodText(analysis)}`,
    readText(reading),
    '',
    ...(caseDuration ? [`A case takes ${spreadText(caseDuration)}.`] : []),
    ...(firstOutcome
      ? [
          `It reaches ${firstOutcome.activity} after ${spreadText(firstOutcome)} (${countText(firstOutcome.cases)} cases do).`,
        ]
      : []),
    '',
    'Where the time goes',
    ...waitingLines(analysis),
    '',
    ...(handovers && pingPong
      ? [
          `Handed to another team ${countText(handovers.count)} times, in ${countText(handovers.cases)} cases; straight back ${countText(pingPong.count)} times, in ${countText(pingPong.cases)} cases.`,
        ]
      : []),
    ...(pingPong?.medianSecondsWith && pingPong.medianSecondsWithout
      ? [
          `A case that is tossed back takes ${durationText(pingPong.medianSecondsWith)}, another ${durationText(pingPong.medianSecondsWithout)} (medians).`,
        ]
      : []),
    ...(rework && firstOutcome
      ? [`Work went on after ${firstOutcome.activity} in ${countText(rework.cases)} cases.`]
      : []),
    `${countText(variants)} different ways through; the most usual is that of ${shareText(usualVariants[0]?.share ?? 0)} of the cases.`,
    ...analysis.findings
      .filter(({ lost }) => lost)
      .slice(0, 3)
      .flatMap(({ sentence, step }) => ['', sentence, `  First step: ${step}`]),
  ]
}

function periodText({ period }: Analysis): string {
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
  return `${day(period.from)} to ${day(period.to)}`
}

function readText({ format, columns, delimiter, dateOrder, timezone, encoding, ties }: Reading): string {
  const roles = Object.entries(columns).map(([role, column]) => `${role} = ${column}`)
  return [
    `Read as ${format}: ${roles.join(', ')}`,
    delimiter === null ? '' : `fields apart by ${JSON.stringify(delimiter)}`,
    encoding,
    dateOrder === null ? '' : `dates ${dateOrder}`,
    timezone === null ? '' : `times as ${timezone}`,
    ties === 0 ? '' : `${countText(ties)} events at the time of the one before keep the order of the file`,
  ]
    .filter((part) => part !== '')
    .join('; ')
    .concat('.')
}

function spreadText({
  medianSeconds,
  meanSeconds,
  p90Seconds,
}: { [key in 'medianSeconds' | 'meanSeconds' | 'p90Seconds']: number }): string {
  return `${durationText(medianSeconds)} (median), ${durationText(meanSeconds)} on average, one in ten over ${durationText(p90Seconds)}`
}

function waitingLines({ waiting }: Analysis): string[] {
  const shown = waiting.slice(0, 8)
  const width = Math.min(Math.max(0, ...shown.map(({ activity }) => activity.length)), 40)
  return shown.map(({ activity, share, seconds, cases }) => {
    const length = Math.round((share / (shown[0]?.share || 1)) * bar)
    const name = activity.length > width ? `${activity.slice(0, width - 1)}…` : activity.padEnd(width)
    return `  ${name}  ${shareText(share).padStart(6)}  ${'█'.repeat(length).padEnd(bar)}  ${durationText(seconds / cases)} a case, in ${countText(cases)} cases`
  })
}
