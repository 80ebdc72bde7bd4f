import type { AlertKind } from '../alerts/kinds.ts'
import { type Fired, labelsOf, sentOf } from '../alerts/sent.ts'
import { localTime } from '../arrivals.ts'
import { type Cast, type Member, oneOf } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { type Line, lineFrom } from '../line.ts'
import type { Plan } from '../plan.ts'
import { type Story, weekdays } from './telling.ts'

export const story = 'booking 4.12'
export const calls = 23

const minute = 60_000

/**
 * Last Thursday at 19:40 Booking 4.12 went out and did not give its database connections back: fourteen times the
 * usual errors, 23 calls, a major incident, rolled back, restored at 20:47.
 */
export const booking412: Story = ({ cast, chance, now }) => {
  const date = weekdays(now, 4).at(-1) as Temporal.PlainDate
  const began = localTime(date, 19, 40)
  const parent = theIncident(cast, chance, began)
  const solved = parent.steps.find((step) => step.do === 'act' && step.verb === 'resolve')
  const children = Array.from({ length: calls }, (_, index) =>
    call(cast, chance, { index, began, solvedAt: (solved?.at ?? began) + (index + 1) * 400 }),
  )
  return [parent, ...children]
}

const resolution = {
  code: 'fixed',
  text: 'Booking was rolled back from 4.12 to 4.11. Release 4.12 opened a database connection for every search and did not give it back, so that after a quarter of an hour there was none left. Bookings made between 19:40 and 20:47 are complete; what was paid and not booked is paid back tonight.',
}

function theIncident(cast: Cast, chance: Chance, began: number): Plan {
  const at = (minutes: number, seconds = 0): number => began + minutes * minute + seconds * 1000
  const line = lineFrom(cast, chance.apart(story), { key: story, at: at(3), story })
  const [manager, speaker, resolver] = ['Birgit Andersen', 'Charlotte Peeters', 'Elif Yıldız'].map(
    cast.named,
  ) as [Member, Member, Member]
  line.add(null, {
    do: 'open',
    input: {
      title: 'Booking: errors 14 times the usual since 19:40',
      description:
        'Error rate of Booking 14× above what it is at this time of a Thursday. Began at 19:40; release 4.12 went out at 19:36.',
      impact: 1,
      urgency: 1,
      service: 'booking',
      category: 'Booking',
      symptom: 'errors',
      impactFrom: began,
      detectedAt: at(3),
      outage: true,
      alsoAffected: ['payments', 'gates'],
      channel: 'monitoring',
    },
  })
  line.until(at(3, 20))
  line.add(null, {
    do: 'act',
    verb: 'propose-major',
    input: { reason: 'Priority 1 on Booking, a service of tier 1.', rule: 'priority' },
  })
  line.until(at(6))
  line.add(resolver, { do: 'act', verb: 'take', input: {} })
  lead(line, at, { manager, speaker, resolver })
  mend(line, at, { manager, speaker, resolver })
  return { ...line.plan, alerts: fired(at) }
}

/** What monitoring said: the first opened the incident, the others joined it. */
function fired(at: At): Fired[] {
  return [
    ['BookingErrorsHigh', 'booking', 'bkg-app-01:9464', 3, 'Booking: errors 14 times the usual since 19:40'],
    ['BookingErrorsHigh', 'booking', 'bkg-app-02:9464', 4, 'Booking: errors 14 times the usual since 19:40'],
    ['ConnectionsUsedUp', 'booking', 'bkg-db-01:9187', 5, 'All connections of bkg-db-01 are taken'],
    ['CheckoutFails', 'payments', 'pay-app-01:9464', 9, 'Payments wait for Booking and give up'],
  ].map(([alertname, service, instance, minutes, summary]) => {
    const kind = { alertname, service, severity: 'page', summary, description: '' } as AlertKind
    const sent = sentOf(kind, labelsOf(kind, { instance: String(instance), job: String(service) }))
    return { ...sent, firedAt: at(Number(minutes), -20), recoveredAt: at(66, Number(minutes) * 5) }
  })
}

type At = (minutes: number, seconds?: number) => number
type Leading = { manager: Member; speaker: Member; resolver: Member }

