import { UnreadableFile } from '../../spine/files/index.ts'
import { unknown } from '../log/event-log.ts'
import { Gathering } from '../log/gathering.ts'
import type { Names } from '../log/names.ts'
import { Instants } from './instants.ts'
import type { ReadLog, ReadOptions, Role } from './reading.ts'
import { counted } from './warnings.ts'
import { sameText, type TagHandler, Tags } from './xml/tags.ts'
import { attributeAt, hasReference, isText, withoutReferences } from './xml/values.ts'
import { Zone } from './zone.ts'

/** How deep things are: `<log><trace><event><string/>`. */
const inLog = 2
const inTrace = 3
const inEvent = 4

/** Where XES keeps what matters. */
const usual = {
  case: 'concept:name',
  activity: 'concept:name',
  time: 'time:timestamp',
  lifecycle: 'lifecycle:transition',
  team: 'org:group',
  resource: 'org:resource',
}

/** Reads an event log in XES (IEEE 1849), trace by trace, as its bytes come in. Attributes within attributes are passed over. */
export class XesReader implements TagHandler {
  readonly #tags = new Tags(this)
  readonly #found = new Gathering()
  readonly #keys: typeof usual
  readonly #options: ReadOptions
  readonly #instants: Instants
  /** The trace being read, known by number once its first event is there. */
  #trace: { name: Uint8Array | null; number: number } | null = null
  #event = false
  #name = unknown
  #transition = unknown
  #time = Number.NaN
  #team = unknown
  #resource = unknown
  readonly #odd = { unnamed: 0, repeated: 0, noTime: 0, noActivity: 0, noTrace: 0, noEvents: 0 }
  #firstOdd = 0

  constructor(options: ReadOptions = {}) {
    this.#options = options
    const asked = Object.keys(usual).filter((role) => options[role as Role] !== undefined)
    this.#keys = { ...usual, ...Object.fromEntries(asked.map((role) => [role, options[role as Role]])) }
    this.#instants = new Instants(options.dateOrder ?? 'dmy', new Zone(options.timezone ?? 'UTC'))
  }

  /** Takes the next bytes of the document. Throws `UnreadableFile` with the line where it is malformed. */
  push(chunk: Uint8Array): void {
    this.#tags.push(chunk)
  }

