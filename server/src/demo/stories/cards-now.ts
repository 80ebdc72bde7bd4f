import { type Fired, labelsOf, sentOf } from '../alerts/sent.ts'
import { type Cast, type Member, oneOf } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { homeZone } from '../company/places.ts'
import { lineFrom } from '../line.ts'
import type { Plan } from '../plan.ts'
import type { Story } from './telling.ts'

export const story = 'cards now'
/** Who has called by the time the history ends. */
export const calls = 11

const minute = 60_000
/** How long before the end of the history it began, minutes. */
const since = 43

/** As the history ends a major incident is going on: cards are refused on the website and at the terminals. */
export const cardsNow: Story = ({ cast, chance, now }) => {
  const began = now - since * minute
  const parent = theIncident(cast, chance, began)
  return [
    parent,
    ...Array.from({ length: calls }, (_, index) => call(cast, chance, { index, began, count: calls })),
  ]
}

function theIncident(cast: Cast, chance: Chance, began: number): Plan {
  const at = (minutes: number): number => began + minutes * minute
  const line = lineFrom(cast, chance.apart(story), { key: story, at: at(2), story })
  const [manager, speaker, resolver] = ['Birgit Andersen', 'Charlotte Peeters', 'Vikram Shah'].map(
    cast.named,
  ) as [Member, Member, Member]
  line.add(null, {
    do: 'open',
    input: {
      title: 'Payments: the acquirer refuses most cards',
      description: `62 % of card payments have failed since ${clockOf(began)}; usual are under 2 %.\n\nRunbook: <https://wiki.kestrel-ferries.example/runbooks/acquirer-refuses>`,
      impact: 1,
      urgency: 1,
      service: 'payments',
      category: 'Payments',
      symptom: 'cards refused',
      impactFrom: began,
      detectedAt: at(2),
      outage: true,
      alsoAffected: ['booking', 'tills'],
      channel: 'monitoring',
    },
  })
  const steps: [number, Member | null, Parameters<typeof line.add>[1]][] = [
    [
      2.4,
      null,
      {
        do: 'act',
        verb: 'propose-major',
        input: { reason: 'Priority 1 on Payments, a service of tier 1.', rule: 'priority' },
      },
    ],
    [5, resolver, { do: 'act', verb: 'take', input: {} }],
    [
      7,
      manager,
      {
        do: 'act',
        verb: 'accept-major',
        input: {
          manager: manager.id,
          communications: speaker.id,
          bridge: 'https://meet.kestrel-ferries.example/major',
        },
      },
    ],
    [
      12,
      speaker,
      {
        do: 'act',
        verb: 'post-update',
        input: {
          affected: 'Card payments on the website and at the check-in desks. Cash and vouchers work.',
          known: `Most cards are refused since ${clockOf(began)}. We are looking for the cause with our payment provider.`,
          meanwhile: 'Please hold the booking instead of paying twice. Nobody loses their place.',
          nextInMinutes: 25,
        },
      },
    ],
    [19, resolver, { do: 'say', body: said.looked, public: false }],
    [27, manager, { do: 'act', verb: 'note-decision', input: { text: said.decided } }],
    [31, resolver, { do: 'say', body: said.moved, public: false }],
    [
      35,
      speaker,
      {
        do: 'act',
        verb: 'post-update',
        input: {
          affected:
            'Card payments on the website and at the check-in desks. On board the tills take cards again.',
          known:
            'One of the two lines to our payment provider refuses everything. Payments are being moved to the other one.',
          meanwhile: 'Bookings are held for two hours without a payment.',
          nextInMinutes: 30,
        },
      },
    ],
    // What follows lies ahead: it is what the live demo goes on with.
    [58, resolver, { do: 'say', body: said.falls, public: false }],
    [62, manager, { do: 'act', verb: 'restore-service', input: { message: said.restored } }],
    [74, resolver, { do: 'act', verb: 'resolve', input: { code: 'fixed', text: said.resolved } }],
  ]
  for (const [minutes, by, deed] of steps) {
    line.until(at(minutes))
    line.add(by, deed)
  }
  return { ...line.plan, alerts: fired(at) }
}

