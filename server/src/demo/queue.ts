import { type Cast, type Member, oneOf } from './cast.ts'
import type { Chance } from './chance.ts'
import { services } from './company/services.ts'
import type { TeamKey } from './company/teams.ts'
import { atDesk, carryOn } from './handling.ts'
import { lineFrom } from './line.ts'
import type { Plan } from './plan.ts'
import { drawWords } from './words/draw.ts'
import { type Case, cases } from './words/index.ts'
import { greetings } from './words/talk.ts'

type Queue = { cast: Cast; chance: Chance; now: number }

const minute = 60_000
const hour = 60 * minute

/** What is on people's desks when the history ends: one in the hands of each agent, some that nobody has, some that wait for long. */
export function queueOf(queue: Queue): Plan[] {
  const agents = queue.cast.all.filter(({ role, team }) => role === 'agent' && team !== null)
  const desk = queue.cast.team('service-desk').filter(({ role }) => role === 'agent')
  return [
    ...agents.map((agent, index) => inHand(queue, agent, index)),
    ...Array.from({ length: 5 }, (_, index) => inHand(queue, desk[1] as Member, index + 50)),
    ...dueSoon.map((due, index) => inTime(queue, { ...due, index, agent: desk[index * 2] as Member })),
    ...Array.from({ length: 6 }, (_, index) => untaken(queue, index)),
    ...Array.from({ length: 3 }, (_, index) => unanswered(queue, agents[index * 3] as Member, index)),
  ]
}

/** Of a kind that the agent's team solves; every seventh is nearly due. */
function inHand({ cast, chance, now }: Queue, agent: Member, index: number): Plan {
  const key = index < 50 ? `queue ${agent.name}` : `queue ${agent.name} ${index}`
  const own = chance.apart(key)
  const kinds = cases.filter(({ team }) => agent.team === 'service-desk' || team === agent.team)
  const kind = own.one(kinds.length > 0 ? kinds : cases)
  const soon = index % 7 === 3
  const at = soon ? now - 7 * hour - own.whole(12, 40) * minute : now - own.whole(25, 300) * minute
  const line = lineFrom(cast, own, { key, at })
  const [impact, urgency] = soon ? ([2, 1] as const) : ([3, 2] as const)
  const team = agent.team as TeamKey
  const words = open(line, { cast, chance: own, kind, impact, urgency, team })
  line.exactly(own.whole(3, 12) * minute)
  line.add(agent, { do: 'act', verb: 'take', input: {} })
  line.exactly(own.whole(1, 6) * minute)
  const who = cast.of(requesterOf(line.plan))
  const body = own.one(greetings).replaceAll('{first}', who.name.split(' ')[0] as string)
  line.add(agent, { do: 'say', body, public: true })
  // What follows lies ahead: it is what the live demo goes on with.
  line.until(now + own.whole(4, 90) * minute)
  carryOn({ cast, chance: own, kind, who, line, impact, urgency, words }, agent, team)
  return line.plan
}

type Opening = { cast: Cast; chance: Chance; kind: Case; impact: number; urgency: number; team: string }

function open(
  line: ReturnType<typeof lineFrom>,
  { cast, chance, kind, impact, urgency, team }: Opening,
): ReturnType<typeof drawWords> {
  const who = chance.one(cast.requesters.filter(({ side }) => kind.from.includes(side)))
  const words = drawWords(chance, kind, { who, at: line.at() })
  line.add(oneOf(cast, chance, 'service-desk', line.at()), {
    do: 'open',
    input: {
      title: words.title,
      description: words.description,
      impact,
      urgency,
      service: kind.service,
      category: kind.category,
      team,
      requester: who.id,
      channel: chance.one(['phone', 'mail', 'chat']),
      custom: { location: who.place },
    },
  })
  return words
}

function requesterOf({ steps: [first] }: Plan): number {
  if (first?.do !== 'open') throw new Error('a plan begins with its opening')
  return first.input.requester as number
}

/** What lies at the Desk and is nearly due: so many working minutes are left to respond, or to mend it. */
const dueSoon = [
  { impact: 2, urgency: 1, target: 30, left: 9, taken: false },
  { impact: 2, urgency: 2, target: 240, left: 25, taken: false },
  { impact: 2, urgency: 1, target: 480, left: 34, taken: true },
  { impact: 2, urgency: 1, target: 480, left: 52, taken: true },
] as const
type DueSoon = (typeof dueSoon)[number] & { index: number; agent: Member }

function inTime({ cast, chance, now }: Queue, { index, agent, ...due }: DueSoon): Plan {
  const key = `queue due ${index + 1}`
  const own = chance.apart(key)
  const kind = own.one(
    cases.filter(
      ({ service, grave }) => hoursOf(service) === 'sailings' && grave.some(([impact]) => impact === 2),
    ),
  )
  const line = lineFrom(cast, own, { key, at: now - (due.target - due.left) * minute })
  const words = open(line, { cast, chance: own, kind, ...due, team: 'service-desk' })
  const who = cast.of(requesterOf(line.plan))
  const tale = { cast, chance: own, kind, who, line, words, impact: due.impact, urgency: due.urgency }
  if (due.taken) {
    line.exactly(own.whole(3, 12) * minute)
    line.add(agent, { do: 'act', verb: 'take', input: {} })
    line.exactly(4 * minute)
    const body = own.one(greetings).replaceAll('{first}', who.name.split(' ')[0] as string)
    line.add(agent, { do: 'say', body, public: true })
  }
  line.until(now + own.whole(4, 20) * minute)
  if (!due.taken) line.add(agent, { do: 'act', verb: 'take', input: {} })
  carryOn(tale, agent, 'service-desk')
  return line.plan
}

function hoursOf(service: string): string | undefined {
  return services.find(({ key }) => key === service)?.hours
}

/** Just written in the portal, without a service: nobody has looked at it. */
function untaken({ cast, chance, now }: Queue, index: number): Plan {
  const key = `queue new ${index + 1}`
  const own = chance.apart(key)
  const kind = own.one(cases)
  const who = own.one(cast.requesters.filter(({ side }) => kind.from.includes(side)))
  const line = lineFrom(cast, own, { key, at: now - (4 + index * 23) * minute })
  const words = drawWords(own, kind, { who, at: line.at() })
  const { title, description } = words
  line.add(who, { do: 'open', input: { title, description, custom: { location: who.place } } })
  line.until(now + own.whole(2, 30) * minute)
  const [impact, urgency] = [3, 2] as const
  atDesk({ cast, chance: own, kind, who, line, impact, urgency, words })
  return line.plan
}

/** Asked days ago, and never answered. */
function unanswered({ cast, chance, now }: Queue, agent: Member, index: number): Plan {
  const key = `queue unanswered ${index + 1}`
  const own = chance.apart(key)
  const kind = own.one(cases.filter(({ asks = [] }) => asks.length > 0))
  const line = lineFrom(cast, own, { key, at: now - (6 + index * 2) * 24 * hour })
  const words = open(line, { cast, chance: own, kind, impact: 3, urgency: 2, team: agent.team as string })
  line.exactly(40 * minute)
  const question = words.ask?.question ?? 'Could you tell me when it happened last, and what you saw then?'
  line.add(agent, { do: 'act', verb: 'ask', input: { question } })
  return line.plan
}
