import { median } from '../analyse/statistics.ts'
import { Zone } from '../read/zone.ts'
import { countText, durationText, shareText } from '../report/durations.ts'
import { beyondChance, differenceOf, sizesOf, weakest } from './chance.ts'
import { type Finding, fewest, type Ground, hoursOf } from './finding.ts'

const hour = 3_600_000
const hoursOfWeek = 168
/** An hour of the week is one in which nobody takes where it sees less than a fifth of an even share. */
const quiet = 0.2

type Taking = { arrivedIn: Uint8Array; waited: Float64Array; taken: Float64Array; cases: number }

/** 1970 began on a Thursday; weeks here begin on Monday. */
const hourOfWeek = (wall: number): number => (Math.floor(wall / hour) + 3 * 24) % hoursOfWeek

/** For each case in whose first event it stood in a queue: when it came and how long until someone took it. */
function takingOf({ wall, causes, zone }: Ground): Taking {
  const isQueue = Uint8Array.from(causes, (cause) => +(cause === 'queue'))
  const clock = new Zone(zone)
  const found: Taking = {
    arrivedIn: new Uint8Array(wall.cases),
    waited: new Float64Array(wall.cases),
    taken: new Float64Array(hoursOfWeek),
    cases: 0,
  }
  for (let at = 0; at < wall.cases; at++) {
    const from = wall.caseStarts[at] as number
    const to = wall.caseStarts[at + 1] as number
    let event = from
    while (event < to && isQueue[wall.activity[event] as number] === 1) event++
    if (event === from || event === to) continue
    const begin = wall.time[from] as number
    const end = wall.time[event] as number
    found.arrivedIn[found.cases] = hourOfWeek(clock.wall(begin))
    found.waited[found.cases++] = end - begin
    const when = hourOfWeek(clock.wall(end))
    found.taken[when] = (found.taken[when] as number) + 1
  }
  return found
}

/** Work that comes in hours in which next to nothing is taken up. */
export function nobodyTakesFinding(ground: Ground): Finding[] {
  const { arrivedIn, waited, taken, cases } = takingOf(ground)
  if (cases < 10 * hoursOfWeek) return []
  const even = cases / hoursOfWeek
  const isQuiet = Uint8Array.from(taken, (count) => +(count < quiet * even))
  const inQuiet = (_: number, at: number): boolean => at < cases && isQuiet[arrivedIn[at] as number] === 1
  const inOthers = (_: number, at: number): boolean => at < cases && isQuiet[arrivedIn[at] as number] === 0
  const late = waited.filter(inQuiet)
  const others = waited.filter(inOthers)
  if (late.length < fewest.cases || late.length / cases < fewest.share || others.length < fewest.cases)
    return []
  const difference = differenceOf(sizesOf(late), sizesOf(others))
  if (!difference || difference.larger < weakest || !beyondChance(difference.z)) return []
  const [half, otherHalf] = [late, others].map((one) => median(one.sort())) as [number, number]
  const ms = late.reduce((total, one) => total + Math.max(0, one - otherHalf), 0)
  const when = isQuiet.reduce((total, one) => total + one, 0)
  if (half < 2 * otherHalf) return []
  return [
    {
      kind: 'nobody-takes',
      sentence: [
        `${countText(late.length)} of ${countText(cases)} cases that begin in a queue (${shareText(late.length / cases)}) come in the ${when} hours of`,
        `the week in which next to nothing is taken up (${hoursText(isQuiet)}, ${ground.zone}). Half of them wait over ${durationText(half / 1000)}, of the others over ${durationText(otherHalf / 1000)}.`,
      ].join(' '),
      step: 'Say on the form when work is taken up, and let somebody look once at the busiest of these hours.',
      cases: late.length,
      share: late.length / ground.log.cases,
      hours: hoursOf(ms),
      lost: true,
      overlaps: ['queue'],
      evidence: {
        beginInQueue: cases,
        hoursOfWeek: when,
        medianSeconds: half / 1000,
        othersMedianSeconds: otherHalf / 1000,
      },
    },
  ]
}

/** `Mon 19:00 to Tue 06:00` of the longest run; runs go on over the end of the week. */
function hoursText(isQuiet: Uint8Array): string {
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  let [best, from, length] = [0, 0, 0]
  for (let at = 0; at < 2 * hoursOfWeek; at++) {
    length = isQuiet[at % hoursOfWeek] === 1 ? length + 1 : 0
    if (length > best && length < hoursOfWeek) [best, from] = [length, at - length + 1]
  }
  const text = (at: number): string =>
    `${days[Math.floor((at % hoursOfWeek) / 24)]} ${String(at % 24).padStart(2, '0')}:00`
  return `the longest run ${text(from)} to ${text(from + best)}`
}
