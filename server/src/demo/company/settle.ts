import { type calendarIn, service as serviceFacts } from '@throughline/contract'
import type { z } from 'zod'
import { service } from '../../foundation/configuration/index.ts'
import { bringInPeople, bringInTeams } from '../../foundation/workforce/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { beginPast, pastIntent, tellOpening } from '../../spine/practice/index.ts'
import { commit, nextNumber } from '../../spine/records/index.ts'
import { changeCalendar, changeSetting, nameOrganisation } from '../../spine/setup/index.ts'
import { type Cast, castOf } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { alertRules } from './alert-rules.ts'
import { cannedReplies } from './canned-replies.ts'
import { calendars } from './hours.ts'
import { needs, settleKnowHow } from './know-how.ts'
import { type Person, peopleOf } from './people.ts'
import { homeZone } from './places.ts'
import { services } from './services.ts'
import { managers, shiftLead, signIns, teams } from './teams.ts'

export const system = 'demo'

/** Makes the company: its name, hours, people, teams and services. What is there already from an earlier try stays. */
export async function settle(ctx: Ctx, chance: Chance, { now, many, password }: Settling): Promise<Cast> {
  await nameOrganisation(ctx, { name: 'Kestrel Ferries', zone: homeZone, language: 'en' })
  for (const [key, calendar] of Object.entries(calendars(now))) await changeHours(ctx, key, calendar)
  await changeSetting(ctx, 'cannedReplies', cannedReplies)
  await changeSetting(ctx, 'customFields', customFields)
  await changeSetting(ctx, 'alertRules', alertRules)
  const cast = await gather(ctx, chance, { many, password })
  await openServices(ctx, cast, now)
  await settleKnowHow(ctx, system, cast, now)
  return cast
}

/** Everybody of the company with their numbers; who is known already stays as they are. */
export async function gather(ctx: Ctx, chance: Chance, { many, password }: Gathering): Promise<Cast> {
  const people = peopleOf(chance.apart('people'), many)
  const numbers = await bringInPeople(
    ctx,
    system,
    people.map(({ name, email, role, zone }) => ({ name, email, role, zone, language: 'en' })),
    password === null ? null : { emails: emailsOf(people), password },
  )
  const teamNumbers = await bringInTeams(ctx, system, teamsOf(people, numbers))
  return castOf(people, {
    people: numbers,
    teams: teamNumbers,
    hours: (key) => ctx.calendars.table(ctx.calendars.current(key)),
  })
}

/** `many`: how many people there are beside those of IT. */
export type Gathering = { many: number; password: string | null }
/** `now`: when the history ends, epoch ms. */
export type Settling = Gathering & { now: number }

/** How many people there are beside those of IT, where so much of the everyday is loaded. */
export function peopleFor(share: number): number {
  return Math.max(40, Math.round(300 * share))
}

/** Incidents say where their requester is: on a ship, in a port, in a department. */
const customFields = {
  incident: {
    type: 'object',
    properties: { location: { type: 'string', title: 'Where', maxLength: 80 } },
  },
}

async function changeHours(ctx: Ctx, key: string, calendar: z.output<typeof calendarIn>): Promise<void> {
  if (key !== 'office' && ctx.calendars.has(key)) return
  await changeCalendar(ctx, key, calendar)
}

function emailsOf(people: readonly Person[]): string[] {
  const names = new Set<string>(signIns.map(({ name }) => name))
  return people.flatMap(({ name, email }) => (names.has(name) ? [email] : []))
}

function teamsOf(people: readonly Person[], numbers: ReadonlyMap<string, number>) {
  const idOf = (name: string): number | null => {
    const person = people.find((one) => one.name === name)
    return person ? (numbers.get(person.email) ?? null) : null
  }
  return teams.map(({ key, name, line, people: members }) => ({
    key,
    name,
    line,
    members: members.flatMap((member) => idOf(member) ?? []),
    leadId: idOf(members[0]),
    managerId: idOf(managers[key]),
    shiftLeadId: key === 'service-desk' ? idOf(shiftLead) : null,
  }))
}

/** Services have been there for long: they were opened a year before the history begins. */
async function openServices(ctx: Ctx, cast: Cast, now: number): Promise<void> {
  const at = now - 456 * 86_400_000
  const then: Ctx = { ...ctx, time: { now: () => at } }
  const missing = services.filter(({ key }) => !ctx.directory.service(key))
  const intents = []
  for (const { key, name, tier, team, hours, says } of missing) {
    const past = beginPast(ctx, service, await nextNumber(ctx.db))
    const owner = cast.named(managers[team]).id
    const skills = needs[key] ?? []
    const input = { key, name, tier, team, owner, skills, calendar: hours, description: says }
    await tellOpening(then, past, serviceFacts.create.parse(input))
    intents.push(pastIntent(past, { system, externalId: `service ${key}`, digest: '' }))
  }
  await commit({ db: ctx.db, calendars: ctx.calendars, now: ctx.time.now(), mode: 'replay' }, intents)
  await ctx.db.pool.query(`select pg_notify('throughline_reload', 'services')`)
  await ctx.directory.reload()
}
