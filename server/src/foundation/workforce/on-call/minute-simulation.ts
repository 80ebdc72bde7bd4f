import type { Hours, Layer, Rota } from './rota.ts'

const MINUTE = 60_000

/** What the wall clock of a zone has shown at most, at an instant: it does not go back when the clock does. */
function shownAtMost(zone: string, from: number): (instant: number) => Temporal.PlainDateTime {
  let most: Temporal.PlainDateTime | null = null
  let next = from - 26 * 60 * MINUTE
  return (instant) => {
    for (; next <= instant; next += MINUTE) {
      const shown = Temporal.Instant.fromEpochMilliseconds(next).toZonedDateTimeISO(zone).toPlainDateTime()
      if (most === null || Temporal.PlainDateTime.compare(shown, most) > 0) most = shown
    }
    return most as Temporal.PlainDateTime
  }
}

const reached = (shown: Temporal.PlainDateTime, time: Temporal.PlainDateTime): boolean =>
  Temporal.PlainDateTime.compare(shown, time) >= 0

/** Gives turn after turn to whoever is next and there for all of it. */
function* turnByTurn({ begins, turn, members }: Layer) {
  let from = Temporal.PlainDateTime.from(begins)
  let last = -1
  for (let at = 1; ; at++) {
    const until = Temporal.PlainDateTime.from(begins).add({ [turn.unit]: turn.every * at })
    const order = members.map((_, i) => (last + 1 + i) % members.length)
    const next = order.find((i) => {
      const { from: joins, until: leaves } = members[i] as Layer['members'][number]
      return (
        (joins === null || reached(from, Temporal.PlainDate.from(joins).toPlainDateTime())) &&
        (leaves === null || reached(Temporal.PlainDate.from(leaves).toPlainDateTime(), until))
      )
    })
    if (next !== undefined) last = next
    yield { from, until, person: next === undefined ? null : (members[next]?.person ?? null) }
    from = until
  }
}

function inHours(shown: Temporal.PlainDateTime, { hours, holidays }: Layer): boolean {
  const today = shown.toPlainDate()
  const all: Hours[] = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }]
  return [today, today.subtract({ days: 1 })].some((date) => {
    if (holidays && holidays.dates.has(date.toString()) !== (holidays.on === 'only')) return false
    return (hours ?? all).some(
      ({ days, from, to }) =>
        days.includes(date.dayOfWeek) &&
        reached(shown, date.toPlainDateTime(from)) &&
        !reached(shown, date.add({ days: to <= from ? 1 : 0 }).toPlainDateTime(to)),
    )
  })
}

/** Who each layer has, minute by minute, by watching the wall clock and giving out turns one after the other. */
export function simulateLayer(layer: Layer, from: number, minutes: number): (number | null)[] {
  const shown = shownAtMost(layer.zone, from)
  const ended = layer.ends === null ? null : Temporal.PlainDateTime.from(layer.ends)
  const turns = turnByTurn(layer)
  let turn = turns.next().value
  return Array.from({ length: minutes }, (_, i) => {
    const now = shown(from + i * MINUTE)
    while (turn && reached(now, turn.until)) turn = turns.next().value
    if (!turn || !reached(now, turn.from) || (ended && reached(now, ended))) return null
    return inHours(now, layer) ? turn.person : null
  })
}

export function simulate(rota: Rota, from: number, minutes: number): (number | null)[] {
  const layers = rota.layers.map((layer) => simulateLayer(layer, from, minutes))
  return Array.from({ length: minutes }, (_, i) => {
    const now = from + i * MINUTE
    const over = rota.overrides
      .filter((one) => one.from <= now && now < one.until)
      .toSorted((a, b) => b.order - a.order)[0]
    if (over) return over.person
    return layers.map((layer) => layer[i] ?? null).findLast((person) => person !== null) ?? null
  })
}
