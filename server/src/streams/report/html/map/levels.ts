import type { Analysis } from '../../../analyse/analysis.ts'
import type { CasesAt } from '../../../analyse/ends.ts'
import type { Follows } from '../../../analyse/follows.ts'

/** Some of the activities and of the steps between them: as many as one can take in. */
export type Level = {
  name: string
  activities: string[]
  steps: Follows[]
  /** How many of all steps that were taken are shown, 0 to 1. */
  share: number
}

/** How much each level shows: shares of events and of steps, and how many activities and kinds of steps at most. */
const levels = [
  { events: 0.9, steps: 0.7, activities: 14, perActivity: 1.6 },
  { events: 0.98, steps: 0.92, activities: 40, perActivity: 2.2 },
  { events: 1, steps: 1, activities: 80, perActivity: 2.5 },
]

/** An activity at which so much of all time passes is always shown. */
const slowEnough = 0.05

/** What is shown at first, and what can be asked for; levels that would show the same are left out. */
export function levelsOf(analysis: Analysis): Level[] {
  const found = levels.map((level) => levelOf(analysis, level))
  const different = found.filter((level, at) => {
    const next = found[at + 1]
    return !next || next.steps.length > level.steps.length || next.activities.length > level.activities.length
  })
  return different.map((level, at) => {
    if (at === different.length - 1) return { ...level, name: level.share < 1 ? 'Most' : 'All' }
    return { ...level, name: at === 0 ? 'Main steps' : 'More' }
  })
}

function levelOf(analysis: Analysis, limit: (typeof levels)[number]): Level {
  const { activities, directlyFollows } = analysis
  const frequentOnes = new Set(firstShare(activities, limit.events, limit.activities, ({ count }) => count))
  const slowOnes = analysis.waiting.filter(({ share }) => share >= slowEnough)
  const begins = new Set(mainOnes(analysis.begins).map((one) => one.activity))
  const ends = new Set(mainOnes(analysis.ends).map((one) => one.activity))
  const telling = new Set([...slowOnes.map((one) => one.activity), ...begins, ...ends])
  const shown = activities.filter((one) => frequentOnes.has(one) || telling.has(one.name))
  const known = new Set(shown.map(({ name }) => name))
  const between = directlyFollows.filter(({ from, to }) => known.has(from) && known.has(to))
  const most = Math.max(4, Math.round(limit.perActivity * known.size))
  const total = sumOf(directlyFollows)
  // A step that is rare and takes long is what one looks for as well: half of the places are for those.
  const byTime = between.toSorted((a, b) => b.totalSeconds - a.totalSeconds)
  const seconds = directlyFollows.reduce((sum, step) => sum + step.totalSeconds, 0)
  const frequent = firstShare(between, limit.steps, most, ({ count }) => count, total)
  const slow = firstShare(byTime, limit.steps, Math.ceil(most / 2), (step) => step.totalSeconds, seconds)
  const kept = new Set([...frequent, ...slow, ...strongest(between, begins, ends)])
  const steps = directlyFollows.filter((step) => kept.has(step))
  return {
    name: '',
    activities: analysis.order.filter((name) => known.has(name)),
    steps,
    share: total === 0 ? 1 : sumOf(steps) / total,
  }
}

/** Where most cases begin or end: at least a twentieth of them, and one at any rate. */
export function mainOnes(ones: readonly CasesAt[]): CasesAt[] {
  const total = ones.reduce((sum, { cases }) => sum + cases, 0)
  return ones.filter(({ cases }, at) => at === 0 || (at < 4 && cases >= total / 20))
}

const sumOf = (steps: readonly Follows[]): number => steps.reduce((sum, { count }) => sum + count, 0)

/** From the beginning of a list until so much of its weight is reached. */
function firstShare<T>(
  list: readonly T[],
  share: number,
  most: number,
  weight: (one: T) => number,
  total = list.reduce((sum, one) => sum + weight(one), 0),
): T[] {
  let sum = 0
  return list.slice(0, most).filter((one) => {
    if (sum >= total * share) return false
    sum += weight(one)
    return true
  })
}

/**
 * For each activity the step by which it is most often come to, and the one by which it is left: none hangs loose.
 * Those with which cases begin or end hang on that.
 */
function strongest(
  steps: readonly Follows[],
  begins: ReadonlySet<string>,
  ends: ReadonlySet<string>,
): Follows[] {
  const into = new Map<string, Follows>()
  const outOf = new Map<string, Follows>()
  for (const step of steps) {
    if (step.from === step.to) continue
    if (!into.has(step.to) && !begins.has(step.to)) into.set(step.to, step)
    if (!outOf.has(step.from) && !ends.has(step.from)) outOf.set(step.from, step)
  }
  return [...into.values(), ...outOf.values()]
}
