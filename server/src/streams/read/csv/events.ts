import { isUtf8 } from 'node:buffer'
import { type Encoding, UnreadableFile } from '../../../spine/files/index.ts'
import { unknown } from '../../log/event-log.ts'
import { Gathering } from '../../log/gathering.ts'
import type { Names } from '../../log/names.ts'
import { onlyChanges } from '../../log/only-changes.ts'
import { decoderOf } from '../content.ts'
import { type DateOrder, Instants } from '../instants.ts'
import type { ReadLog, ReadOptions } from '../reading.ts'
import { counted } from '../warnings.ts'
import { Zone } from '../zone.ts'
import type { Places } from './columns.ts'
import { Missing } from './missing.ts'
import type { EventPlan } from './plan.ts'
import type { Row } from './rows.ts'

/** What is known of a file before its rows are read. */
export type Layout = {
  header: readonly string[]
  /** Null: as what was read turns out to be. */
  encoding: Encoding | null
  delimiter: string
  dateOrder: DateOrder
}

type Oddity = 'noCase' | 'noActivity' | 'noTime' | 'short' | 'numbers' | 'other'

/** Makes events of the rows of a table, each of which says one thing that happened to a case. */
export class RowEvents {
  readonly found = new Gathering()
  readonly instants: Instants
  readonly #layout: Layout
  readonly #options: ReadOptions
  readonly #plan: EventPlan
  readonly #places: Places
  readonly #serviceNow: boolean
  readonly #odd: Record<Oddity, number> = {
    noCase: 0,
    noActivity: 0,
    noTime: 0,
    short: 0,
    numbers: 0,
    other: 0,
  }
  readonly #first: Partial<Record<Oddity, string>> = {}
  readonly #missing = new Missing()

  constructor(layout: Layout, options: ReadOptions, plan: EventPlan) {
    this.#layout = layout
    this.#options = options
    this.#plan = plan
    this.#serviceNow = plan.format === 'servicenow'
    this.#places = plan.places
    this.instants = new Instants(layout.dateOrder, new Zone(options.timezone ?? 'UTC'))
  }

  add(row: Row): void {
    const why = this.#take(row)
    if (why !== null) this.#leaveOut(why, row)
  }

  /** Adds the event of a row; answers why there is none in it. */
  #take(row: Row): Oddity | null {
    const { bytes, starts, ends, count } = row
    const places = this.#places
    const { cases, activities, teams, resources, events } = this.found
    if (count <= Math.max(places.case, places.activity, places.time)) return 'short'
    if (this.#plan.only && !this.#says(row, this.#plan.only)) return 'other'
    const time = this.instants.read(bytes, starts[places.time] as number, ends[places.time] as number)
    if (Number.isNaN(time)) return 'noTime'
    const name = this.#text(row, places.activity, activities.names)
    if (name === unknown) return 'noActivity'
    if (this.#serviceNow && isNumber(activities.names.bytes(name))) return 'numbers'
    const number = this.#text(row, places.case, cases)
    if (number === unknown) return 'noCase'
    const activity = activities.number(name, this.#text(row, places.lifecycle, activities.transitions))
    const team = this.#text(row, places.team, teams)
    events.add(
      number,
      activity,
      time,
      team,
      this.#text(row, places.resource, resources),
      this.#start(row, time),
    )
    return null
  }

  /** The log, once all rows are in. */
  finish(): ReadLog {
    const { header, delimiter } = this.#layout
    const options = this.#options
    const encoding = options.encoding ?? this.#encoding()
    if (this.found.events.events === 0) throw new UnreadableFile(this.#nothing())
    const read = this.found.finish(decoderOf(encoding), options.class === 'name')
    const log = this.#serviceNow ? onlyChanges(read) : read
    const columns = Object.entries(this.#places).filter(([, at]) => at >= 0)
    const { dmy, mdy, either, local } = this.instants.seen
    return {
      log,
      reading: {
        format: this.#plan.format,
        columns: Object.fromEntries(columns.map(([role, at]) => [role, header[at] as string])),
        encoding,
        delimiter,
        dateOrder: dmy + mdy + either > 0 ? this.#layout.dateOrder : null,
        timezone: local > 0 ? (options.timezone ?? 'UTC') : null,
        missing: this.#missing.seen,
        ties: log.ties,
        warnings: [...this.#plan.warnings, ...this.#warnings(log.outOfOrder)],
      },
    }
  }

  /** As the file says itself, else UTF-8 if all texts are, else what Windows writes. */
  #encoding(): Encoding {
    const { cases, activities, teams, resources } = this.found
    const texts = [cases, activities.names, activities.transitions, teams, resources]
    return this.#layout.encoding ?? (texts.every((names) => isUtf8(names.all)) ? 'utf-8' : 'windows-1252')
  }

  /** Whether a field says what it must for its row to count. */
  #says({ bytes, starts, ends, count }: Row, { place, value }: { place: number; value: string }): boolean {
    if (place >= count) return false
    const text = Buffer.from(bytes.subarray(starts[place], ends[place])).toString('latin1')
    return text.trim().toLowerCase() === value
  }

  #text({ bytes, starts, ends, count }: Row, place: number, names: Names): number {
    if (place < 0 || place >= count) return unknown
    let from = starts[place] as number
    let to = ends[place] as number
    while (from < to && (bytes[from] as number) <= 32) from++
    while (to > from && (bytes[to - 1] as number) <= 32) to--
    return this.#missing.is(bytes, from, to) ? unknown : names.number(bytes, from, to)
  }

  #start(row: Row, time: number): number {
    const place = this.#places.start
    if (place < 0 || place >= row.count) return time
    const start = this.instants.read(row.bytes, row.starts[place] as number, row.ends[place] as number)
    return start <= time ? start : time
  }

  #leaveOut(why: Oddity, { bytes, starts, ends, count, line }: Row): void {
    this.#odd[why]++
    if (this.#first[why] !== undefined) return
    const place = placeOf(why, this.#places)
    const from = starts[place] as number
    const text = place < count ? bytes.subarray(from, Math.min(ends[place] as number, from + 40)) : null
    this.#first[why] =
      `the first at line ${line}${text ? `: ${JSON.stringify(decoderOf(this.#layout.encoding).decode(text))}` : ''}`
  }

  #nothing(): string {
    const [why] = this.#warnings(0)
    return `no row could be read as an event${why ? `: ${why}` : '; there is only a header'}`
  }

  #warnings(outOfOrder: number): string[] {
    const { noCase, noActivity, noTime, short, numbers, other } = this.#odd
    const { header } = this.#layout
    const { time, activity, case: caseAt } = this.#places
    const left = (why: Oddity): string => `left out (${this.#first[why]})`
    const { dmy, mdy, either } = this.instants.seen
    const unsure = dmy + mdy === 0 && either > 0
    return [
      unsure ? `nothing tells days from months in "${header[time]}": read as ${this.#layout.dateOrder}` : '',
      dmy > 0 && mdy > 0
        ? `dates in "${header[time]}" are written in two orders: read as ${this.#layout.dateOrder}`
        : '',
      counted(
        noTime,
        'row has',
        'rows have',
        `no time that can be read in "${header[time]}": ${left('noTime')}`,
      ),
      counted(noActivity, 'row has', 'rows have', `nothing in "${header[activity]}": ${left('noActivity')}`),
      counted(
        numbers,
        'row has',
        'rows have',
        `a number for a state in "${header[activity]}": ${left('numbers')}`,
      ),
      counted(noCase, 'row has', 'rows have', `nothing in "${header[caseAt]}": ${left('noCase')}`),
      counted(
        other,
        'row changes',
        'rows change',
        `something else than the ${this.#plan.only?.value}: left out`,
      ),
      counted(short, 'row is', 'rows are', `shorter than the header: ${left('short')}`),
      counted(outOfOrder, 'row stands', 'rows stand', 'after a later one of its case: put in order'),
    ].filter((text) => text !== '')
  }
}

/** Whether a text is digits, as in `-100`. */
function isNumber(text: Uint8Array): boolean {
  return text.every((byte, at) => (byte >= 48 && byte <= 57) || (at === 0 && byte === 45 && text.length > 1))
}

/** Which column is to blame. */
function placeOf(why: Oddity, places: Places): number {
  if (why === 'noTime') return places.time
  if (why === 'noCase') return places.case
  return why === 'short' ? Number.POSITIVE_INFINITY : places.activity
}
