import { pages as kinds, type PageKind } from '../alerts/kinds.ts'
import { type Fired, labelsOf, sentOf } from '../alerts/sent.ts'
import { type Cast, oneOf } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { services } from '../company/services.ts'
import { type Line, lineFrom } from '../line.ts'
import type { Plan } from '../plan.ts'
import type { Story } from './telling.ts'

const minute = 60_000
const day = 1440 * minute
const historyDays = 90

/** `again`: the plan of the same alert within 14 days before. */
type Page = Fired & { key: string; kind: PageKind; recoveredAt: number; again: string | null }

/** What monitoring woke somebody for, beside the warehouse: each opened an incident, and many were over by themselves. */
export const pages: Story = ({ cast, chance, now }) =>
  firing(chance.apart('pages'), now).map((page) => planOf(cast, chance.apart(page.key), page))

function firing(chance: Chance, now: number): Page[] {
  const drawn = kinds
    .flatMap((kind) => Array.from({ length: Math.round((kind.aWeek * historyDays) / 7) }, () => kind))
    .map((kind) => firedOf(chance, kind, now))
    .sort((a, b) => a.firedAt - b.firedAt)
  const last = new Map<string, Page>()
  return drawn.flatMap((fired, index) => {
    const labels = JSON.stringify(fired.sent.labels)
    const before = last.get(labels)
    if (before && before.recoveredAt + 120 * minute > fired.firedAt) return []
    const again = before && fired.firedAt - before.recoveredAt < 14 * day ? before.key : null
    const page = { ...fired, key: `page ${index + 1}`, again }
    last.set(labels, page)
    return [page]
  })
}

/** None in the last hours: what is open then is told on its own. */
function firedOf(chance: Chance, kind: PageKind, now: number): Omit<Page, 'key' | 'again'> {
  const firedAt = now - Math.floor(0.25 * day + chance.next() * (historyDays - 0.25) * day)
  const recoveredAt = firedAt + Math.round((2 + chance.about(kind.minutes)) * minute)
  return { ...sentOf(kind, labelsOf(kind, chance.one(kind.on))), kind, firedAt, recoveredAt }
}

function planOf(cast: Cast, chance: Chance, page: Page): Plan {
  const { key, kind, sent, firedAt, recoveredAt, again } = page
  const line = lineFrom(cast, chance, { key, at: firedAt + chance.whole(300, 1_900) })
  const { annotations } = sent
  line.add(null, {
    do: 'open',
    input: {
      title: annotations.summary,
      description: `${annotations.description}\n\nRunbook: <${annotations.runbook_url}>`,
      impact: 2,
      urgency: 1,
      service: kind.service,
      impactFrom: firedAt,
      detectedAt: line.at(),
      channel: 'monitoring',
    },
  })
  if (again) line.add(null, { do: 'link', type: 'recurs', to: again })
  line.until(firedAt + chance.whole(3, 14) * minute)
  if (line.at() < recoveredAt && chance.is(0.75)) handled(line, cast, { chance, page })
  else {
    line.until(recoveredAt + 2_000)
    line.add(null, { do: 'recover', restoredAt: recoveredAt })
  }
  return { ...line.plan, alerts: [{ sent, firedAt, recoveredAt }] }
}

function handled(line: Line, cast: Cast, { chance, page }: { chance: Chance; page: Page }): void {
  const { kind, recoveredAt } = page
  const team = services.find(({ key }) => key === kind.service)?.team ?? 'platform'
  const who = oneOf(cast, chance, team, line.at())
  line.add(who, { do: 'act', verb: 'take', input: {} })
  if (chance.is(0.4)) {
    line.wait(3, 'always')
    line.add(who, { do: 'say', body: chance.one(looking), public: false })
  }
  line.until(recoveredAt + chance.whole(2, 25) * minute)
  const text = chance.one(kind.mended)
  line.add(who, {
    do: 'act',
    verb: 'resolve',
    input: { code: 'fixed', text, restoredAt: Math.min(recoveredAt, line.at()) },
  })
}

const looking = [
  'Looking. The board says the same as the alert.',
  'On it, from home.',
  'Not the usual one. Going through the runbook.',
  'Can see it. Nobody has called yet.',
  'Reached the people on site, they see it too.',
]