  open(tags: Tags): void {
    const { depth, bytes, nameFrom, nameTo } = tags
    const length = nameTo - nameFrom
    if (depth === 1 && !isText(bytes, nameFrom, nameTo, 'log')) {
      const name = Buffer.from(bytes.subarray(nameFrom, Math.min(nameTo, nameFrom + 40))).toString('latin1')
      throw new UnreadableFile(`line ${tags.line}: <${name}> is no event log`)
    }
    if (depth === inLog && length === 5 && sameText(bytes, nameFrom, 'trace')) {
      this.#trace = { name: null, number: unknown }
    } else if (length === 5 && sameText(bytes, nameFrom, 'event') && (depth === inTrace || depth === inLog)) {
      this.#beginEvent(depth)
    } else if (this.#event && depth === inEvent) this.#attribute(tags)
    else if (this.#trace && !this.#event && depth === inTrace) this.#nameOfTrace(tags)
  }

  close(): void {
    const { depth } = this.#tags
    if (depth === inTrace && this.#event) this.#endEvent()
    else if (depth === inLog && this.#trace) this.#endTrace()
  }

  /** The log, once the document has ended. */
  finish(): ReadLog {
    this.#tags.end()
    if (this.#found.events.events === 0) throw new UnreadableFile(this.#nothing())
    this.#refuseUnknown()
    const log = this.#found.finish(new TextDecoder(), this.#options.class === 'name')
    const { local } = this.#instants.seen
    return {
      log,
      reading: {
        format: 'xes',
        columns: this.#keys,
        encoding: 'utf-8',
        delimiter: null,
        dateOrder: null,
        timezone: local > 0 ? (this.#options.timezone ?? 'UTC') : null,
        missing: [],
        ties: log.ties,
        warnings: this.#warnings(log.outOfOrder),
      },
    }
  }

  /** What a person named must be there: else its figures would be missing without a word. */
  #refuseUnknown(): void {
    const { teams, resources, activities } = this.#found
    for (const [role, names] of [
      ['team', teams],
      ['resource', resources],
      ['lifecycle', activities.transitions],
    ] as const) {
      if (this.#options[role] !== undefined && names.size === 0) {
        throw new UnreadableFile(`no event has an attribute "${this.#options[role]}" for --${role}`)
      }
    }
  }

  #nothing(): string {
    const [why] = this.#warnings(0)
    return `no event could be read${why ? `: ${why}` : '; there is no <event> in a <trace> in a <log>'}`
  }

  #warnings(outOfOrder: number): string[] {
    const { unnamed, repeated, noTime, noActivity, noTrace, noEvents } = this.#odd
    return [
      counted(
        noTime,
        'event has',
        'events have',
        `no time that can be read, the first at line ${this.#firstOdd}: left out`,
      ),
      counted(noActivity, 'event has', 'events have', 'no name: left out'),
      counted(noTrace, 'event belongs', 'events belong', 'to no trace: left out'),
      counted(noEvents, 'trace has', 'traces have', 'no event: left out'),
      counted(unnamed, 'trace has', 'traces have', 'no name: numbered'),
      counted(repeated, 'trace repeats', 'traces repeat', 'the name of an earlier one: kept apart'),
      counted(outOfOrder, 'event stands', 'events stand', 'after a later one of its case: put in order'),
    ].filter((text) => text !== '')
  }

  #beginEvent(depth: number): void {
    if (depth === inLog) {
      this.#odd.noTrace++
      return
    }
    this.#event = true
    this.#name = unknown
    this.#transition = unknown
    this.#time = Number.NaN
    this.#team = unknown
    this.#resource = unknown
  }

  #attribute(tags: Tags): void {
    const { bytes, attributes } = tags
    const key = attributeAt(tags, 'key')
    const value = attributeAt(tags, 'value')
    if (key < 0 || value < 0) return
    const from = attributes[key] as number
    const to = attributes[key + 1] as number
    const keys = this.#keys
    const { activities, teams, resources } = this.#found
    if (isText(bytes, from, to, keys.time)) {
      this.#time = this.#instants.read(bytes, attributes[value] as number, attributes[value + 1] as number)
    } else if (isText(bytes, from, to, keys.activity))
      this.#name = this.#numberIn(activities.names, tags, value)
    else if (isText(bytes, from, to, keys.lifecycle)) {
      this.#transition = this.#numberIn(activities.transitions, tags, value)
    } else if (isText(bytes, from, to, keys.team)) this.#team = this.#numberIn(teams, tags, value)
    else if (isText(bytes, from, to, keys.resource)) this.#resource = this.#numberIn(resources, tags, value)
  }

  #numberIn(names: Names, { bytes, attributes, line }: Tags, value: number): number {
    const from = attributes[value] as number
    const to = attributes[value + 1] as number
    if (to === from) return unknown
    if (!hasReference(bytes, from, to)) return names.number(bytes, from, to)
    const plain = withoutReferences(bytes, from, to, line)
    return names.number(plain, 0, plain.length)
  }

  #nameOfTrace(tags: Tags): void {
    const key = attributeAt(tags, 'key')
    const value = attributeAt(tags, 'value')
    if (key < 0 || value < 0 || !this.#trace) return
    const { bytes, attributes, line } = tags
    if (!isText(bytes, attributes[key] as number, attributes[key + 1] as number, this.#keys.case)) return
    const name = withoutReferences(bytes, attributes[value] as number, attributes[value + 1] as number, line)
    if (name.length > 0) this.#trace.name = name
  }

  #endEvent(): void {
    this.#event = false
    const { events, activities } = this.#found
    if (Number.isNaN(this.#time)) {
      if (this.#odd.noTime++ === 0) this.#firstOdd = this.#tags.line
    } else if (this.#name === unknown) this.#odd.noActivity++
    else {
      const activity = activities.number(this.#name, this.#transition)
      events.add(this.#caseNumber(), activity, this.#time, this.#team, this.#resource)
    }
  }

  /** Each trace is a case of its own, even where its name was there before. */
  #caseNumber(): number {
    const trace = this.#trace as { name: Uint8Array | null; number: number }
    if (trace.number !== unknown) return trace.number
    const { cases } = this.#found
    const next = cases.size
    if (!trace.name) this.#odd.unnamed++
    const name = trace.name ?? Buffer.from(`#${next + 1}`)
    trace.number = cases.number(name, 0, name.length)
    for (let again = 2; trace.number < next; again++) {
      if (again === 2) this.#odd.repeated++
      trace.number = cases.numberOf(`${Buffer.from(name).toString()} (${again})`)
    }
    return trace.number
  }

  #endTrace(): void {
    if (this.#trace?.number === unknown) this.#odd.noEvents++
    this.#trace = null
  }
}
