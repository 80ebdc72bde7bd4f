import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type NowList, now } from '../api/index.ts'
import { Failed } from '../parts/states.tsx'
import { useTicking } from '../parts/when.tsx'
import { useConnection } from '../shell/connection.ts'
import { useFormats } from '../words/formats.ts'
import { useTongue, useWords } from '../words/index.ts'
import { arrivedQuery, arrivedSpans, nowQuery, openQuery, untakenQuery, useFollowing } from './data.ts'
import classes from './wall.module.css'
import { whyIn } from './why.ts'

/** Nobody presses anything here: it asks often, so that it soon knows that the server is away. */
const everyMs = 10_000
/** So many rows can be read from five metres. */
const readable = 6
/** After this long without an answer, in milliseconds, something is wrong: it is asked for every minute. */
const mostSilent = 150_000

/** The same for a whole room: no controls, no scrolling, and honest when it is not up to date. */
export function Wall() {
  const words = useWords()
  const formats = useFormats()
  const { team = 'all' } = useSearch({ from: '/now/wall' })
  const {
    data: list,
    error,
    dataUpdatedAt,
  } = useQuery({ ...nowQuery(team), refetchInterval: everyMs, retry: false })
  useTicking()
  useFollowing()
  if (!list) return error ? <Failed error={error} /> : null
  const count = Object.values(list.counts).reduce((sum, one) => sum + one, 0)
  return (
    <div className={classes.wall}>
      <h1 className={classes.fact} data-calm={count === 0 || undefined}>
        {count > 0 && <span className={classes.number}>{formats.count(count)}</span>}
        <span>{count > 0 ? words.now.wall.need(count) : words.now.wall.calm}</span>
      </h1>
      <Facts list={list} team={team} />
      <ul className={classes.rows}>
        {list.items.slice(0, readable).map((need) => (
          <li key={need.record.ref} data-why={need.why}>
            <span className={classes.ref}>{need.record.ref}</span>
            <span className="cut">{whyIn(need, words, formats, true)}</span>
            <span className={`${classes.title} cut`} dir="auto">
              {need.record.restricted ? words.now.wall.restricted : need.record.title}
            </span>
          </li>
        ))}
      </ul>
      <AsOf at={list.at} heard={dataUpdatedAt} failed={error !== null} />
    </div>
  )
}

/** Says from when this is, and since when nothing newer came: the server is away, the session ended, or worse. */
function AsOf({ at, heard, failed }: { at: string; heard: number; failed: boolean }) {
  const words = useWords().now.wall
  const formats = useFormats()
  const there = useConnection()
  const silent = Date.now() - heard
  const lost = failed || !there || silent > mostSilent
  return (
    <p role="status" className={classes.asOf} data-lost={lost || undefined}>
      {lost ? words.lost(formats.duration(silent), formats.short(at)) : words.asOf(formats.short(at))}
    </p>
  )
}

function Facts({ list, team }: { list: NowList; team: string }) {
  const words = useWords().now.wall
  const formats = useFormats()
  const { zone } = useTongue()
  const spans = arrivedSpans(now(), zone)
  const { data: open } = useQuery(openQuery(team))
  const { data: untaken } = useQuery(untakenQuery(team))
  const { data: today } = useQuery(arrivedQuery(team, spans.today))
  const { data: yesterday } = useQuery(arrivedQuery(team, spans.yesterday))
  const facts = [
    { number: list.counts.breached, says: words.over, danger: Number(list.counts.breached) > 0 },
    { number: list.counts.breaching, says: words.soon },
    { number: open, says: words.open },
    { number: untaken, says: words.untaken },
    { number: today, says: words.today, compared: yesterday },
  ]
  return (
    <dl className={classes.facts}>
      {facts.map(({ number, says, danger, compared }) => (
        <div key={says} data-danger={danger || undefined}>
          <dt>{says}</dt>
          <dd className={classes.number}>{number === undefined ? '–' : formats.count(number)}</dd>
          {compared !== undefined && (
            <dd className={classes.compared}>{words.compared(formats.count(compared))}</dd>
          )}
        </div>
      ))}
    </dl>
  )
}
