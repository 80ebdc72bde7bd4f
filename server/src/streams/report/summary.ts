import type { Analysis } from '../analyse/analysis.ts'
import type { Finding, Kind } from '../findings/finding.ts'
import type { Reading } from '../read/reading.ts'
import { countText, durationText, shareText } from './durations.ts'
import { cut, harmless, padded, paper, type Screen, styled, wrapped } from './screen.ts'

export type Shown = {
  /** What the log is called. */
  name: string
  /** The hours that durations count, as they were asked for. */
  hours?: string
  screen?: Screen
}

const widest = 100
/** Rows from which on sentences are shown whole. */
const highEnough = 36

/** What a log tells, on one screen of a terminal: what it is, where time goes, what to look at first. */
export function summaryOf(
  analysis: Analysis,
  reading: Reading,
  { name, hours, screen = paper }: Shown,
): string[] {
  const at = { ...screen, columns: Math.min(screen.columns, widest) }
  const low = at.rows < highEnough
  return [
    ...headLines(analysis, reading, name, hours, at),
    ...section(at, low ? '' : 'How long a case takes', durationLines(analysis, at)),
    ...section(at, waitingTitle(analysis), waitingLines(analysis, at, low ? 3 : 6)),
    ...section(at, 'What to look at first', findingLines(analysis, at, low)),
    ...section(at, '', nextLines(analysis, at, low)).slice(low ? 1 : 0),
  ]
}

/** A text in so many lines at most; the last says by its end that there was more. */
function inRows(text: string, columns: number, rows: number): string[] {
  const lines = wrapped(text, columns)
  return lines.length <= rows
    ? lines
    : [...lines.slice(0, rows - 1), cut(lines.slice(rows - 1).join(' '), columns)]
}

function section(screen: Screen, title: string, lines: string[]): string[] {
  if (lines.length === 0) return []
  return ['', ...(title === '' ? [] : [styled(screen, 'bold', title)]), ...lines]
}

function headLines(
  analysis: Analysis,
  reading: Reading,
  name: string,
  hours: string | undefined,
  screen: Screen,
): string[] {
  const { cases, events, teams } = analysis
  const counts = [
    `${countText(cases)} cases`,
    `${countText(events)} events`,
    ...(teams > 1 ? [`${countText(teams)} teams`] : []),
    periodText(analysis),
  ]
  const counted = hours === undefined ? '' : ` Durations count ${harmless(hours)}; holidays are not known.`
  return [
    styled(screen, 'bold', cut(harmless(name), screen.columns)),
    ...wrapped(counts.join(', '), screen.columns),
    ...inRows(harmless(readText(reading) + counted), screen.columns, screen.rows < highEnough ? 1 : 3).map(
      (line) => styled(screen, 'dim', line),
    ),
  ]
}

function periodText({ period }: Analysis): string {
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
  return `${day(period.from)} to ${day(period.to)}`
}

function readText({ format, columns, delimiter, dateOrder, timezone, missing, ties }: Reading): string {
  const roles = Object.entries(columns).map(([role, column]) => `${role}=${column}`)
  return [
    `Read as ${format}: ${roles.join(', ')}`,
    delimiter === null || delimiter === ',' ? '' : `fields apart by ${JSON.stringify(delimiter)}`,
    dateOrder === null ? '' : `dates ${dateOrder}`,
    timezone === null ? '' : `times in ${timezone}`,
    missing.length === 0 ? '' : `${missing.join(' and ')} taken as missing`,
    ties === 0 ? '' : `${countText(ties)} events at equal times keep the order of the file`,
  ]
    .filter((part) => part !== '')
    .join('; ')
    .concat('.')
}

function durationLines({ caseDuration, firstOutcome, limits, findings }: Analysis, screen: Screen): string[] {
  const rows: [string, string, string][] = []
  if (firstOutcome) {
    const name = cut(harmless(firstOutcome.activity), 30)
    rows.push([`to ${name}`, durationText(firstOutcome.medianSeconds), durationText(firstOutcome.p90Seconds)])
  }
  if (caseDuration) {
    rows.push([
      'to its last event',
      durationText(caseDuration.medianSeconds),
      durationText(caseDuration.p90Seconds),
    ])
  }
  const width = Math.max(0, ...rows.map(([name]) => [...name].length))
  const lines = rows.map(
    ([name, half, tenth]) =>
      `  ${padded(name, width)}  half within ${half.padStart(6)}, one in ten over ${tenth.padStart(6)}`,
  )
  const signals = limits?.signals.flatMap((at) => limits.months[at] ?? []) ?? []
  // An export without open cases has no trend to speak of.
  return signals.length === 0 || findings.some(({ kind }) => kind === 'only-done')
    ? lines
    : [
        ...lines,
        ...wrapped(`Months beyond what chance explains: ${signals.join(', ')}.`, screen.columns - 2).map(
          (line) => `  ${line}`,
        ),
      ]
}

