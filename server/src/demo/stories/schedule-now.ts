import type { AlertKind } from '../alerts/kinds.ts'
import { type Fired, labelsOf, sentOf } from '../alerts/sent.ts'
import { type Cast, type Member, oneOf } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { type Line, lineFrom } from '../line.ts'
import type { Plan } from '../plan.ts'
import type { Story } from './telling.ts'

export const story = 'schedule now'

const minute = 60_000

/**
 * When the history ends a major incident is open, 50 minutes old: the sailing schedule passes on no delays. Its next
 * post is due in 18 minutes. What mends it lies ahead, for the live demo.
 */
export const scheduleNow: Story = ({ cast, chance, now }) => {
  const began = now - 50 * minute
  return [theIncident(cast, chance, began), ...titles.map((_, index) => call(cast, chance, { index, began }))]
}

function theIncident(cast: Cast, chance: Chance, began: number): Plan {
  const line = lineFrom(cast, chance.apart(story), { key: story, at: began + 2 * minute, story })
  const at = (minutes: number): void => line.until(began + minutes * minute)
  const [manager, speaker, resolver] = ['Gareth Llewellyn', 'Charlotte Peeters', 'Nadia Benali'].map(
    cast.named,
  ) as [Member, Member, Member]
  line.add(null, {
    do: 'open',
    input: {
      title: 'Sailing schedule: no delays reach screens, website and text messages',
      description: 'The feed of the Sailing schedule has sent nothing since its last regular message.',
      impact: 1,
      urgency: 1,
      service: 'schedule',
      category: 'Sailing schedule',
      symptom: 'out of date',
      impactFrom: began,
      detectedAt: began + 2 * minute,
      outage: true,
      team: 'platform',
      channel: 'monitoring',
    },
  })
  line.exactly(20_000)
  line.add(null, {
    do: 'act',
    verb: 'propose-major',
    input: { reason: 'Priority 1 on Sailing schedule, a service of tier 1.', rule: 'priority' },
  })
  at(5)
  line.add(resolver, { do: 'act', verb: 'take', input: {} })
  at(8)
  line.add(manager, {
    do: 'act',
    verb: 'accept-major',
    input: {
      manager: manager.id,
      communications: speaker.id,
      bridge: 'https://meet.kestrel-ferries.example/schedule',
    },
  })
  search(line, at, { speaker, resolver, manager })
  mend(line, at, { speaker, resolver, manager })
  return { ...line.plan, alerts: fired(began) }
}

type At = (minutes: number) => void
type Leading = { manager: Member; speaker: Member; resolver: Member }

function search(line: Line, at: At, { manager, speaker, resolver }: Leading): void {
  at(13)
  line.add(speaker, {
    do: 'act',
    verb: 'post-update',
    input: {
      affected: 'Screens in the terminals, the website and text messages show the timetable without delays.',
      known: 'Delays are entered and kept, but are not passed on. We are looking for the cause.',
      meanwhile: 'Please announce delays in the terminals. Ships sail as the ports say.',
      nextInMinutes: 30,
    },
  })
  at(24)
  line.add(resolver, {
    do: 'say',
    body: 'The messages are written and stay in the queue. The program that sends them runs, and takes none.',
    public: false,
  })
  at(33)
  line.add(manager, {
    do: 'act',
    verb: 'note-decision',
    input: { text: 'The ports announce by hand until the feed runs. We do not empty the queue.' },
  })
  at(38)
  line.add(speaker, {
    do: 'act',
    verb: 'post-update',
    input: {
      affected: 'Screens, website and text messages, as before.',
      known: 'The cause is narrowed down: messages wait in a queue and are not lost.',
      meanwhile: 'Please go on announcing delays in the terminals.',
      nextInMinutes: 30,
    },
  })
  at(46)
  line.add(resolver, {
    do: 'say',
    body: 'One message has a port that the list does not know, and all others wait behind it. I am setting it aside.',
    public: false,
  })
}

/** Ahead of now. */
function mend(line: Line, at: At, { manager, resolver }: Leading): void {
  at(62)
  line.add(manager, {
    do: 'act',
    verb: 'restore-service',
    input: {
      message: 'Screens, website and text messages show delays again. Messages that waited have been sent.',
    },
  })
  at(75)
  line.add(resolver, {
    do: 'act',
    verb: 'resolve',
    input: {
      code: 'fixed',
      text: 'A message with an unknown port held up the queue. It was set aside, and all that waited was sent.',
    },
  })
}

function fired(began: number): Fired[] {
  const kind = {
    alertname: 'ScheduleFeedSilent',
    service: 'schedule',
    severity: 'page',
    summary: 'Sailing schedule: the feed sends nothing',
    description: 'No message has left the feed for a minute, and some wait.',
  } as AlertKind
  const sent = sentOf(kind, labelsOf(kind, { instance: 'sch-feed-01:9464', job: 'schedule' }))
  return [{ ...sent, firedAt: began + 100_000, recoveredAt: began + 61 * minute }]
}

const titles = [
  [
    'Screens in the hall show the old times',
    'The delayed sailing still stands there as on time. People ask at the desk.',
  ],
  ['Website says on time, ship is an hour late', 'Three customers have called about it already.'],
  ['No text messages about the delay', 'Freight drivers wait in the lanes and were told nothing.'],
  ['Departure board not updating', 'I entered the delay twice. It is in the schedule, and not on the board.'],
] as const

function call(cast: Cast, chance: Chance, { index, began }: { index: number; began: number }): Plan {
  const key = `${story} call ${index + 1}`
  const own = chance.apart(key)
  const at = began + (9 + index * 8) * minute + own.whole(0, 50_000)
  const who = own.one(cast.requesters.filter(({ side }) => side !== 'crew'))
  const line = lineFrom(cast, own, { key, at, story })
  const agent = oneOf(cast, own, 'service-desk', at)
  const [title, description] = titles[index] as (typeof titles)[number]
  line.add(agent, {
    do: 'open',
    input: {
      ...{ title, description, impact: 2, urgency: 2, service: 'schedule', category: 'Sailing schedule' },
      ...{ symptom: 'out of date', requester: who.id, channel: 'phone', team: 'service-desk' },
      custom: { location: who.place },
    },
  })
  line.exactly(15_000)
  line.add(agent, { do: 'link', type: 'child-of', to: story })
  line.exactly(15_000)
  line.add(agent, { do: 'act', verb: 'take', input: {} })
  line.exactly(60_000)
  line.add(agent, {
    do: 'say',
    body: 'This is known, and being worked on. The status page says how far it is; you need not report it again.',
    public: true,
  })
  return line.plan
}
