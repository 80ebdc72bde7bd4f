import { UnreadableFile } from '../../../spine/files/index.ts'
import type { ReadOptions, Role } from '../reading.ts'
import { findPlaces, shown } from './columns.ts'
import { type Facts, holdsTimes, type Sample } from './sample.ts'

type Guess = { columns: Partial<Record<Role, string>>; warnings: string[] }

const mostActivities = 200

/**
 * What the columns whose names say nothing hold, by their content: the time is the only one of times, the case repeats
 * and has by far the most different values of those that do, the activity is the only one left with few values. Throws
 * `UnreadableFile` with the columns that may be meant where there is doubt.
 */
export function guessed(
  { header, rows }: Sample,
  facts: readonly Facts[],
  options: ReadOptions,
  known: Partial<Record<Role, string>>,
): Guess {
  const places = findPlaces(header, options, known)
  const open = (['time', 'case', 'activity'] as const).filter((role) => places[role] < 0)
  const taken = new Set(Object.values(places))
  const columns: Guess['columns'] = {}
  for (const role of open) {
    const free = header.map((_, at) => at).filter((at) => !taken.has(at))
    const candidates = candidatesFor[role](free, facts, rows.length)
    const [found] = candidates
    if (found === undefined || candidates.length > 1) throw unsure(role, header, candidates)
    columns[role] = header[found] as string
    taken.add(found)
  }
  const told = open.map((role) => `${role} = "${columns[role]}"`).join(', ')
  const warnings =
    open.length > 0 ? [`guessed from what the columns hold: ${told}; correct it with --case …`] : []
  return { columns, warnings: warnings.map((text) => text.replace('--case …', open.map(option).join(', '))) }
}

const option = (role: string): string => `--${role}`

type Candidates = (free: readonly number[], facts: readonly Facts[], rows: number) => number[]

const candidatesFor: Record<'time' | 'case' | 'activity', Candidates> = {
  time: (free, facts) => free.filter((at) => holdsTimes(facts[at] as Facts)),
  case: (free, facts, rows) => {
    const repeating = free
      .filter((at) => repeats(facts[at] as Facts, rows))
      .sort((a, b) => (facts[b]?.different ?? 0) - (facts[a]?.different ?? 0))
    const [most, next] = repeating.map((at) => facts[at]?.different ?? 0)
    return (most ?? 0) >= 3 * (next ?? 0) ? repeating.slice(0, 1) : repeating
  },
  activity: (free, facts, rows) =>
    free.filter((at) => {
      const { different, numbers, filled } = facts[at] as Facts
      const few = different > 1 && different <= Math.min(mostActivities, filled / 4)
      return few && numbers < filled / 2 && filled >= rows * 0.9 && !holdsTimes(facts[at] as Facts)
    }),
}

/** Whether a column has something in nearly all rows, and often the same. */
function repeats(facts: Facts, rows: number): boolean {
  const { filled, different } = facts
  return filled >= rows * 0.9 && different > 1 && different <= filled * 0.9 && !holdsTimes(facts)
}

function unsure(role: Role, header: readonly string[], candidates: readonly number[]): UnreadableFile {
  const names = candidates.slice(0, 10).map((at) => `"${(header[at] as string).slice(0, 60)}"`)
  const may = names.length > 1 ? ` It may be ${names.join(' or ')}.` : ''
  return new UnreadableFile(
    `which column has the ${role}?${may} Say it with --${role}; there are: ${shown(header)}`,
  )
}