const doneOf = ({ causes }: Analysis): Set<string> =>
  new Set(causes.find(({ cause }) => cause === 'done')?.activities)

function waitingTitle(analysis: Analysis): string {
  const after = analysis.firstOutcome && doneOf(analysis).size > 0
  return `Where the time goes${after ? ` (░ is after ${cut(harmless(analysis.firstOutcome?.activity ?? ''), 30)})` : ''}`
}

function waitingLines(analysis: Analysis, screen: Screen, most: number): string[] {
  const { waiting } = analysis
  const done = doneOf(analysis)
  const shown = waiting.length <= most + 1 ? waiting : waiting.slice(0, most)
  const rest = waiting.slice(shown.length)
  const bar = screen.columns < 90 ? 14 : 24
  const longest = Math.max(0, ...shown.map(({ activity }) => [...harmless(activity)].length))
  const width = Math.min(longest, screen.columns - bar - 40)
  const [of] = [shown[0]?.share || 1]
  const lines = shown.map(({ activity, share, seconds, cases }) => {
    const length = Math.round((share / of) * bar)
    const drawn =
      styled(screen, 'cyan', (done.has(activity) ? '░' : '█').repeat(length)) + ' '.repeat(bar - length)
    const each = `${durationText(seconds / cases).padStart(7)} each in ${countText(cases).padStart(7)} cases`
    return `  ${padded(cut(harmless(activity), width), width)} ${shareText(share).padStart(6)} ${drawn} ${each}`
  })
  if (rest.length === 0 || screen.rows < highEnough) return lines
  const share = rest.reduce((sum, one) => sum + one.share, 0)
  const others = `  ${padded(`${rest.length} others`, width)} ${shareText(share).padStart(6)}`
  return [...lines, styled(screen, 'dim', others)]
}

/** The findings with the most hours; one that counts the hours of another that is shown makes room for the next. */
function bestOf(findings: readonly Finding[]): Finding[] {
  const best: Finding[] = []
  for (const one of findings) {
    const told = new Set(best.map(({ kind }) => kind))
    if (one.lost && best.length < 3 && !one.overlaps.some((kind) => told.has(kind))) best.push(one)
  }
  return best
}

function findingLines({ findings }: Analysis, screen: Screen, low: boolean): string[] {
  const best = bestOf(findings)
  const width = screen.columns - 5
  return best.flatMap(({ kind, hours, cases, share, sentence, step }, at) => {
    const short = `${hoursText(hours)} ${names[kind]}, in ${countText(cases)} cases (${shareText(share)}).`
    const lines = low ? [cut(short, width)] : wrapped(harmless(`${hoursText(hours)}. ${sentence}`), width)
    const [first = '', ...others] = wrapped(harmless(`${label} ${step}`), width)
    return [
      ...lines.map((line, row) => `${row === 0 ? `  ${at + 1}. ` : '     '}${line}`),
      `     ${styled(screen, 'bold', label)}${first.slice(label.length)}`,
      ...others.map((line) => `     ${line}`),
    ]
  })
}

const label = 'First step:'
const hoursText = (hours: number): string => `${countText(Math.round(hours))} h`

/** How findings are called where there is no room for their sentence. */
const names: Record<Kind, string> = {
  'waiting-user': 'waiting for the user',
  'waiting-supplier': 'waiting for a supplier',
  'waiting-change': 'waiting for a change',
  'waiting-problem': 'waiting for a problem',
  'waiting-unnamed': 'waiting without a reason',
  queue: 'standing in queues',
  'stuck-in-work': 'stuck in work',
  handovers: 'handovers',
  'ping-pong': 'to and fro between teams',
  reopened: 'came back after the outcome',
  'nobody-takes': 'arrivals when nobody takes',
  'work-grows': 'work in progress grows',
  'usual-ways': 'few ways carry most cases',
  closing: 'time after the outcome',
  'only-done': 'an export without open cases',
}

function nextLines(
  { findings, variants, directlyFollows }: Analysis,
  screen: Screen,
  low: boolean,
): string[] {
  const best = bestOf(findings)
  const others = findings.filter((one) => !best.includes(one))
  const told = others.map(({ kind, hours, lost }) =>
    lost ? `${names[kind]} ${hoursText(hours)}` : names[kind],
  )
  const overlap = others.some(({ lost, overlaps }) => lost && overlaps.length > 0)
  const also = `Also found: ${told.join(', ')}${overlap ? ' (some of these hours are counted above, too)' : ''}.`
  const counts = `${countText(directlyFollows.length)} steps and ${countText(variants)} ways through`
  if (low) return told.length === 0 ? [] : [cut(also, screen.columns)]
  return [
    ...(told.length === 0 ? [] : wrapped(also, screen.columns)),
    ...wrapped(`All of it, with ${counts}: --json`, screen.columns).map((line) =>
      styled(screen, 'dim', line),
    ),
  ]
}
