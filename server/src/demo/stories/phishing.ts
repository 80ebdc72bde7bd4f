import { localTime } from '../arrivals.ts'
import { type Cast, oneOf } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { lineFrom } from '../line.ts'
import type { Plan } from '../plan.ts'
import { type Story, weekdays } from './telling.ts'

export const story = 'phishing'
/** Who reported the mail, and who had typed their password into it: theirs are restricted. */
export const reports = 14
export const caught = 3

/** On a Tuesday a mail in the name of Payroll comes to many; eleven ask about it, three have fallen for it. */
export const phishing: Story = ({ cast, chance, now }) => {
  const date = weekdays(now, 2)[5] as Temporal.PlainDate
  const first = localTime(date, 9, 12)
  return Array.from({ length: reports }, (_, index) =>
    index >= reports - caught
      ? fell(cast, chance, { index, at: first + index * apart })
      : asked(cast, chance, { index, at: first + index * apart }),
  )
}

const titles = [
  'Is this mail from Payroll real?',
  'Strange mail "your payslip is ready"',
  'phishing?',
  'Mail asks me to sign in for my payslip',
  'Suspicious mail',
  'Payroll mail with a funny link',
  'Got a mail I do not trust',
]
const texts = [
  'It says my payslip could not be delivered and I should sign in. The address looks odd.',
  'I have not pressed anything. My colleague has it too.',
  'The link goes to kestrel-ferrles with an l instead of an i.',
  '',
]

/** How long after one another they come, and when all of them are answered after the first, ms. */
const apart = 7 * 60_000
const answered = 3 * 3_600_000
const resolution = {
  code: 'fixed',
  text: 'The mail was removed from all 212 mailboxes it had come to, and its sender is blocked. Nobody who only looked at it has to do anything.',
}

type Report = { index: number; at: number }

function asked(cast: Cast, chance: Chance, { index, at }: Report): Plan {
  const key = `${story} ${index + 1}`
  const own = chance.apart(key)
  const line = lineFrom(cast, own, { key, at, story })
  const who = cast.requesters[(index * 17 + 5) % cast.requesters.length] as (typeof cast.requesters)[number]
  const agent = oneOf(cast, own, 'service-desk', at)
  line.add(who, {
    do: 'open',
    input: {
      title: titles[index % titles.length] as string,
      description: own.one(texts),
      service: 'mail',
      custom: { location: who.place },
    },
  })
  line.exactly(own.whole(3, 9) * 60_000)
  if (index > 0) {
    line.add(agent, { do: 'merge', into: `${story} 1` })
    line.until(at - index * apart + answered + index * 400)
    line.add(null, { do: 'act', verb: 'resolve', input: resolution })
    return line.plan
  }
  line.add(agent, { do: 'act', verb: 'take', input: {} })
  line.exactly(60_000)
  line.add(agent, {
    do: 'amend',
    input: { category: 'Mail and calendar', symptom: 'phishing', impact: 2, urgency: 1 },
  })
  line.exactly(120_000)
  line.add(agent, {
    do: 'say',
    body: 'Thank you for asking first: it is not from Payroll. Please delete it and do not press the link. Who has typed a password in, call us at once.',
    public: true,
  })
  line.until(at + answered)
  line.add(agent, { do: 'act', verb: 'resolve', input: resolution })
  return line.plan
}

/** They gave their password away: nobody else's business. */
function fell(cast: Cast, chance: Chance, { index, at }: Report): Plan {
  const key = `${story} ${index + 1}`
  const own = chance.apart(key)
  const line = lineFrom(cast, own, { key, at, story })
  const who = cast.requesters[(index * 17 + 5) % cast.requesters.length] as (typeof cast.requesters)[number]
  const [agent, engineer] = [oneOf(cast, own, 'service-desk', at), cast.named('Nadia Benali')]
  line.add(agent, {
    do: 'open',
    input: {
      title: own.one([
        'I think I typed my password into a wrong page',
        'Signed in on the payslip page, was that wrong?',
        'pressed the link from Payroll and signed in',
      ]),
      description: 'It looked exactly like our own page. Afterwards it said "thank you" and nothing else.',
      impact: 3,
      urgency: 1,
      service: 'identity',
      category: 'Sign-in and access',
      symptom: 'password given away',
      team: 'service-desk',
      requester: who.id,
      channel: 'phone',
      custom: { location: who.place },
    },
  })
  line.exactly(50_000)
  line.add(agent, { do: 'act', verb: 'take', input: {} })
  line.exactly(40_000)
  line.add(agent, {
    do: 'restrict',
    people: [engineer.id],
    teams: [cast.teamId('platform')],
    reason: 'Somebody’s password was taken; concerns them and the team that secures the account.',
  })
  line.exactly(4 * 60_000)
  line.add(agent, {
    do: 'act',
    verb: 'give',
    input: { holder: engineer.id, team: 'platform', note: 'Account is locked already.' },
  })
  line.exactly(10 * 60_000)
  line.add(engineer, {
    do: 'say',
    body: 'Your account is locked and safe. Nobody has used it in between. The Desk rings you for a new password; there is nothing to be ashamed of, it was well made.',
    public: true,
  })
  line.exactly(95 * 60_000)
  line.add(engineer, {
    do: 'act',
    verb: 'resolve',
    input: {
      code: 'fixed',
      text: 'All sessions ended, password and second factor made anew, mailbox rules checked: none had been added.',
    },
  })
  line.wait(120, 'desk-hours')
  line.add(who, { do: 'act', verb: 'confirm', input: {} })
  return line.plan
}