const said = {
  looked:
    'Line A to the acquirer answers every authorisation with code 91, line B answers as it should. Ours send 80 % over A.',
  decided: 'We do not wait for the acquirer: everything goes over line B, terminals last.',
  moved: 'Tills are on B and take cards. Website next; its pool has to be drained first.',
  falls: 'Website and terminals are on B. Refusals are down to 3 %.',
  restored:
    'Cards are taken again everywhere. Who paid twice gets the second payment back by tomorrow; you need not do anything.',
  resolved:
    'All card traffic goes over line B of the acquirer. Line A stays off until they have found why it refused; nothing was paid without a booking.',
}

function fired(at: (minutes: number) => number): Fired[] {
  const kind = {
    alertname: 'AcquirerRefuses',
    service: 'payments',
    severity: 'critical',
    summary: 'The acquirer refuses most cards from {path}',
    description: 'Over 50 % of authorisations fail, for 2 minutes.',
  } as const
  return ['web', 'terminals'].map((path, index) => ({
    ...sentOf(kind, labelsOf(kind, { instance: 'pay-app:9464', job: 'payments', path })),
    firedAt: at(2 + index * 1.5) - 15_000,
    recoveredAt: null,
  }))
}

const titles = [
  'Card refused, and again',
  'Payments do not go through',
  'Check-in desk {n}: no card works',
  'Customers cannot pay on the website',
  'Card reader says "declined" for everybody',
  'Call centre: payments fail since {clock}',
  'Paid twice? Bank shows it, booking does not',
  'terminal {n} refuses all cards',
]
const texts = [
  'Three different cards, three different banks.',
  'The queue for the next sailing is {many} people long, and only cash works.',
  'It turns for a minute and then says refused.',
  '',
  'My own card too, I tried.',
  'May I let them board and take the money later?',
]

const answers = [
  'We know: cards are refused at many places, and it is being worked on. You hear from us as soon as they are taken again.',
  'Thank you for calling. It is not your reader: the payment provider refuses them all. We tell you when it is over.',
  'You are not the only one. Take cash or vouchers where you can, and hold the bookings; we come back to you.',
]

type Call = { index: number; began: number; count: number }

/** The last two have just come in, and nobody has seen where they belong. */
function call(cast: Cast, chance: Chance, { index, began, count }: Call): Plan {
  const key = `${story} call ${index + 1}`
  const own = chance.apart(key)
  const at = began + Math.round((4 + (index * 37) / count) * minute) + own.whole(0, 40_000)
  const line = lineFrom(cast, own, { key, at, story })
  const who = own.one(cast.requesters.filter(({ side }) => side !== 'crew'))
  const filled = (text: string): string =>
    text
      .replace('{n}', String(own.whole(2, 6)))
      .replace('{many}', String(own.whole(12, 45)))
      .replace('{clock}', clockOf(began))
  const title = filled(titles[index % titles.length] as string)
  const description = filled(own.one(texts))
  const custom = { location: who.place }
  if (index >= count - 2) {
    line.add(who, { do: 'open', input: { title, description, service: 'payments', custom } })
    return line.plan
  }
  const agent = oneOf(cast, own, 'service-desk', at)
  line.add(agent, {
    do: 'open',
    input: {
      title,
      description,
      impact: 2,
      urgency: 1,
      service: 'payments',
      category: 'Payments',
      symptom: 'cards refused',
      team: 'service-desk',
      requester: who.id,
      channel: 'phone',
      custom,
    },
  })
  line.exactly(25_000)
  line.add(agent, { do: 'link', type: 'child-of', to: story })
  line.exactly(15_000)
  line.add(agent, { do: 'act', verb: 'take', input: {} })
  line.exactly(20_000)
  line.add(agent, { do: 'say', body: own.one(answers), public: true })
  return line.plan
}

/** The company's time of day at an instant. */
function clockOf(at: number): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(homeZone)
  return `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`
}
