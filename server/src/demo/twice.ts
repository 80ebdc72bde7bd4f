import { type Cast, oneOf } from './cast.ts'
import type { Chance } from './chance.ts'
import { lineFrom } from './line.ts'
import { openedAt, type Plan } from './plan.ts'

const minute = 60_000
/** Of so many everyday incidents, one is reported by a colleague as well. */
const oneIn = 30

/** What somebody else reports as well, while it is being worked on: the Desk merges it, and it ends with the first. */
export function twice({
  cast,
  chance,
  usual,
}: {
  cast: Cast
  chance: Chance
  usual: readonly Plan[]
}): Plan[] {
  return usual
    .filter((_, index) => index % oneIn === 7)
    .flatMap((first) => reportedAgain(cast, chance.apart(first.key), first) ?? [])
}

function reportedAgain(cast: Cast, chance: Chance, first: Plan): Plan | null {
  const [opening] = first.steps
  const ends = first.steps.filter((step) => step.do === 'act' && step.verb === 'resolve')
  const end = ends.length === 1 ? ends[0] : undefined
  if (opening?.do !== 'open' || end?.do !== 'act') return null
  const at = openedAt(first) + chance.whole(6, 50) * minute
  const reporter = cast.of((opening.input.requester as number | undefined) ?? (opening.by as number))
  const near = cast.requesters.filter(({ place, id }) => place === reporter.place && id !== reporter.id)
  if (near.length === 0 || at + 20 * minute > end.at) return null
  const who = chance.one(near)
  const line = lineFrom(cast, chance, { key: `${first.key} again`, at })
  const { title, service } = opening.input
  line.add(who, {
    do: 'open',
    input: { title, ...(service !== undefined && { service }), custom: opening.input.custom },
  })
  line.exactly(chance.whole(2, 14) * minute)
  line.add(oneOf(cast, chance, 'service-desk', line.at()), { do: 'merge', into: first.key })
  line.until(end.at + 700)
  const { code, text } = end.input
  line.add(null, { do: 'act', verb: 'resolve', input: { code, text } })
  return line.plan
}
