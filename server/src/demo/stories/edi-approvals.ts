import { localDate, localTime } from '../arrivals.ts'
import { type Cast, oneOf } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { lineFrom } from '../line.ts'
import type { Plan } from '../plan.ts'
import { filling } from '../words/slots.ts'
import type { Story } from './telling.ts'

export const story = 'EDI approvals'
export const many = 38
/** The average wait for the approval, in minutes: 3.4 days. */
export const averageMinutes = 4896

const day = 1440

/** Each new mapping waits for an approval, 3.4 days on average, which refused none of 38. */
export const ediApprovals: Story = ({ cast, chance, now }) => {
  const own = chance.apart(story)
  const begins = Array.from({ length: many }, (_, index) => beginOf(own, now, index))
  const waits = waitsFor(own, begins)
  return begins.map((at, index) => mapping(cast, chance, { index, at, minutes: waits[index] as number }))
}

/** Spread over the history, on working days before noon. */
function beginOf(chance: Chance, now: number, index: number): number {
  let date = localDate(now).subtract({ days: 86 - Math.floor(index * 2) })
  while (date.dayOfWeek > 4) date = date.subtract({ days: 1 })
  return localTime(date, 9 + (index % 3), chance.whole(0, 59))
}

/** Of different lengths, and together exactly the average. */
function waitsFor(chance: Chance, begins: readonly number[]): number[] {
  const waits = begins.map((at) =>
    nextWorking(
      at,
      chance.weighted([
        [1, 2],
        [2, 4],
        [3, 5],
        [4, 5],
        [5, 4],
        [6, 2],
      ] as const),
    ),
  )
  const drawn = waits.reduce((sum, minutes) => sum + minutes, 0)
  const scaled = waits.map((minutes) => Math.round((minutes * many * averageMinutes) / drawn))
  const rest = many * averageMinutes - scaled.reduce((sum, minutes) => sum + minutes, 0)
  return scaled.with(0, (scaled[0] as number) + rest)
}

function nextWorking(at: number, days: number): number {
  const date = localDate(at).add({ days })
  const over = date.dayOfWeek === 6 ? 2 : date.dayOfWeek === 7 ? 1 : 0
  return (days + over) * day
}

function mapping(
  cast: Cast,
  chance: Chance,
  { index, at, minutes }: { index: number; at: number; minutes: number },
): Plan {
  const key = `${story} ${index + 1}`
  const own = chance.apart(key)
  const who = own.one(
    cast.requesters.filter(({ place }) => place === 'Freight sales' || place === 'Customer care'),
  )
  const fill = filling(own, who, at)
  const line = lineFrom(cast, own, { key, story, at: at - 50 * 60_000 })
  const agent = oneOf(cast, own, 'business-apps', line.at())
  const change = fill(`EDI mapping of {haulier}, version ${own.whole(2, 9)}`)
  line.add(who, {
    do: 'open',
    input: {
      title: fill(
        own.one([
          '{haulier} sends a new message format',
          'Orders of {haulier} rejected since their update',
          'New mapping needed for {haulier}',
          '{haulier}: field for the trailer has moved',
        ]),
      ),
      description: fill(
        own.one([
          'They changed their system on the first. Orders arrive and are all rejected.',
          'They told us about it a week ago. The mapping at Tidewater has to follow.',
          'Until it works we type their orders in by hand, some ten a day.',
        ]),
      ),
      service: 'freight-edi',
      custom: { location: who.place },
    },
  })
  line.exactly(14 * 60_000)
  line.add(agent, { do: 'act', verb: 'take', input: {} })
  line.exactly(3 * 60_000)
  line.add(agent, {
    do: 'amend',
    input: { category: 'Freight EDI', symptom: 'mapping', impact: 2, urgency: 2 },
  })
  line.exactly(60_000)
  line.add(agent, {
    do: 'say',
    body: fill(
      'The mapping is ready and tested with {haulier}. It needs the approval that every mapping needs.',
    ),
    public: true,
  })
  line.until(at)
  line.add(agent, {
    do: 'act',
    verb: 'await-change',
    input: { change, note: 'Ready since today, waits for the approval.' },
  })
  line.exactly(minutes * 60_000)
  line.add(agent, { do: 'act', verb: 'resume', input: { note: 'Approved, no remarks.' } })
  line.exactly(own.whole(12, 55) * 60_000)
  line.add(agent, {
    do: 'act',
    verb: 'resolve',
    input: {
      code: 'configured',
      text: fill('The new mapping of {haulier} is in. Today’s orders came through.'),
    },
  })
  if (own.is(0.5)) {
    line.wait(180, 'desk-hours')
    line.add(who, { do: 'act', verb: 'confirm', input: {} })
  }
  return line.plan
}
