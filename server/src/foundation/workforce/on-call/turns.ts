import { occurrence } from '../../../spine/time/index.ts'
import type { Layer, Member } from './rota.ts'

/** A turn of a layer: which it is, counted from 0, from when to when (epoch ms), and whose it is. */
export type Turn = { at: number; from: number; until: number; person: number | null }

/** A layer read once, to be asked often. */
export type Turns = {
  /** The turn at an instant; null before the first and after the last. */
  at(instant: number): Turn | null
  number(at: number): Turn
  begins: number
  ends: number
}

/** From turn `from` on these are in turn, beginning with the one at `first`; `last` had the turn before. */
type Stretch = { from: number; members: readonly number[]; first: number; last: number | null }

const DAY = 86_400_000

/** A layer's turns. Turns that the clock leaves no time for (of an hour that is skipped) have no length. */
export function turnsOf(layer: Layer): Turns {
  const { zone, turn, ends: end } = layer
  const start = Temporal.PlainDateTime.from(layer.begins)
  const local = (at: number): Temporal.PlainDateTime => start.add({ [turn.unit]: at * turn.every })
  const boundary = (at: number): number => occurrence(local(at), zone).from
  const begins = boundary(0)
  const ends = end === null ? Infinity : occurrence(Temporal.PlainDateTime.from(end), zone).from
  const stretches = stretchesOf(layer, local)
  const number = (at: number): Turn => ({
    at,
    from: boundary(at),
    until: Math.min(boundary(at + 1), ends),
    person: whoseTurn(stretches, at),
  })
  const lengthMs = { hours: 3_600_000, days: DAY, weeks: 7 * DAY }[turn.unit] * turn.every
  return {
    begins,
    ends,
    number,
    at: (instant) => {
      if (instant < begins || instant >= ends) return null
      // Off by one at most, where the clock has changed between the first turn and this one.
      let at = Math.max(0, Math.floor((instant - begins) / lengthMs) - 1)
      while (boundary(at) > instant) at--
      while (boundary(at + 1) <= instant) at++
      return number(at)
    },
  }
}

/** Whenever somebody joins or leaves, the turns go on with whoever comes next after the one before. */
function stretchesOf({ members, turn }: Layer, local: (at: number) => Temporal.PlainDateTime): Stretch[] {
  const stretches: Stretch[] = []
  for (const from of changesOf(members, turn, local)) {
    const here = membersAt(members, local, from)
    const before = stretches.at(-1)
    const last = before ? (inTurn(before, from - 1) ?? before.last) : null
    stretches.push({ from, members: here, first: last === null ? 0 : after(last, members, here), last })
  }
  return stretches
}

/** The turns, by number, with which other people than before take part. */
function changesOf(
  members: readonly Member[],
  { every, unit }: Layer['turn'],
  local: (at: number) => Temporal.PlainDateTime,
): number[] {
  const changes = new Set([0])
  const hours = every * { hours: 1, days: 24, weeks: 168 }[unit]
  // Who joins begins with the first turn from that date on, who leaves ends with the last one before it.
  for (const { from, until } of members)
    for (const date of [from, until]) {
      if (date === null) continue
      const turn = Math.floor(local(0).until(midnight(date), { largestUnit: 'hours' }).total('hours') / hours)
      for (const near of [turn, turn + 1]) changes.add(Math.max(0, near))
    }
  return [...changes].sort((a, b) => a - b)
}

function membersAt(
  members: readonly Member[],
  local: (at: number) => Temporal.PlainDateTime,
  at: number,
): number[] {
  const [from, until] = [local(at), local(at + 1)]
  return members
    .filter((one) => one.from === null || !isBefore(from, one.from))
    .filter((one) => one.until === null || !isAfter(until, one.until))
    .map(({ person }) => person)
}

const midnight = (date: string): Temporal.PlainDateTime => Temporal.PlainDate.from(date).toPlainDateTime()
const isBefore = (time: Temporal.PlainDateTime, date: string): boolean =>
  Temporal.PlainDateTime.compare(time, midnight(date)) < 0
const isAfter = (time: Temporal.PlainDateTime, date: string): boolean =>
  Temporal.PlainDateTime.compare(time, midnight(date)) > 0

/** Where in `here` the next one stands, in the order of all, after whoever had the last turn. */
function after(last: number, all: readonly Member[], here: readonly number[]): number {
  const order = all.map(({ person }) => person)
  const place = order.indexOf(last)
  for (let step = 1; step <= order.length; step++) {
    const next = here.indexOf(order[(place + step) % order.length] as number)
    if (next >= 0) return next
  }
  return 0
}

function whoseTurn(stretches: readonly Stretch[], at: number): number | null {
  const stretch = stretches.findLast(({ from }) => from <= at)
  return stretch ? inTurn(stretch, at) : null
}

function inTurn({ from, members, first }: Stretch, at: number): number | null {
  return members[(first + at - from) % members.length] ?? null
}
