import type { PastAlert } from '../../practices/event/index.ts'
import type { Chance } from '../chance.ts'
import type { Plan } from '../plan.ts'
import { type AlertKind, quiet } from './kinds.ts'
import { type Fired, labelsOf, sentOf } from './sent.ts'

/** Who sends the alerts: what the key of the company's Prometheus is called. */
export const alertSource = 'prometheus'

const minute = 60_000
const week = 7 * 1440 * minute

/** What monitoring said in the history: `idOf` knows the number of a plan's incident. `share`: of what wakes nobody. */
export type Watching = {
  chance: Chance
  now: number
  days: number
  share: number
  plans: readonly Plan[]
  idOf: (key: string) => number
}

/** `plan`: whose incident it opened or joined. */
type Episode = Fired & { plan: string | null }

/** All alerts of the three months with their episodes, the same for the same seed and now. */
export function alertsOf(watching: Watching): PastAlert[] {
  const { chance, now, plans, idOf } = watching
  const own = quiet.flatMap((kind) => quietly(watching, kind, chance.apart(kind.alertname)))
  const opened = plans.flatMap(({ key, alerts = [] }) => alerts.map((fired) => ({ ...fired, plan: key })))
  const told: Episode[] = [...own, ...opened]
  return gathered(told.filter(({ firedAt }) => firedAt <= now)).map(({ sent, episodes }) => ({
    ...sent,
    source: alertSource,
    count: episodes.reduce((sum, one) => sum + timesSent(one, now), 0),
    episodes: episodes.map(({ firedAt, recoveredAt, plan }) => ({
      firedAt,
      recoveredAt: recoveredAt !== null && recoveredAt > now ? null : recoveredAt,
      incidentId: plan === null ? null : idOf(plan),
    })),
  }))
}

/** Once as it fires, every five minutes while it does, and once as it recovers. */
function timesSent({ firedAt, recoveredAt }: Episode, now: number): number {
  const over = recoveredAt !== null && recoveredAt <= now
  return 1 + Math.floor(((over ? recoveredAt : now) - firedAt) / (5 * minute)) + (over ? 1 : 0)
}

/** Fired by chance: more by day, and at the gates most on Mondays. */
function quietly({ now, days, share }: Watching, kind: AlertKind, chance: Chance): Episode[] {
  const many = Math.round(((kind.aWeek * days) / 7) * share)
  return Array.from({ length: many }, () => {
    const firedAt = whenFired(chance, kind, { now, days })
    const lasts =
      Math.min(Math.round(chance.about(kind.minutes) * minute), week) + chance.whole(20_000, 59_000)
    const on = podNamed(chance, chance.one(kind.on))
    return { ...sentOf(kind, labelsOf(kind, on)), firedAt, recoveredAt: firedAt + lasts, plan: null }
  })
}

function whenFired(
  chance: Chance,
  { service }: AlertKind,
  { now, days }: { now: number; days: number },
): number {
  for (;;) {
    const at = now - Math.floor(chance.next() * days * 1440 * minute)
    const { hour, dayOfWeek } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC')
    const busy = hour >= 6 && hour < 22
    const monday = service === 'gates' && dayOfWeek === 1
    if (chance.is(monday ? 1 : busy ? 0.6 : 0.3)) return at
  }
}

const signs = [...'bcdfghjklmnpqrstvwxz2456789']

function podNamed(chance: Chance, on: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (!on.pod?.includes('{pod}')) return on
  const some = (many: number): string => Array.from({ length: many }, () => chance.one(signs)).join('')
  return { ...on, pod: on.pod.replace('{pod}', `${some(9)}-${some(5)}`) }
}

/** Episodes of the same labels together, the oldest first; one that begins before the last has ended is part of it. */
function gathered(episodes: readonly Episode[]): { sent: Episode['sent']; episodes: Episode[] }[] {
  const known = new Map<string, { sent: Episode['sent']; episodes: Episode[] }>()
  for (const one of episodes.toSorted((a, b) => a.firedAt - b.firedAt)) {
    const key = JSON.stringify(one.sent.labels)
    const alert = known.get(key) ?? { sent: one.sent, episodes: [] }
    known.set(key, alert)
    const last = alert.episodes.at(-1)
    if (last && (last.recoveredAt === null || last.recoveredAt + minute > one.firedAt)) continue
    alert.episodes.push(one)
  }
  return [...known.values()]
}
