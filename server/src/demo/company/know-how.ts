import { bringInFacts } from '../../foundation/workforce/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { instantOf, localDate } from '../../spine/time/index.ts'
import type { Cast } from '../cast.ts'
import { homeZone } from './places.ts'
import { type TeamKey, teams } from './teams.ts'

/** What somebody needs to know who works on a service. */
export const needs: Readonly<Record<string, string[]>> = {
  booking: ['booking-engine'],
  payments: ['card-terminals'],
  network: ['ship-links'],
  warehouse: ['postgresql'],
}

/** What the people of a team know to do, each in turn; the first of a team teaches what they know. */
const known: Readonly<Partial<Record<TeamKey, readonly string[]>>> = {
  booking: ['booking-engine', 'postgresql'],
  payments: ['card-terminals', 'pci-audit'],
  platform: ['postgresql', 'kubernetes'],
  network: ['ship-links', 'firewalls'],
}

const weekdays = [1, 2, 3, 4, 5]

/** Skills, working hours, a holiday that begins as the history ends, a certificate that has ended, and somebody who is about to leave a team. */
export async function settleKnowHow(ctx: Ctx, system: string, cast: Cast, now: number): Promise<void> {
  const midnight = (ahead: number): number =>
    instantOf(`${localDate(now, homeZone).add({ days: ahead })}T00:00`, homeZone).instant
  const day = (ahead: number): string => String(localDate(now, homeZone).add({ days: ahead }))
  const skills = teams.flatMap(({ key }) =>
    (known[key] ?? []).flatMap((skill, nth) =>
      cast
        .team(key)
        .filter((_, at) => at % (nth + 1) === 0)
        .map(({ id }, at) => ({ personId: id, skill, level: at === 0 ? 3 : 2, until: null })),
    ),
  )
  const certificate = { personId: cast.named('Vikram Shah').id, skill: 'pci-audit', level: 2, until: day(-9) }
  const early = [{ days: weekdays, from: '07:00', to: '15:00' }]
  const late = [{ days: weekdays, from: '11:00', to: '19:00' }]
  const office = [{ days: weekdays, from: '08:30', to: '17:00' }]
  const hours = teams.flatMap(({ key }) =>
    cast.team(key).map(({ id }, at) => ({
      personId: id,
      hours: key !== 'service-desk' ? office : at % 2 === 0 ? early : late,
    })),
  )
  await bringInFacts(ctx, system, {
    skills: [...skills.filter(({ personId, skill }) => !same(certificate, { personId, skill })), certificate],
    hours,
    absences: [
      { personId: cast.named('Marek Novák').id, from: now, until: midnight(8), why: 'Holiday' },
      { personId: cast.named('Owen Pritchard').id, from: midnight(12), until: midnight(19), why: 'Course' },
    ],
    plans: [
      {
        teamId: cast.teamId('service-desk'),
        personId: cast.named('Luca Marchetti').id,
        joinsAt: null,
        leavesAt: midnight(10),
      },
    ],
  })
}

type Known = { personId: number; skill: string }
const same = (a: Known, b: Known): boolean => a.personId === b.personId && a.skill === b.skill
