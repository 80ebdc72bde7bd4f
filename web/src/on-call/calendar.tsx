import { type PointerEvent, useRef, useState } from 'react'
import { now } from '../api/index.ts'
import { localeOf, useFormats } from '../words/formats.ts'
import { useTongue } from '../words/index.ts'
import classes from './calendar.module.css'
import type { Shift } from './queries.ts'
import type { Week } from './weeks.ts'
import { useOnCallWords } from './words.ts'

export type Span = { from: number; until: number }
type Props = { weeks: readonly Week[]; shifts: readonly Shift[]; onChoose: (span: Span) => void }

const HOUR = 3_600_000

/** Weeks one below the other, shifts as bars in them. One drags over the hours to change, or chooses a bar. */
export function Calendar({ weeks, shifts, onChoose }: Props) {
  const w = useOnCallWords()
  return (
    <div className={classes.scroll}>
      <section className={classes.calendar} aria-label={w.calendar}>
        {weeks.map((week) => (
          <WeekRow key={week.monday} week={week} shifts={shifts} onChoose={onChoose} />
        ))}
      </section>
    </div>
  )
}

type RowProps = { week: Week; shifts: readonly Shift[]; onChoose: (span: Span) => void }

function WeekRow({ week, shifts, onChoose }: RowProps) {
  const { language } = useTongue()
  const day = new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  const { track, dragged, ...drag } = useDrag(week, onChoose)
  const length = week.until - week.from
  const place = ({ from, until }: Span) => ({
    left: `${(100 * (Math.max(from, week.from) - week.from)) / length}%`,
    width: `${(100 * (Math.min(until, week.until) - Math.max(from, week.from))) / length}%`,
  })
  const bars = shifts
    .map((shift) => ({ shift, from: Date.parse(shift.from), until: Date.parse(shift.until) }))
    .filter(({ from, until }) => from < week.until && until > week.from)
  const present = now()
  return (
    <div className={classes.week}>
      <ol className={classes.days} aria-hidden="true">
        {week.days.map((date) => (
          <li key={date}>{day.format(new Date(`${date}T12:00Z`))}</li>
        ))}
      </ol>
      <div ref={track} className={classes.track} data-week={week.monday} {...drag}>
        {bars.map(({ shift, ...span }) => (
          <Bar key={shift.from} shift={shift} style={place(span)} onChoose={() => onChoose(span)} />
        ))}
        {dragged && <div className={classes.dragged} style={place(dragged)} />}
        {present >= week.from && present < week.until && (
          <div className={classes.now} style={{ left: place({ from: present, until: present }).left }} />
        )}
      </div>
    </div>
  )
}

function Bar({
  shift,
  style,
  onChoose,
}: {
  shift: Shift
  style: { left: string; width: string }
  onChoose: () => void
}) {
  const w = useOnCallWords()
  const formats = useFormats()
  const who = shift.person?.name ?? w.nobody
  const said = w.shift(who, formats.exact(shift.from), formats.exact(shift.until))
  return (
    <button
      type="button"
      className={classes.bar}
      data-nobody={(shift.person === null && Date.parse(shift.until) > now()) || undefined}
      data-hue={shift.person ? shift.person.id % 6 : undefined}
      data-override={shift.source.override !== null || undefined}
      aria-label={shift.source.override === null ? said : `${said}, ${w.overridden}`}
      title={said}
      style={style}
      onClick={onChoose}
    >
      <span dir="auto">{who}</span>
    </button>
  )
}

/** Which hours of a week the pointer was drawn over; what is less than an hour is a click on a bar. */
function useDrag(week: Week, onChoose: (span: Span) => void) {
  const track = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState<{ from: number; to: number } | null>(null)
  const hourAt = (x: number): number => {
    const box = track.current?.getBoundingClientRect()
    if (!box) return week.from
    const share = Math.min(1, Math.max(0, (x - box.left) / box.width))
    return week.from + Math.round((share * (week.until - week.from)) / HOUR) * HOUR
  }
  const dragged = held &&
    held.from !== held.to && { from: Math.min(held.from, held.to), until: Math.max(held.from, held.to) }
  return {
    track,
    dragged,
    onPointerDown: ({ clientX, button }: PointerEvent) => {
      if (button === 0) setHeld({ from: hourAt(clientX), to: hourAt(clientX) })
    },
    onPointerMove: ({ clientX, currentTarget, pointerId }: PointerEvent) => {
      if (!held) return
      const to = hourAt(clientX)
      // From here on it is a drag: also outside of the row, and no click.
      if (to !== held.from) currentTarget.setPointerCapture(pointerId)
      setHeld({ ...held, to })
    },
    onPointerUp: () => {
      setHeld(null)
      if (dragged) onChoose(dragged)
    },
    onPointerCancel: () => setHeld(null),
  }
}
