import { isInHours, type Span, spansInHours } from './hours.ts'
import type { Layer, Override, Rota, Shift, Source } from './rota.ts'
import { turnsOf } from './turns.ts'

/** Who is on call at an instant (epoch ms), and what says so; `person` null: nobody. */
export function onCallAt(
  { layers, overrides }: Rota,
  instant: number,
): { person: number | null; source: Source } {
  const over = overrides
    .filter(({ from, until }) => from <= instant && instant < until)
    .reduce<Override | null>((top, one) => (top && top.order > one.order ? top : one), null)
  if (over) return { person: over.person, source: { override: over.id } }
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    const person = inLayerAt(layers[layer] as Layer, instant)
    if (person !== null) return { person, source: { layer } }
  }
  return { person: null, source: null }
}

/** Who a layer alone has at an instant; null: nobody. */
export function inLayerAt(layer: Layer, instant: number): number | null {
  const turn = turnsOf(layer).at(instant)
  return turn !== null && isInHours(layer, instant) ? turn.person : null
}

/**
 * Who is on call from one instant to another (epoch ms): shifts that follow each other without a gap or an overlap, from
 * `from` to `until`. Where nobody is, one says so. Neighbours differ in who it is, or in what says so.
 */
export function shifts({ layers, overrides }: Rota, { from, until }: Span): Shift[] {
  let all: Shift[] = [{ from, until, person: null, source: null }]
  layers.forEach((layer, at) => {
    for (const shift of layerShifts(layer, { from, until }))
      if (shift.person !== null) all = laidOver(all, { ...shift, source: { layer: at } })
  })
  for (const { id, person, ...span } of overrides.toSorted((a, b) => a.order - b.order)) {
    const within = { from: Math.max(span.from, from), until: Math.min(span.until, until) }
    if (within.from < within.until) all = laidOver(all, { ...within, person, source: { override: id } })
  }
  return joinedUp(all)
}

/** A layer alone, as `shifts`: whose turns, in its hours; before it begins, after it ends and out of its hours nobody. */
export function layerShifts(layer: Layer, { from, until }: Span): Shift[] {
  const turns = turnsOf(layer)
  const all: Shift[] = []
  const within = { from: Math.max(from, turns.begins), until: Math.min(until, turns.ends) }
  const put = (span: Span, person: number | null): void => {
    if (span.from < span.until) all.push({ ...span, person, source: null })
  }
  let reached = from
  for (const span of within.from < within.until ? spansInHours(layer, within) : []) {
    put({ from: reached, until: span.from }, null)
    for (let turn = turns.at(span.from); turn && turn.from < span.until; turn = turns.number(turn.at + 1))
      put({ from: Math.max(turn.from, span.from), until: Math.min(turn.until, span.until) }, turn.person)
    reached = span.until
  }
  put({ from: reached, until }, null)
  return joinedUp(all)
}

/** What is left of all others beside one, and that one; in order. */
function laidOver(all: readonly Shift[], over: Shift): Shift[] {
  const left = all.flatMap((one) => {
    if (one.until <= over.from || one.from >= over.until) return [one]
    return [
      { ...one, until: over.from },
      { ...one, from: over.until },
    ].filter(({ from, until }) => from < until)
  })
  return [...left, over].sort((a, b) => a.from - b.from)
}

function joinedUp(all: readonly Shift[]): Shift[] {
  const joined: Shift[] = []
  for (const one of all) {
    const last = joined.at(-1)
    if (last && last.person === one.person && same(last.source, one.source)) last.until = one.until
    else joined.push({ ...one })
  }
  return joined
}

const same = (a: Source, b: Source): boolean => JSON.stringify(a) === JSON.stringify(b)
