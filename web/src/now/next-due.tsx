import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { now } from '../api/index.ts'
import { useMe } from '../shell/session.ts'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import { nextDueQuery } from './data.ts'
import classes from './now.module.css'

/** Nothing to do: what will be next. */
export function NextDue({ team, at }: { team: string | undefined; at: string }) {
  const words = useWords().now
  const formats = useFormats()
  const me = useMe()
  const mine = team === undefined && me.teams.length > 0 ? me.teams.map(({ key }) => key) : [team]
  const answers = useQueries({
    queries: mine.map((key) => nextDueQuery(key === 'all' ? undefined : key, at)),
  })
  if (answers.some(({ isPending }) => isPending)) return null
  const [next] = answers
    .flatMap(({ data }) => data ?? [])
    .toSorted((a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? ''))
  return (
    <p className={classes.nothing}>
      {next?.dueAt ? (
        <>
          {words.nextDue(formats.duration(Date.parse(next.dueAt) - now()))}{' '}
          <Link to="/records/$ref" params={{ ref: next.ref }}>
            {next.ref}
          </Link>{' '}
          <span dir="auto">{next.title}</span>
        </>
      ) : (
        words.noneDue
      )}
    </p>
  )
}
