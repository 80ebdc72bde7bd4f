import { workingMs } from '../spine/time/index.ts'
import { type Cast, type Member, oneOf } from './cast.ts'
import type { Chance } from './chance.ts'
import { afterwards, withdraw } from './endings.ts'
import { fileFor } from './files.ts'
import { atDesk, inTeam } from './handling.ts'
import { lineFrom } from './line.ts'
import type { Plan } from './plan.ts'
import type { Tale } from './tale.ts'
import { drawWords } from './words/draw.ts'
import { type Case, cases } from './words/index.ts'
import { confirmations } from './words/talk.ts'

/** What an everyday incident is made from. */
export type Everyday = { cast: Cast; chance: Chance; key: string; at: number; kind?: Case; who?: Member }

/** Somebody has trouble with something: all of what becomes of it. */
export function everyday({ cast, chance, key, at, ...given }: Everyday): Plan {
  const kind = given.kind ?? chance.weighted(cases.map((one) => [one, one.weight] as const))
  const who = given.who ?? chance.one(cast.requesters.filter(({ side }) => kind.from.includes(side)))
  const [impact, urgency] = chance.weighted(
    kind.grave.map(([i, u, weight]) => [[i, u] as const, weight] as const),
  )
  const line = lineFrom(cast, chance.apart('times'), { key, at })
  const tale: Tale = {
    cast,
    chance,
    kind,
    who,
    line,
    impact,
    urgency,
    words: drawWords(chance, kind, { who, at }),
  }
  return report(tale)
}

/** When the Desk is open people call; at night, and from sea, they write. */
function report(tale: Tale): Plan {
  const { chance, line, who, cast } = tale
  const at = line.at()
  const open = workingMs(cast.hours('desk-hours'), at, at + 60_000) === 60_000
  const channel = open
    ? chance.weighted([
        ['portal', who.side === 'office' ? 44 : 34],
        ['phone', who.side === 'terminal' ? 44 : 30],
        ['mail', 18],
        ['walk-in', who.side === 'office' ? 7 : 2],
        ['chat', 5],
      ] as const)
    : 'portal'
  if (channel === 'portal') byPortal(tale)
  else byDesk(tale, channel)
  return line.plan
}

/** Written by whoever has the trouble: some know the service, few how grave it is. */
function byPortal(tale: Tale): void {
  const { chance, line, who, kind, words } = tale
  const knows = chance.is(0.62)
  const custom = { location: who.place === 'IT' ? who.port.name : who.place }
  const input = {
    title: words.title,
    description: words.description,
    ...(knows && { service: kind.service }),
    custom,
  }
  line.add(who, { do: 'open', input })
  if (chance.is(0.09)) {
    line.wait(4, 'always')
    line.add(who, fileFor(chance, tale))
  }
  if (chance.is(0.025)) withdraw(tale)
  else if (knows) inTeam(tale, { known: false })
  else atDesk(tale)
}

/** Taken down by the Desk while somebody is on the phone, at the counter, or from their mail. */
function byDesk(tale: Tale, channel: 'phone' | 'mail' | 'walk-in' | 'chat'): void {
  const { chance, line, who, cast, kind, words, impact, urgency } = tale
  const agent = oneOf(cast, chance, 'service-desk', line.at())
  const solved = channel !== 'mail' && chance.is(kind.desk)
  const input = {
    title: words.title,
    description: words.description,
    impact,
    urgency,
    service: kind.service,
    category: kind.category,
    ...(kind.symptom && { symptom: kind.symptom }),
    requester: who.id,
    channel,
    custom: { location: who.place },
  }
  if (solved) {
    line.add(agent, { do: 'open', input: { ...input, team: 'service-desk', resolution: words.fix } })
    if (chance.is(0.58)) {
      line.wait(2, 'always')
      line.add(agent, { do: 'act', verb: 'confirm', input: { how: chance.one(confirmations) } })
    } else afterwards(tale, agent)
    return
  }
  const keeps = chance.is(0.45) || chance.is(kind.desk)
  line.add(agent, { do: 'open', input: { ...input, ...(keeps && { team: 'service-desk' }) } })
  if (keeps) atDesk(tale, agent)
  else inTeam(tale, { known: true })
}
