import { setTimeout as sleep } from 'node:timers/promises'
import type { Service } from '../faults/service.ts'
import { type House, type Incident, until } from './house.ts'
import type { Patient } from './senders.ts'

export type Scene = { house: House; patient: Patient; service: Service }
type Step = readonly [says: string, play: (scene: Scene) => Promise<void>]

const one =
  (state: string) =>
  (found: Incident[]): boolean =>
    found.length === 1 && found[0]?.state === state

const hosts = Array.from({ length: 300 }, (_, n) => `web-${n + 1}`)

/** What a real Prometheus and Alertmanager see of us, and we of them; in order. */
export const story: readonly Step[] = [
  [
    'a rule that fires opens one incident, on its service and the team behind it',
    async ({ house, patient }) => {
      patient.breaks(['web-1'])
      const [found] = await until('an incident', 45, house.incidents, one('assigned'))
      const seen = [found?.team?.key, found?.service?.key, found?.priority, found?.title]
      same('the incident', seen, ['booking', 'booking', 1, 'Bookings fail on web-1'])
    },
  ],
  [
    'what comes by Alertmanager and by Prometheus itself is one alert',
    async ({ house }) => {
      await until('the alert twice', 20, house.alerts, ([seen]) => (seen?.count ?? 0) >= 2)
      same(
        'alerts',
        (await house.alerts()).map(({ state }) => state),
        ['firing'],
      )
    },
  ],
  [
    'recovery resolves it, and firing again soon after reopens it',
    async ({ house, patient }) => {
      patient.breaks([])
      await until('resolved', 45, house.incidents, one('resolved'))
      patient.breaks(['web-1'])
      await until('reopened', 45, house.incidents, one('assigned'))
    },
  ],
  [
    'killed twice in a storm, the server loses nothing and doubles nothing',
    async ({ house, patient, service }) => {
      patient.breaks(hosts)
      await sleep(1_500)
      await service.kill()
      await sleep(1_000)
      await service.start()
      await sleep(3_000)
      await service.kill()
      await service.start()
      const all = await until('all alerts', 60, house.alerts, ({ length }) => length >= hosts.length)
      same('alerts', all.length, hosts.length)
      await until('all of them in one incident', 20, house.alerts, (seen) => {
        const [incident, ...others] = new Set(seen.map((alert) => alert.incident))
        return incident !== null && others.length === 0
      })
      await until('one incident', 5, house.incidents, one('assigned'))
    },
  ],
  [
    'recovery that holds closes it, and what fires later is another one that came back',
    async ({ house, patient }) => {
      patient.breaks([])
      await until('resolved', 60, house.incidents, one('resolved'))
      const [closed] = await until('closed', 100, house.incidents, one('closed'))
      same('closure', closed?.closure, 'recovered')
      patient.breaks(['web-1'])
      await until('another', 45, house.incidents, ({ length }) => length === 2)
      const { cameBack } = await house.ask<{ cameBack: object }>('GET', `/incidents/${closed?.ref}`)
      const later = (await house.incidents()).find(({ ref }) => ref !== closed?.ref)
      same('came back', cameBack, { confirmed: [later?.ref], suspected: [] })
    },
  ],
]

function same(what: string, seen: unknown, wanted: unknown): void {
  if (JSON.stringify(seen) !== JSON.stringify(wanted))
    throw new Error(`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`)
}
