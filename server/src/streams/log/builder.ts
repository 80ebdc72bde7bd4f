import type { EventLog } from './event-log.ts'

const blockSize = 1 << 16

type Block = {
  case: Int32Array
  activity: Int32Array
  time: Float64Array
  /** Null while all of the block began when they happened, as in most logs. */
  start: Float64Array | null
  team: Int32Array
  resource: Int32Array
}

export type Columns = Omit<EventLog, 'names'>

/** Takes events as they come and puts them in order: by case, then by time, then as they came. */
export class LogBuilder {
  #blocks: Block[] = []
  #events = 0
  #cases = 0
  #hasStart = false

  get events(): number {
    return this.#events
  }

  /** Adds an event; numbers as `Names` gives them, times in ms since 1970, -1 for what is not known. */
  add(
    caseNumber: number,
    activity: number,
    time: number,
    team: number,
    resource: number,
    start = time,
  ): void {
    const at = this.#events++ & (blockSize - 1)
    if (at === 0) this.#blocks.push(newBlock())
    const block = this.#blocks[this.#blocks.length - 1] as Block
    block.case[at] = caseNumber
    block.activity[at] = activity
    block.time[at] = time
    block.team[at] = team
    block.resource[at] = resource
    if (start !== time) {
      block.start ??= block.time.slice()
      this.#hasStart = true
    }
    if (block.start) block.start[at] = start
    if (caseNumber >= this.#cases) this.#cases = caseNumber + 1
  }

  /** The log in order. The builder is empty afterwards: its blocks are let go one by one. */
  finish(): Columns {
    const starts = this.#caseStarts()
    const columns = {
      activity: new Int32Array(this.#events),
      time: new Float64Array(this.#events),
      team: new Int32Array(this.#events),
      resource: new Int32Array(this.#events),
    }
    const start = this.#hasStart ? new Float64Array(this.#events) : columns.time
    const next = starts.slice(0, this.#cases)
    let left = this.#events
    for (let block = this.#blocks.shift(); block; block = this.#blocks.shift()) {
      const count = Math.min(blockSize, left)
      for (let at = 0; at < count; at++) {
        const caseNumber = block.case[at] as number
        const place = next[caseNumber] as number
        next[caseNumber] = place + 1
        columns.activity[place] = block.activity[at] as number
        columns.time[place] = block.time[at] as number
        columns.team[place] = block.team[at] as number
        columns.resource[place] = block.resource[at] as number
        if (this.#hasStart) start[place] = (block.start ?? block.time)[at] as number
      }
      left -= count
    }
    const all = this.#hasStart ? [...Object.values(columns), start] : Object.values(columns)
    const order = sortWithinCases(starts, columns.time, all)
    return { events: this.#events, cases: this.#cases, caseStarts: starts, ...columns, start, ...order }
  }

  #caseStarts(): Uint32Array {
    const starts = new Uint32Array(this.#cases + 1)
    for (let at = 0; at < this.#events; at++) {
      const block = this.#blocks[at >>> 16] as Block
      const after = (block.case[at & (blockSize - 1)] as number) + 1
      starts[after] = (starts[after] as number) + 1
    }
    for (let at = 1; at <= this.#cases; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number)
    return starts
  }
}

function newBlock(): Block {
  return {
    case: new Int32Array(blockSize),
    activity: new Int32Array(blockSize),
    time: new Float64Array(blockSize),
    start: null,
    team: new Int32Array(blockSize),
    resource: new Int32Array(blockSize),
  }
}

type Column = Int32Array | Float64Array

/** Puts each case in order of time; most are already. Counts equal times, and events that had to move. */
function sortWithinCases(
  starts: Uint32Array,
  time: Float64Array,
  columns: readonly Column[],
): { ties: number; outOfOrder: number } {
  let ties = 0
  let outOfOrder = 0
  for (let at = 0; at + 1 < starts.length; at++) {
    const from = starts[at] as number
    const to = starts[at + 1] as number
    const late = lateIn(time, from, to)
    if (late > 0) {
      outOfOrder += late
      sortCase(from, to, time, columns)
    }
    for (let event = from + 1; event < to; event++) if (time[event] === time[event - 1]) ties++
  }
  return { ties, outOfOrder }
}

/** How many events stand after one that happened later. */
function lateIn(time: Float64Array, from: number, to: number): number {
  let late = 0
  let latest = Number.NEGATIVE_INFINITY
  for (let event = from; event < to; event++) {
    const at = time[event] as number
    if (at < latest) late++
    else latest = at
  }
  return late
}

function sortCase(from: number, to: number, time: Float64Array, columns: readonly Column[]): void {
  const order = new Uint32Array(to - from).map((_, at) => from + at)
  order.sort((a, b) => (time[a] as number) - (time[b] as number) || a - b)
  for (const column of columns) {
    const before = column.slice(from, to)
    for (let at = 0; at < order.length; at++) {
      column[from + at] = before[(order[at] as number) - from] as number
    }
  }
}
