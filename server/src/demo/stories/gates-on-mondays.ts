import { localTime } from '../arrivals.ts'
import { type Cast, oneOf } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { lineFrom } from '../line.ts'
import type { Plan } from '../plan.ts'
import { type Story, weekdays } from './telling.ts'

export const story = 'gates on Mondays'

/** How many on each of the first nine Mondays: 31 in all. */
export const onMondays = [4, 3, 4, 3, 4, 3, 4, 3, 3] as const

/**
 * On Mondays the scanners at the gates lose the network. For eight weeks each of these is tossed between the Desk and
 * Network; on the ninth Monday somebody sees what they have in common.
 */
export const gatesOnMondays: Story = ({ cast, chance, now }) => {
  const mondays = weekdays(now, 1)
  return onMondays.flatMap((many, week) =>
    Array.from({ length: many }, (_, index) =>
      dropped(cast, chance, { week, index, date: mondays[week] as Temporal.PlainDate }),
    ),
  )
}

const titles = [
  'Scanners lose the connection',
  'Gate 2: handhelds offline again',
  'scanners drop out, boarding by hand',
  'All four handhelds "no network"',
  'It is Monday and the scanners are gone',
  'Handhelds disconnect every few minutes',
  'Scanner shows a red triangle',
  'Boarding stopped, scanners without connection',
]
const texts = [
  'Same as last week. They come back by noon, but the morning sailings are over by then.',
  'They had been in the cradles all weekend. Now one after the other says "no network".',
  'We let people board from the printed list. That takes twice as long.',
  'Two of four work if we walk to the window.',
]
const toNetwork = [
  'Scanner lost the wifi, so this looks like the network.',
  'Restarted the handhelds, no change. Network please.',
  'Again. Access points?',
]
const toDesk = [
  'All access points are up and have clients. It is the devices. Back to the Desk.',
  'Nothing wrong on our side, signal is fine. Please check the scanners.',
  'Our graphs are green. Not us.',
]
const again = [
  'Scanners are set up right, checked two of them with the terminal. They get no address. Please look again.',
  'The same scanner works on another wifi. It is the network.',
]
const given = [
  ['restarted', 'Scanners were restarted several times; since about noon they stay connected.'],
  ['no-fault-found', 'No fault found in the network. Works again since the late morning.'],
  ['restarted', 'The access points at the gates were restarted. Connected since then.'],
] as const
const found = {
  code: 'configured',
  text: 'The scanners got no address: there are 60 for the gates, each kept for three days, and after a weekend the phones of passengers have used them up. The gates have 500 addresses of their own now, kept for two hours.',
} as const

type Drop = { week: number; index: number; date: Temporal.PlainDate }

function dropped(cast: Cast, chance: Chance, { week, index, date }: Drop): Plan {
  const key = `${story} ${week + 1}.${index + 1}`
  const own = chance.apart(key)
  const line = lineFrom(cast, own, { key, story, at: localTime(date, 6 + index, own.whole(3, 50)) })
  const who = own.one(cast.requesters.filter(({ side }) => side === 'terminal'))
  const agent = oneOf(cast, own, 'service-desk', line.at())
  const engineer = oneOf(cast, own, 'network', line.at())
  line.add(agent, {
    do: 'open',
    input: {
      title: own.one(titles),
      description: own.one(texts),
      impact: 2,
      urgency: own.is(0.7) ? 2 : 1,
      service: 'gates',
      category: 'Boarding gates',
      symptom: 'scanners offline',
      team: 'service-desk',
      requester: who.id,
      channel: 'phone',
      custom: { location: who.port.name },
    },
  })
  line.wait(2, 'always')
  line.add(agent, { do: 'act', verb: 'take', input: {} })
  line.wait(12, 'always')
  line.add(agent, { do: 'act', verb: 'assign', input: { team: 'network', note: own.one(toNetwork) } })
  line.wait(38, 'always')
  line.add(engineer, { do: 'act', verb: 'assign', input: { team: 'service-desk', note: own.one(toDesk) } })
  line.wait(24, 'always')
  line.add(agent, { do: 'act', verb: 'assign', input: { team: 'network', note: own.one(again) } })
  line.wait(45, 'always')
  line.add(engineer, { do: 'act', verb: 'take', input: {} })
  line.wait(6, 'always')
  line.add(engineer, { do: 'say', body: 'I have it now and stay on it until it works.', public: true })
  line.wait(50, 'always')
  const [code, text] = own.one(given)
  if (week === onMondays.length - 1)
    line.add(engineer, {
      do: 'say',
      body: 'No free addresses between 05:30 and 11:00, on every Monday back to the summer. That is it.',
      public: false,
    })
  line.add(engineer, {
    do: 'act',
    verb: 'resolve',
    input: week === onMondays.length - 1 ? found : { code, text },
  })
  if (own.is(0.3)) {
    line.wait(200, 'desk-hours')
    line.add(who, { do: 'act', verb: 'confirm', input: {} })
  }
  return line.plan
}
