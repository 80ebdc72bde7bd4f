import { localTime } from '../arrivals.ts'
import { type Cast, oneOf } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { lineFrom } from '../line.ts'
import type { Plan } from '../plan.ts'
import { type Story, weekdays } from './telling.ts'

export const story = 'joiners'
/** Of those who joined in the three months, those who found no laptop on their first day, by the Monday they came. */
export const without = [3, 5, 3] as const

/** 34 people joined; eleven had no laptop on their first day. */
export const joiners: Story = ({ cast, chance, now }) => {
  const mondays = weekdays(now, 1)
  return without.flatMap((many, month) =>
    Array.from({ length: many }, (_, index) =>
      firstDay(cast, chance, {
        key: `${story} ${month + 1}.${index + 1}`,
        date: mondays[1 + month * 4] as Temporal.PlainDate,
      }),
    ),
  )
}

const newcomers = [
  'Nora',
  'Adam',
  'Femi',
  'Katarzyna',
  'Jesse',
  'Ingeborg',
  'Paulo',
  'Leonie',
  'Harald',
  'Shreya',
  'Oskar',
]
const titles = [
  'No laptop for {who}, who starts today',
  'New colleague without a computer',
  '{who} has started and has nothing to work with',
  'laptop for {who} not there',
  'First day of {who}: no laptop, no account card',
]
const texts = [
  'The form went out three weeks ago. {who} sits next to me and reads the safety manual.',
  '{who} can use mine this morning, but I need it at one.',
  'We were told it would be on the desk.',
  '',
]

function firstDay(
  cast: Cast,
  chance: Chance,
  { key, date }: { key: string; date: Temporal.PlainDate },
): Plan {
  const own = chance.apart(key)
  const line = lineFrom(cast, own, { key, story, at: localTime(date, own.whole(8, 10), own.whole(0, 59)) })
  const who = own.one(cast.requesters.filter(({ side }) => side === 'office'))
  const name = own.one(newcomers)
  const agent = oneOf(cast, own, 'workplace', line.at())
  line.add(who, {
    do: 'open',
    input: {
      title: own.one(titles).replace('{who}', name),
      description: own.one(texts).replace('{who}', name),
      service: 'laptops',
      custom: { location: who.place },
    },
  })
  line.wait(40, 'desk-hours')
  line.add(agent, { do: 'act', verb: 'take', input: {} })
  line.wait(2, 'always')
  line.add(agent, {
    do: 'amend',
    input: { category: 'Laptops and printers', symptom: 'no laptop on day one', impact: 3, urgency: 1 },
  })
  line.wait(5, 'always')
  line.add(agent, {
    do: 'say',
    body: 'The order was approved on Friday only. I am looking for one that we can lend until it comes.',
    public: true,
  })
  line.wait(620, 'desk-hours')
  line.add(agent, {
    do: 'act',
    verb: 'resolve',
    input: {
      code: 'replaced',
      text: `${name} has a laptop from the pool; the new one comes with the next delivery and will be swapped on the spot.`,
    },
  })
  return line.plan
}
