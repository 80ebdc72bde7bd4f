// A clock as a naive person would keep it: one box per minute, painted over with each call.
import type { ClockMode, ClockState, FiredStep, Target } from './clock.ts'

/** What a clock can be told; instants are minutes since it started. */
export type Call =
  | { call: 'move'; at: number; mode: ClockMode; effectiveAt?: number; restated?: true }
  | { call: 'reaim'; at: number; target: Target }
  | { call: 'fire'; at: number }
  | { call: 'restate'; at: number; effectiveAt: number }
  | { call: 'cancel'; at: number }

type Paint = ClockMode | 'cancelled'

/** For each calendar, which minutes from the start on are working time: 1 or 0. All are equally long. */
export type MinutesByCalendar = ReadonlyMap<number, Uint8Array>

export type Expected = {
  state: ClockState
  fired: FiredStep[]
  breachedAt: number | null
  /** Infinity when it lies beyond the minutes that the calendars tell of. */
  dueAt: number | null
  nextAt: number | null
  modes: readonly Paint[]
}

type Canvas = {
  modes: Paint[]
  aims: Target[]
  fired: FiredStep[]
  asOf: number
  /** Which call stopped the clock last. */
  stop: number
}

const STATES = { counting: 'running', paused: 'paused', stopped: 'stopped', cancelled: 'cancelled' } as const

/** What a clock must be after these calls, found by looking at every minute. */
export function simulate(target: Target, calls: readonly Call[], working: MinutesByCalendar): Expected {
  const canvas = paint(target, asIfSaidAtFirst(target, calls, working), working)
  const { modes, aims, fired, asOf } = canvas
  const last = modes.length - 1
  const current = modes[last] as Paint
  const aim = aims[last] as Target
  const reached = new Map([...new Set(aims)].map((each) => [each, reach(modes, working, each, 100)]))
  const late = modes.findIndex(
    (mode, minute) =>
      minute <= asOf && !idle(mode) && (reached.get(aims[minute] as Target) as number) <= minute,
  )
  const done = new Set(fired.map(({ step }) => step))
  const open = aim.steps.filter((step) => !done.has(step))
  return {
    state: STATES[current],
    fired,
    breachedAt: late < 0 ? null : late,
    dueAt:
      current === 'counting'
        ? reach(modes, working, aim, 100)
        : current === 'stopped'
          ? dueAtStop(canvas, working)
          : null,
    nextAt: current === 'counting' && open.length > 0 ? reach(modes, working, aim, Math.min(...open)) : null,
    modes,
  }
}

function dueAtStop({ modes, aims }: Canvas, working: MinutesByCalendar): number | null {
  let minute = modes.length - 1
  while (minute > 0 && idle(modes[minute - 1] as Paint)) minute--
  if (minute > 0 && modes[minute - 1] === 'paused') return null
  const unstopped = modes.map((mode, index) => (index < minute ? mode : 'counting'))
  return reach(unstopped, working, aims[minute] as Target, 100)
}

/** The calls as they would have been had each stop told at first what was restated later. */
function asIfSaidAtFirst(target: Target, calls: readonly Call[], working: MinutesByCalendar): Call[] {
  const said: Call[] = []
  for (const call of calls) {
    if (call.call !== 'restate') {
      said.push(call)
      continue
    }
    const { modes, stop } = paint(target, said, working)
    const told = said[stop]
    if (modes.at(-1) !== 'stopped' || told?.call !== 'move') continue
    said[stop] = { ...told, effectiveAt: Math.min(call.at, call.effectiveAt), restated: true }
    said.push(call)
  }
  return said
}

function paint(target: Target, calls: readonly Call[], working: MinutesByCalendar): Canvas {
  const length = [...working.values()][0]?.length ?? 0
  const canvas: Canvas = {
    modes: new Array(length).fill('counting'),
    aims: new Array(length).fill(target),
    fired: [],
    asOf: 0,
    stop: -1,
  }
  for (const [index, call] of calls.entries()) {
    canvas.asOf = call.at
    if (call.call !== 'restate') paintCall(canvas, call, index, working)
  }
  return canvas
}

function paintCall(
  canvas: Canvas,
  call: Exclude<Call, { call: 'restate' }>,
  index: number,
  working: MinutesByCalendar,
) {
  const { modes, aims, fired } = canvas
  const current = modes.at(-1) as Paint
  switch (call.call) {
    case 'reaim':
      aims.fill(call.target, call.at)
      return
    case 'cancel':
      if (!idle(current)) modes.fill('cancelled', call.at)
      return
    case 'fire':
      if (current === 'counting') fired.push(...reachedSteps(canvas, call.at, working))
      return
    case 'move': {
      if (current === call.mode || (current === 'cancelled' && call.mode === 'stopped')) return
      const said = call.effectiveAt ?? call.at
      const from = Math.max(0, call.restated ? said : Math.min(call.at, said))
      modes.fill(call.mode, from)
      if (call.mode !== 'stopped') return
      canvas.stop = index
      for (const one of fired) if (one.at > from) one.superseded = true
    }
  }
}

function reachedSteps({ modes, aims, fired }: Canvas, at: number, working: MinutesByCalendar): FiredStep[] {
  const aim = aims.at(-1) as Target
  const reached = [...new Set(aim.steps)].filter((step) => reach(modes, working, aim, step) <= at)
  const fresh = reached.filter((step) => fired.every((one) => one.step !== step))
  return fresh.sort((a, b) => a - b).map((step) => ({ step, at }))
}

function idle(mode: Paint): boolean {
  return mode === 'stopped' || mode === 'cancelled'
}

/** The first minute by which so many percent of a target have been counted. */
function reach(modes: readonly Paint[], working: MinutesByCalendar, aim: Target, percent: number): number {
  const minutes = working.get(aim.calendarId) as Uint8Array
  let left = ((aim.ms / 60_000) * percent) / 100
  for (let minute = 0; minute < modes.length; minute++) {
    if (left <= 0) return minute
    if (modes[minute] === 'counting') left -= minutes[minute] as number
  }
  return Number.POSITIVE_INFINITY
}
