/**
 * Who is on call, as data. All local times are of the zone's wall clock: a hand-over at 09:00 is at 09:00 in summer and in
 * winter. A time that the clock skips means the next one that exists, a repeated one the first.
 */
export type Rota = {
  /** Later layers lie over earlier ones; where one has nobody, the one below it shows. */
  layers: readonly Layer[]
  /** Over all layers; of two that overlap, the one made later holds. */
  overrides: readonly Override[]
}

export type Layer = {
  /** IANA, such as `Europe/Berlin`. */
  zone: string
  /** The first hand-over, `2026-01-05T09:00`; before it the layer has nobody. */
  begins: string
  /** When it ends, such as `2026-07-01T09:00`; null: never. */
  ends: string | null
  /** How long a turn is, by the wall clock: 12 hours that cross a change of the clock are 11 or 13 hours long. */
  turn: { every: number; unit: 'hours' | 'days' | 'weeks' }
  /** In the order of their turns. */
  members: readonly Member[]
  /** Only in these hours; null: at all times. */
  hours: readonly Hours[] | null
  /** Only on the holidays of a calendar, or only on other days; null: on both. */
  holidays: { dates: ReadonlySet<string>; on: 'only' | 'never' } | null
}

/** Dates as `2026-03-01`, in the layer's zone. A turn is given only to who is there for the whole of it. */
export type Member = { person: number; from: string | null; until: string | null }

/** Weekdays are 1 (Monday) to 7. `to` not after `from` means on the next day; the weekday is that of `from`. */
export type Hours = { days: readonly number[]; from: string; to: string }

/** Instants in epoch milliseconds. `person` null: nobody, on purpose. Of greater `order`: made later. */
export type Override = { id: number; order: number; from: number; until: number; person: number | null }

/** Where an answer comes from: the number of a layer, an override's id, or nowhere. */
export type Source = { layer: number } | { override: number } | null

/** `[from, until)` in epoch milliseconds; `person` null: nobody. */
export type Shift = { from: number; until: number; person: number | null; source: Source }
