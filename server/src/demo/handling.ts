import { type Member, oneOf } from './cast.ts'
import { type TeamKey, teams } from './company/teams.ts'
import { afterwards } from './endings.ts'
import type { Tale } from './tale.ts'
import { chasing, greetings, handovers, wrongTurns } from './words/talk.ts'

/** In whose hours somebody of a team works; what is grave is worked on at any hour. */
export function hoursOf(tale: Pick<Tale, 'impact' | 'urgency'>, team: TeamKey): string {
  if (tale.impact + tale.urgency <= 3) return 'always'
  return teams.find(({ key }) => key === team)?.hours ?? 'office'
}

/** How long it takes, in working minutes around which it lies, by impact and urgency together (2 worst, 6 least). */
const takesMinutes = [0, 0, 3, 9, 34, 75, 190]
const worksMinutes = [0, 0, 70, 190, 480, 900, 1500]

function grave({ impact, urgency }: Tale): number {
  return impact + urgency
}

/** At the Desk: somebody takes it, answers, and solves it or passes it on. */
export function atDesk(tale: Tale, known?: Member): void {
  const { chance, line, cast, kind } = tale
  const hours = hoursOf(tale, 'service-desk')
  line.wait(known ? 1 : (takesMinutes[grave(tale)] ?? 60), hours)
  const agent = known ?? oneOf(cast, chance, 'service-desk', line.at())
  line.add(agent, { do: 'act', verb: 'take', input: {} })
  if (!known) look(tale, agent)
  if (!known || chance.is(0.3)) greet(tale, agent)
  if (chance.is(kind.desk + 0.12)) solve(tale, agent, 'service-desk')
  else passOn(tale, agent)
}

function passOn(tale: Tale, agent: Member): void {
  const { chance, line, kind } = tale
  const hours = hoursOf(tale, 'service-desk')
  line.wait(22, hours)
  if (chance.is(0.25)) asked(tale, agent, 'service-desk')
  if (chance.is(0.08)) detour(tale, agent)
  line.add(agent, { do: 'act', verb: 'assign', input: { team: kind.team, note: chance.one(handovers) } })
  inTeam(tale, { known: true })
}

/** The Desk says what it is about where the report did not. */
function look({ line, kind, impact, urgency }: Tale, agent: Member): void {
  line.wait(2, 'always')
  const symptom: Record<string, string> = kind.symptom ? { symptom: kind.symptom } : {}
  line.add(agent, {
    do: 'amend',
    input: { service: kind.service, category: kind.category, impact, urgency, ...symptom },
  })
}

function greet({ chance, line, who }: Tale, agent: Member): void {
  line.wait(4, 'always')
  const body = chance.one(greetings).replaceAll('{first}', who.name.split(' ')[0] as string)
  line.add(agent, { do: 'say', body, public: true })
}

/** Now and then it goes to the wrong team first, which sends it back. */
function detour({ chance, line, cast, kind }: Tale, agent: Member): void {
  const wrong = chance.one(teams.filter(({ key, line: at }) => at === 2 && key !== kind.team)).key
  line.add(agent, { do: 'act', verb: 'assign', input: { team: wrong, note: chance.one(handovers) } })
  line.wait(140, 'office')
  const other = oneOf(cast, chance, wrong, line.at())
  line.add(other, {
    do: 'act',
    verb: 'assign',
    input: { team: 'service-desk', note: chance.one(wrongTurns) },
  })
  line.wait(35, 'desk-hours')
}

/** In the team that knows the service. `known`: the Desk has said what it is about. */
export function inTeam(tale: Tale, { known }: { known: boolean }): void {
  const { chance, line, cast, kind } = tale
  const hours = hoursOf(tale, kind.team)
  line.wait((takesMinutes[grave(tale)] ?? 60) * 1.3, hours)
  const agent = oneOf(cast, chance, kind.team, line.at())
  line.add(agent, { do: 'act', verb: 'take', input: {} })
  if (!known) look(tale, agent)
  if (!known || chance.is(0.45)) greet(tale, agent)
  line.wait((worksMinutes[grave(tale)] ?? 300) / 5, hours)
  if (tale.words.find && chance.is(0.75)) line.add(agent, { do: 'say', body: tale.words.find, public: false })
  if (chance.is(0.34)) asked(tale, agent, kind.team)
  if (chance.is(0.1)) together(tale, agent)
  if (kind.supplier && chance.is(0.45)) atSupplier(tale, agent)
  else if (kind.change && chance.is(0.4)) forChange(tale, agent)
  if (kind.tasks && chance.is(0.5)) withTask(tale, agent)
  solve(tale, agent, kind.team)
}

