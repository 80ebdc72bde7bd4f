import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Failed, Loading } from '../../parts/states.tsx'
import list from '../list.module.css'
import { PartHead } from '../part-head.tsx'
import { calendarsQuery } from '../queries.ts'
import { useSettingsWords } from '../words.ts'
import { CalendarPage } from './calendar.tsx'
import { hoursIn } from './hours-text.ts'
import { NewCalendar } from './new-calendar.tsx'
import { readCalendar, typingOf } from './typing.ts'

export function Calendars({ item }: { item: string | undefined }) {
  if (item === 'new') return <NewCalendar />
  return item === undefined ? <CalendarList /> : <CalendarPage calendarKey={item} />
}

function CalendarList() {
  const words = useSettingsWords()
  const w = words.calendars
  const { data, error, refetch } = useQuery(calendarsQuery)
  return (
    <>
      <PartHead
        title={words.parts.calendars}
        hint={w.hint}
        action={
          <Button component={Link} {...{ to: '/settings/calendars/new' }}>
            {w.add}
          </Button>
        }
      />
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <ul className={list.list}>
        {data?.map(({ key, definition }) => {
          const week = readCalendar(typingOf(definition))?.week.flat() ?? []
          return (
            <li key={key} className={list.row}>
              <Link to="/settings/$part/$item" params={{ part: 'calendars', item: key }}>
                {key === 'always' ? w.always : key}
              </Link>
              <span className="muted">{definition.zone}</span>
              <span className="muted figures">
                {w.hoursAWeek(String(Math.round(hoursIn(week) * 10) / 10))}
              </span>
              <span className="muted">
                {key === 'office' ? w.usual : w.holidaysCount(definition.holidays?.length ?? 0)}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