function lead(line: Line, at: At, { manager, speaker, resolver }: Leading): void {
  line.until(at(8))
  line.add(manager, {
    do: 'act',
    verb: 'accept-major',
    input: {
      manager: manager.id,
      communications: speaker.id,
      bridge: 'https://meet.kestrel-ferries.example/major',
    },
  })
  line.until(at(14))
  line.add(speaker, {
    do: 'act',
    verb: 'post-update',
    input: {
      affected: 'Booking on the website, in the call centre and at the check-in desks.',
      known:
        'Searches fail or take minutes since 19:40. Boarding of the 20:15 sailings goes on with printed lists.',
      meanwhile: 'Please do not try to pay twice. Who has a booking can board.',
      nextInMinutes: 30,
    },
  })
  line.until(at(21))
  line.add(resolver, {
    do: 'say',
    body: 'All 400 connections of the database are taken, and nearly all of them idle. Same picture on both servers. Nothing like it before 19:36.',
    public: false,
  })
  line.until(at(33))
  line.add(resolver, {
    do: 'say',
    body: 'Restarting helps for four minutes, then they are used up again. It is 4.12: the new search opens one per request.',
    public: false,
  })
}

function mend(line: Line, at: At, { manager, speaker, resolver }: Leading): void {
  line.until(at(40))
  line.add(manager, {
    do: 'act',
    verb: 'note-decision',
    input: { text: 'We roll back to 4.11. No repair forward tonight.' },
  })
  line.until(at(44))
  line.add(speaker, {
    do: 'act',
    verb: 'post-update',
    input: {
      affected: 'Booking, as before.',
      known: 'The cause is found: this evening’s release. It is being taken back.',
      meanwhile: 'We expect bookings to work again by 21:00.',
      nextInMinutes: 30,
    },
  })
  line.until(at(58))
  line.add(resolver, {
    do: 'say',
    body: '4.11 is on both servers. Connections fall, errors fall.',
    public: false,
  })
  line.until(at(69))
  line.add(manager, {
    do: 'act',
    verb: 'restore-service',
    input: {
      restoredAt: at(67),
      message:
        'Booking works again since 20:47. Bookings and payments of the last hour are being checked; you need not do anything.',
    },
  })
  line.until(at(78))
  line.add(resolver, { do: 'act', verb: 'resolve', input: { ...resolution, restoredAt: at(67) } })
}

const titles = [
  'Booking down?',
  'cannot search any sailing',
  'Booking error 500',
  'Customers cannot pay, page hangs',
  'website shows error when booking',
  'Check-in desk {n}: booking does not open',
  'Nothing works in Booking any more',
  'Call centre: all lines busy, booking broken',
  'Freight booking stuck',
  'Payment taken, no booking',
  'Is booking slow for everyone or only us',
  'Booking times out',
]
const texts = [
  'Since a quarter to eight. Every search ends in an error.',
  'I have {many} people in the queue for the late sailing and cannot check anybody in.',
  'The customer has paid, the page went white, and there is no booking.',
  'First slow, now nothing.',
  '',
  'My colleagues have it as well.',
  'Is there a paper procedure for this?',
]

type Call = { index: number; began: number; solvedAt: number }

function call(cast: Cast, chance: Chance, { index, began, solvedAt }: Call): Plan {
  const own = chance.apart(`${story} call ${index}`)
  const at = began + Math.round((5 + (index * 52) / calls) * minute) + own.whole(0, 50_000)
  const who = own.one(cast.requesters.filter(({ side }) => side !== 'crew'))
  const line = lineFrom(cast, own, { key: `${story} call ${index + 1}`, at, story })
  const agent = oneOf(cast, own, 'service-desk', at)
  const said = (words: string): string =>
    words.replace('{n}', String(own.whole(2, 6))).replace('{many}', String(own.whole(12, 45)))
  line.add(agent, {
    do: 'open',
    input: {
      title: said(titles[index % titles.length] as string),
      description: said(own.one(texts)),
      impact: 2,
      urgency: 1,
      service: 'booking',
      category: 'Booking',
      symptom: 'errors',
      requester: who.id,
      channel: 'phone',
      custom: { location: who.place },
    },
  })
  line.exactly(20_000)
  line.add(agent, { do: 'link', type: 'child-of', to: story })
  line.until(solvedAt)
  // In the words of the incident it belongs to, as the program does for those who reported the same.
  line.add(null, {
    do: 'act',
    verb: 'resolve',
    input: { ...resolution, restoredAt: Math.max(began + 67 * minute, at) },
  })
  if (own.is(0.35)) {
    line.wait(900, 'desk-hours')
    line.add(who, { do: 'act', verb: 'confirm', input: {} })
  }
  return line.plan
}
