import { Button } from '@mantine/core'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { now } from '../api/index.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useFormats } from '../words/formats.ts'
import { Calendar, type Span } from './calendar.tsx'
import { Changes } from './changes.tsx'
import { Feed } from './feed.tsx'
import { NewPath } from './new-path.tsx'
import { NewSchedule } from './new-schedule.tsx'
import classes from './on-call.module.css'
import { OverrideForm } from './override-form.tsx'
import { type Schedule, type Shift, scheduleQuery, shiftsQuery } from './queries.ts'
import { weeksFrom } from './weeks.ts'
import { useOnCallWords } from './words.ts'

const weeksShown = 4
const DAY = 86_400_000

/** A schedule: who is on call week by week, and who is put on call instead. */
export function SchedulePage() {
  const w = useOnCallWords()
  const { ref } = useParams({ from: '/on-call/$ref' })
  return (
    <div className={classes.page}>
      <Link to="/on-call" className={classes.back}>
        ‹ {w.back}
      </Link>
      {ref === 'new' && <NewSchedule />}
      {ref === 'new-path' && <NewPath />}
      {ref !== 'new' && ref !== 'new-path' && <Whole id={ref} />}
    </div>
  )
}

function Whole({ id }: { id: string }) {
  const w = useOnCallWords()
  const { data: schedule, error, refetch } = useQuery(scheduleQuery(id))
  useTitle(schedule?.name ?? w.heading)
  if (error && !schedule) return <Failed error={error} retry={() => void refetch()} />
  if (!schedule) return <Loading />
  return (
    <>
      <header className={classes.title}>
        <h1 dir="auto">{schedule.name}</h1>
        <p className="muted">
          {[schedule.ref, schedule.team?.name, w.zone(schedule.zone)].filter(Boolean).join(' · ')}
        </p>
      </header>
      <Weeks schedule={schedule} />
      <Changes schedule={schedule} />
      <Layers schedule={schedule} />
      <Feed schedule={schedule.ref} />
    </>
  )
}

function Weeks({ schedule: { ref, zone } }: { schedule: Schedule }) {
  const w = useOnCallWords()
  const queries = useQueryClient()
  const [away, setAway] = useState(0)
  const [chosen, setChosen] = useState<Span | null>(null)
  const weeks = weeksFrom(now(), zone, { away, many: weeksShown })
  const from = new Date(weeks[0]?.from ?? 0).toISOString()
  const until = new Date(weeks.at(-1)?.until ?? 0).toISOString()
  const { data: shifts, error } = useQuery({
    ...shiftsQuery(ref, from, until),
    placeholderData: keepPreviousData,
  })
  const done = async (): Promise<void> => {
    setChosen(null)
    for (const key of ['shifts', 'schedule', 'on-call']) await queries.invalidateQueries({ queryKey: [key] })
  }
  return (
    <>
      <div className={classes.bar}>
        <Button variant="default" onClick={() => setAway(away - weeksShown)}>
          ‹ {w.earlier}
        </Button>
        <Button variant="default" disabled={away === 0} onClick={() => setAway(0)}>
          {w.today}
        </Button>
        <Button variant="default" onClick={() => setAway(away + weeksShown)}>
          {w.later} ›
        </Button>
        <Button
          onClick={() => setChosen({ from: hourFrom(now()), until: hourFrom(now()) + DAY })}
          className={classes.act ?? ''}
        >
          {w.override}
        </Button>
      </div>
      <p className="muted">{w.drag}</p>
      {error && !shifts && <Failed error={error} />}
      {!shifts && !error && <Loading />}
      {shifts && <Calendar weeks={weeks} shifts={shifts} onChoose={setChosen} />}
      {chosen && (
        <OverrideForm
          key={`${chosen.from} ${chosen.until}`}
          schedule={ref}
          zone={zone}
          span={chosen}
          onDone={() => void done()}
          onClose={() => setChosen(null)}
        />
      )}
      <Gaps schedule={ref} />
    </>
  )
}

const hourFrom = (at: number): number => Math.ceil(at / 3_600_000) * 3_600_000

/** In the next 14 days. */
function Gaps({ schedule }: { schedule: string }) {
  const w = useOnCallWords()
  const formats = useFormats()
  // To the hour, so that it is the same question for an hour.
  const from = hourFrom(now()) - 3_600_000
  const { data = [], isSuccess } = useQuery(
    shiftsQuery(schedule, new Date(from).toISOString(), new Date(from + 14 * DAY).toISOString()),
  )
  const gaps = data.filter(({ person, until }: Shift) => person === null && Date.parse(until) > now())
  if (!isSuccess) return null
  if (gaps.length === 0) return <p className="muted">{w.noGaps}</p>
  return (
    <section className={classes.gaps} aria-label={w.gaps}>
      <h2>{w.gaps}</h2>
      <ul className={classes.plain}>
        {gaps.map((gap) => (
          <li key={gap.from}>
            {formats.exact(gap.from)} – {formats.exact(gap.until)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Layers({ schedule: { layers } }: { schedule: Schedule }) {
  const w = useOnCallWords()
  return (
    <section>
      <h2>{w.turns}</h2>
      <ul className={classes.plain}>
        {layers.map(({ name, turn, begins, members, hours }) => (
          <li key={name}>
            <span dir="auto">{w.layer(name, w.every(turn.every, turn.unit), begins.replace('T', ' '))}</span>
            {hours && (
              <span className="muted">
                {' '}
                · {w.only} {hours.map(({ from, to }) => `${from}–${to}`).join(', ')}
              </span>
            )}
            <div className="muted" dir="auto">
              {members.map(({ person }) => person?.name ?? '–').join(' → ')}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
