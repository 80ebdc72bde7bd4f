import { now } from '../../api/index.ts'
import { localeOf } from '../../words/formats.ts'
import { useTongue } from '../../words/index.ts'
import { useSettingsWords } from '../words.ts'
import classes from './calendars.module.css'
import { hoursText } from './hours-text.ts'
import type { CalendarRead } from './typing.ts'

const day = 86_400_000

/** What the hours mean for the next fourteen days, holidays included. */
export function ComingWeeks({ calendar }: { calendar: CalendarRead }) {
  const w = useSettingsWords().calendars
  const { language } = useTongue()
  const format = new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  const today = todayIn(calendar.zone)
  const free = new Map(calendar.holidays.map(({ date, name }) => [date, name]))
  const dates = Array.from({ length: 14 }, (_, i) => new Date(Date.parse(today) + i * day))
  return (
    <section aria-label={w.preview}>
      <h2>{w.preview}</h2>
      <ul className={classes.weeks}>
        {dates.map((date) => {
          const iso = date.toISOString().slice(0, 10)
          // Sunday is 0 there, and last here.
          const hours = calendar.week[(date.getUTCDay() + 6) % 7] ?? []
          const holiday = free.get(iso)
          return (
            <li key={iso} data-open={holiday === undefined && hours.length > 0}>
              <span className="figures">{format.format(date)}</span>
              <span className="figures" dir="auto">
                {holiday ?? (hours.length > 0 ? hoursText(hours).replaceAll('-', '–') : w.closed)}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The date it is there now, `YYYY-MM-DD`. */
function todayIn(zone: string): string {
  return new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(new Date(now()))
}
