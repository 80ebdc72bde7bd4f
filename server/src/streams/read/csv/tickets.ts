import { isUtf8 } from 'node:buffer'
import { UnreadableFile } from '../../../spine/files/index.ts'
import { unknown } from '../../log/event-log.ts'
import { Gathering } from '../../log/gathering.ts'
import type { Names } from '../../log/names.ts'
import { decoderOf } from '../content.ts'
import { Instants } from '../instants.ts'
import type { ReadLog, ReadOptions } from '../reading.ts'
import { counted } from '../warnings.ts'
import { Zone } from '../zone.ts'
import type { Layout } from './events.ts'
import { Missing } from './missing.ts'
import type { TicketPlan } from './plan.ts'
import type { Row } from './rows.ts'

type Oddity = 'noCase' | 'repeated' | 'noTime' | 'strange'

/** Makes events of a table of tickets: of each column of times one, called as the column is. */
export class TicketEvents {
  readonly instants: Instants
  readonly #found = new Gathering()
  readonly #layout: Layout
  readonly #options: ReadOptions
  readonly #plan: TicketPlan
  /** The numbers of the columns' activities, once one has happened. */
  readonly #activities: number[]
  /** The times of the row that is being read. */
  readonly #times: Float64Array
  readonly #odd: Record<Oddity, number> = { noCase: 0, repeated: 0, noTime: 0, strange: 0 }
  readonly #first: Partial<Record<Oddity, number>> = {}
  readonly #missing = new Missing()

  constructor(layout: Layout, options: ReadOptions, plan: TicketPlan) {
    this.#layout = layout
    this.#options = options
    this.#plan = plan
    this.#activities = plan.stamps.map(() => unknown)
    this.#times = new Float64Array(plan.stamps.length)
    this.instants = new Instants(layout.dateOrder, new Zone(options.timezone ?? 'UTC'))
  }

  /** Adds the events of a ticket. */
  add(row: Row): void {
    const why = this.#take(row)
    if (why === null) return
    this.#odd[why]++
    this.#first[why] ??= row.line
  }

  /** Answers why there is no ticket in a row. A case is numbered only once it is sure to have an event. */
  #take(row: Row): Oddity | null {
    const { places, stamps } = this.#plan
    const { cases, events, teams, resources } = this.#found
    const times = this.#times
    for (let stamp = 0; stamp < stamps.length; stamp++) {
      times[stamp] = this.#time(row, (stamps[stamp] as { place: number }).place)
    }
    if (times.every(Number.isNaN)) return 'noTime'
    const before = cases.size
    const number = this.#text(row, places.case, cases)
    if (number === unknown) return 'noCase'
    if (cases.size === before) return 'repeated'
    const team = this.#text(row, places.team, teams)
    const resource = this.#text(row, places.resource, resources)
    for (let stamp = 0; stamp < stamps.length; stamp++) {
      const time = times[stamp] as number
      if (!Number.isNaN(time)) events.add(number, this.#activity(stamp), time, team, resource)
    }
    return null
  }

  /** The log, once all rows are in. */
  finish(): ReadLog {
    const { header, delimiter, dateOrder } = this.#layout
    const { places, stamps, format } = this.#plan
    if (this.#found.events.events === 0) throw new UnreadableFile(this.#nothing())
    const texts = [this.#found.cases, this.#found.teams, this.#found.resources]
    const utf8 = texts.every((names) => isUtf8(names.all))
    const encoding = this.#options.encoding ?? this.#layout.encoding ?? (utf8 ? 'utf-8' : 'windows-1252')
    const read = this.#found.finish(decoderOf(encoding), false)
    // Their names come from the plan, and are text already.
    const names = stamps
      .map(({ name }, stamp) => ({ name, number: this.#activities[stamp] as number }))
      .filter(({ number }) => number !== unknown)
      .sort((a, b) => a.number - b.number)
      .map(({ name }) => name)
    const { dmy, mdy, either, local } = this.instants.seen
    const columns = Object.entries(places).filter(([, at]) => at >= 0)
    return {
      log: { ...read, names: { ...read.names, activities: names, stages: names } },
      reading: {
        format,
        columns: {
          ...Object.fromEntries(columns.map(([role, at]) => [role, header[at] as string])),
          time: stamps.map(({ place }) => header[place]).join(', '),
        },
        encoding,
        delimiter,
        dateOrder: dmy + mdy + either > 0 ? dateOrder : null,
        timezone: local > 0 ? (this.#options.timezone ?? 'UTC') : null,
        missing: this.#missing.seen,
        ties: read.ties,
        warnings: [...this.#plan.warnings, ...this.#warnings()],
      },
    }
  }

  /** When it happened, or NaN where it has not. */
  #time({ bytes, starts, ends, count, line }: Row, place: number): number {
    if (place >= count) return Number.NaN
    const from = starts[place] as number
    const to = ends[place] as number
    const time = this.instants.read(bytes, from, to)
    if (Number.isNaN(time) && !this.#isEmpty(bytes.subarray(from, to))) {
      this.#odd.strange++
      this.#first.strange ??= line
    }
    return time
  }

  #isEmpty(bytes: Uint8Array): boolean {
    const text = Buffer.from(Buffer.from(bytes).toString('latin1').trim())
    return this.#missing.is(text, 0, text.length)
  }

  #activity(stamp: number): number {
    const known = this.#activities[stamp] as number
    if (known !== unknown) return known
    const { names } = this.#found.activities
    const number = this.#found.activities.number(names.numberOf(`${stamp}`), unknown)
    this.#activities[stamp] = number
    return number
  }

  #text({ bytes, starts, ends, count }: Row, place: number, names: Names): number {
    if (place < 0 || place >= count) return unknown
    let from = starts[place] as number
    let to = ends[place] as number
    while (from < to && (bytes[from] as number) <= 32) from++
    while (to > from && (bytes[to - 1] as number) <= 32) to--
    return this.#missing.is(bytes, from, to) ? unknown : names.number(bytes, from, to)
  }

  #nothing(): string {
    const [why] = this.#warnings()
    return `no row could be read as a ticket${why ? `: ${why}` : '; there is only a header'}`
  }

  #warnings(): string[] {
    const { noCase, repeated, noTime, strange } = this.#odd
    const left = (why: Oddity): string => `left out (the first at line ${this.#first[why]})`
    const { dmy, mdy, either } = this.instants.seen
    const order = this.#layout.dateOrder
    return [
      dmy + mdy === 0 && either > 0 ? `nothing tells days from months: read as ${order}` : '',
      dmy > 0 && mdy > 0 ? `dates are written in two orders: read as ${order}` : '',
      counted(strange, 'field is', 'fields are', `no time that can be read: ${left('strange')}`),
      counted(noCase, 'row has', 'rows have', `no ticket: ${left('noCase')}`),
      counted(repeated, 'row repeats', 'rows repeat', `the ticket of an earlier one: ${left('repeated')}`),
      counted(noTime, 'ticket has', 'tickets have', `no time at all: ${left('noTime')}`),
    ].filter((text) => text !== '')
  }
}
