import { labelsOf, sentOf } from '../alerts/sent.ts'
import { localTime } from '../arrivals.ts'
import { type Cast, oneOf } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { type Line, lineFrom } from '../line.ts'
import { openedAt, type Plan } from '../plan.ts'
import { type Story, weekdays } from './telling.ts'

export const story = 'warehouse nights'
export const nights = 41
/** Of them, those in which somebody had to do something. */
export const ofUse = [11, 29] as const

/** An alert of the warehouse wakes somebody on 41 nights; on two of them there is something to do. */
export const warehouseNights: Story = ({ cast, chance, now }) => {
  const dates = [1, 2, 3, 4, 5, 6].flatMap((weekday) => weekdays(now, weekday))
  const chosen = chance.apart(story).some(dates, nights).sort(Temporal.PlainDate.compare)
  const plans = chosen.map((date, index) => night(cast, chance, { date, index }))
  return plans.map((plan, index) => again(plan, plans[index - 1]))
}

/** The same alert within two weeks came back, and says so. */
function again(plan: Plan, before: Plan | undefined): Plan {
  const [first, ...rest] = plan.steps
  if (!first || !before || openedAt(plan) - openedAt(before) > 14 * 86_400_000) return plan
  const link = { at: first.at, by: null, do: 'link', type: 'recurs', to: before.key } as const
  return { ...plan, steps: [first, link, ...rest] }
}

const kind = {
  alertname: 'WarehouseLoadSlow',
  service: 'warehouse',
  severity: 'page',
  summary: 'WarehouseLoadSlow: nightly load is behind',
  description: 'The load of the data warehouse is over 30 minutes behind.',
} as const

function fired(line: Line, recoveredAt: number): NonNullable<Plan['alerts']> {
  const labels = labelsOf(kind, { instance: 'dwh-etl-01:9187', job: 'dwh-load' })
  return [{ ...sentOf(kind, labels), firedAt: openedAt(line.plan) - 20_000, recoveredAt }]
}

const nothing = [
  'Load was slower than the threshold and finished by itself.',
  'Nothing to do: caught up within twenty minutes.',
  'Same as always: the threshold is from the time when there were two ships less.',
  'Looked, waited, it went away. Back to bed.',
  'Finished before I had the laptop open.',
]
const something = [
  'The table space for staging was full. Cleared three old exports and added 50 GB; the load ran through.',
  'A lock of a forgotten session held the load. Ended the session, the load went on.',
]

function night(
  cast: Cast,
  chance: Chance,
  { date, index }: { date: Temporal.PlainDate; index: number },
): Plan {
  const key = `${story} ${index + 1}`
  const own = chance.apart(key)
  const line = lineFrom(cast, own, { key, story, at: localTime(date, own.whole(1, 4), own.whole(2, 57)) })
  const behind = own.whole(31, 55)
  line.add(null, {
    do: 'open',
    input: {
      title: kind.summary,
      description: `Load of the data warehouse is ${behind} minutes behind (threshold 30).`,
      impact: 3,
      urgency: 1,
      service: 'warehouse',
      category: 'Reports',
      symptom: 'load slow',
      detectedAt: line.at(),
      channel: 'monitoring',
    },
  })
  line.wait(9, 'always')
  const who = oneOf(cast, own, 'platform', line.at())
  line.add(who, { do: 'act', verb: 'take', input: {} })
  line.wait(22, 'always')
  const use = (ofUse as readonly number[]).indexOf(index + 1)
  const resolution =
    use < 0
      ? { code: 'no-fault-found', text: own.one(nothing) }
      : { code: 'fixed', text: something[use] as string }
  const recoveredAt = line.at() - own.whole(60, 400) * 1_000
  line.add(who, { do: 'act', verb: 'resolve', input: { ...resolution, restoredAt: recoveredAt } })
  return { ...line.plan, alerts: fired(line, recoveredAt) }
}
