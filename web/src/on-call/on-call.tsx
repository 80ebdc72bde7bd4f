import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useMe } from '../shell/session.ts'
import { useTitle } from '../shell/use-title.ts'
import { useFormats } from '../words/formats.ts'
import classes from './on-call.module.css'
import { type EscalationPath, type OnCall, onCallQuery, pathsQuery } from './queries.ts'
import { useOnCallWords } from './words.ts'

/** Who is called now, by every schedule, and in which order when nobody answers. */
export function OnCallNow() {
  const w = useOnCallWords()
  useTitle(w.heading)
  const { data, error, isPending, refetch } = useQuery(onCallQuery)
  const { data: paths } = useQuery(pathsQuery)
  const manages = ['manager', 'administrator'].includes(useMe().role)
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div>
          <h1>{w.heading}</h1>
          <p className="muted">{w.hint}</p>
        </div>
        {manages && (
          <Link to="/on-call/$ref" params={{ ref: 'new' }}>
            {w.make}
          </Link>
        )}
      </header>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {isPending && <Loading />}
      {data?.length === 0 && (
        <Empty title={w.none}>
          <p className="muted">{w.noneHint}</p>
        </Empty>
      )}
      <ul className={classes.list}>
        {data?.map((one) => (
          <ScheduleRow key={one.schedule.ref} one={one} />
        ))}
      </ul>
      <section>
        <header className={classes.head}>
          <h2>{w.paths}</h2>
          {manages && (data?.length ?? 0) > 0 && (
            <Link to="/on-call/$ref" params={{ ref: 'new-path' }}>
              {w.makePath}
            </Link>
          )}
        </header>
        {paths?.length === 0 && <p className="muted">{w.noPaths}</p>}
        <ul className={classes.list}>
          {paths?.map((path) => (
            <PathRow key={path.ref} path={path} />
          ))}
        </ul>
      </section>
    </div>
  )
}

function ScheduleRow({ one: { schedule, person, until, next } }: { one: OnCall }) {
  const w = useOnCallWords()
  const formats = useFormats()
  return (
    <li className={classes.row}>
      <Link to="/on-call/$ref" params={{ ref: schedule.ref }} className={classes.name} dir="auto">
        {schedule.name}
      </Link>
      <span>
        <b className={person ? '' : (classes.nobody ?? '')} dir="auto">
          {person?.name ?? w.nobody}
        </b>{' '}
        <span className="muted">{w.until(formats.short(until))}</span>
      </span>
      <span className="muted" dir="auto">
        {next && w.next(next.person?.name ?? w.nobody, formats.short(next.from))}
      </span>
    </li>
  )
}

function PathRow({ path: { name, ref, steps, rounds, lastResort } }: { path: EscalationPath }) {
  const w = useOnCallWords()
  const calls = steps.map(({ schedule, person, team, minutes }) =>
    w.calls(schedule ?? person?.name ?? team ?? '–', minutes),
  )
  return (
    <li className={classes.row}>
      <Link to="/records/$ref" params={{ ref }} className={classes.name} dir="auto">
        {name}
      </Link>
      <span dir="auto">{[...calls, w.rounds(rounds)].join(' · ')}</span>
      <span className="muted" dir="auto">
        {w.lastResort(lastResort?.name ?? w.nobody)}
      </span>
    </li>
  )
}