/** Goes on with what an agent has in hand: asks, or finds out, and solves it. */
export function carryOn(tale: Tale, agent: Member, team: TeamKey): void {
  const { chance, line, words } = tale
  if (words.find && chance.is(0.6)) line.add(agent, { do: 'say', body: words.find, public: false })
  if (chance.is(0.5)) asked(tale, agent, team)
  solve(tale, agent, team)
}

/** A question to the requester and their answer, which may take its time. */
function asked(tale: Tale, agent: Member, team: TeamKey): void {
  const { chance, line, who, words } = tale
  if (!words.ask) return
  const { question, answer } = words.ask
  words.ask = null
  line.add(agent, { do: 'act', verb: 'ask', input: { question } })
  line.wait(chance.is(0.2) ? 2100 : 150, 'desk-hours')
  line.add(who, { do: 'say', body: answer, public: true })
  line.wait(25, hoursOf(tale, team))
}

/** Another looks at it as well: asked by name, as a helper. */
function together({ chance, line, cast, kind }: Tale, agent: Member): void {
  const other = oneOf(cast, chance, kind.team, line.at(), agent.id)
  const first = other.name.split(' ')[0]
  line.add(agent, {
    do: 'say',
    body: `[@${other.name}](person:${other.id}) you had one like this, did you not? Could you have a look, ${first}?`,
    public: false,
  })
  line.wait(3, 'always')
  line.add(agent, { do: 'help', who: other.id })
  line.wait(55, 'office')
  line.add(other, {
    do: 'say',
    body: 'Yes, same as the other week. I have written down where to look, two lines above the entry.',
    public: false,
  })
}

function atSupplier(tale: Tale, agent: Member): void {
  const { chance, line, kind } = tale
  if (!kind.supplier) return
  const [supplier, prefix, note] = kind.supplier
  const day = 86_400_000
  const reference = `${prefix}${chance.whole(20_000, 99_999)}`
  line.add(agent, {
    do: 'act',
    verb: 'await-supplier',
    input: { supplier, reference, chaseAt: line.at() + day, note },
  })
  line.wait(1000, 'office')
  if (chance.is(0.4)) {
    line.add(agent, {
      do: 'act',
      verb: 'chase',
      input: { chaseAt: line.at() + 2 * day, note: chance.one(chasing) },
    })
    line.wait(700, 'office')
  }
  line.add(agent, { do: 'act', verb: 'resume', input: { note: 'They have come back to us.' } })
}

function forChange({ line, kind }: Tale, agent: Member): void {
  if (!kind.change) return
  line.add(agent, {
    do: 'act',
    verb: 'await-change',
    input: { change: kind.change, note: 'Goes in with the next window, Wednesday night.' },
  })
  line.wait(1100, 'office')
  line.add(agent, { do: 'act', verb: 'resume', input: { note: 'The change is in.' } })
}

function withTask({ chance, line, cast, kind }: Tale, agent: Member): void {
  const holder = oneOf(cast, chance, kind.team, line.at(), agent.id)
  const done = line.at() + chance.whole(2, 26) * 3_600_000
  line.add(agent, {
    do: 'task',
    title: chance.one(kind.tasks ?? []),
    holder: holder.id,
    dueAt: line.at() + 2 * 86_400_000,
    doneAt: done,
    said: 'Done.',
  })
  line.until(done)
}

function solve(tale: Tale, agent: Member, team: TeamKey): void {
  const { line, words } = tale
  line.wait((worksMinutes[grave(tale)] ?? 300) * (team === 'service-desk' ? 0.25 : 0.8), hoursOf(tale, team))
  line.add(agent, { do: 'act', verb: 'resolve', input: words.fix })
  afterwards(tale, agent)
}
