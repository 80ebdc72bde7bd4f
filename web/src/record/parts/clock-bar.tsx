import type { ReactNode } from 'react'
import type { Clock, ClockSpans } from '../../api/index.ts'
import { now } from '../../api/index.ts'
import { useTicking } from '../../parts/when.tsx'
import { type Formats, useFormats } from '../../words/formats.ts'
import { useWords, type Words } from '../../words/index.ts'
import classes from './clock-bar.module.css'

type Tone = 'running' | 'soon' | 'over' | 'paused' | 'met' | 'none'
type Reading = { tone: Tone; words: string /** 0 to 1. */; used: number }
type Props = {
  clock: Clock
  /** What it counted; without it the bar tells from the due time alone. */
  spans?: ClockSpans | undefined
  onOpen?: () => void
  opened?: boolean
}

/** A service-level clock: its name, what is left of its time in words, and how much is used as a bar. */
export function ClockBar({ clock, spans, onOpen, opened = false }: Props) {
  const words = useWords()
  const formats = useFormats()
  useTicking()
  const { tone, words: amount, used } = read(clock, spans, words, formats)
  const shared = {
    className: classes.clock,
    'data-tone': tone,
    title: clock.dueAt ? words.record.clocks.due(formats.exact(clock.dueAt)) : undefined,
  }
  const face = <Face name={nameOf(clock.name, words)} amount={amount} used={used} />
  if (!onOpen) return <div {...shared}>{face}</div>
  return (
    <button type="button" {...shared} aria-expanded={opened} onClick={onOpen}>
      {face}
    </button>
  )
}

function Face({ name, amount, used }: { name: ReactNode; amount: string; used: number }) {
  return (
    <>
      <span className={classes.words}>
        <span>{name}</span>
        <span className={`${classes.amount} figures`}>{amount}</span>
      </span>
      <span className={classes.bar} aria-hidden>
        <span className={classes.fill} style={{ width: `${Math.round(used * 100)}%` }} />
      </span>
    </>
  )
}

const order = ['response', 'resolution']

/** Clocks as they are met: the first answer before the end. */
export function inOrder<C extends { name: string }>(clocks: readonly C[]): C[] {
  return clocks.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}

/** A clock's name as people call it. */
export function nameOf(name: string, words: Words): string {
  const known: Record<string, string> = words.terms.clocks
  return known[name] ?? name
}

function read(clock: Clock, spans: ClockSpans | undefined, words: Words, formats: Formats): Reading {
  const said = words.record.clocks
  const remaining = remainingMs(clock, spans)
  // What still runs is told as in lists, until it is due; what stands still, by the time that counted.
  const due = clock.state === 'running' && clock.dueAt ? Date.parse(clock.dueAt) - now() : remaining
  const time = formats.duration(due)
  const target = clock.targetSeconds * 1000
  const used = Math.min(Math.max((target - remaining) / target, 0), 1)
  switch (clock.state) {
    case 'cancelled':
      return { tone: 'none', words: said.cancelled, used: 0 }
    case 'stopped':
      // When it was stopped, only its spans tell.
      if (!spans)
        return {
          tone: clock.breachedAt ? 'over' : 'met',
          words: clock.breachedAt ? said.late : said.inTime,
          used: 1,
        }
      return clock.breachedAt || remaining < 0
        ? { tone: 'over', words: said.missed(time), used: 1 }
        : { tone: 'met', words: metIn(target - remaining, said, formats), used }
    case 'paused':
      return { tone: 'paused', words: remaining < 0 ? said.pausedOver(time) : said.pausedLeft(time), used }
    case 'running':
      if (due < 0) return { tone: 'over', words: said.over(time), used: 1 }
      return { tone: used >= 0.75 ? 'soon' : 'running', words: said.left(time), used }
    default: {
      const never: never = clock.state
      return never
    }
  }
}

function metIn(ms: number, said: Words['record']['clocks'], formats: Formats): string {
  return ms < 60_000 ? said.metAtOnce : said.met(formats.duration(ms))
}

/** Working milliseconds that are left, negative when overrun. */
function remainingMs({ state, dueAt, targetSeconds }: Clock, spans: ClockSpans | undefined): number {
  const until = dueAt ? Date.parse(dueAt) - now() : null
  if (!spans) return until ?? targetSeconds * 1000
  const known = spans.remainingSeconds * 1000
  const last = spans.spans.at(-1)
  // What was read some minutes ago goes on counting on this screen.
  const since = state === 'running' && last?.counted ? Math.max(now() - Date.parse(last.to), 0) : 0
  return known - since
}
