import { useQuery } from '@tanstack/react-query'
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
  const whose = team ?? (me.teams.length > 0 ? 'mine' : 'all')
  const { data: next } = useQuery(nextDueQuery(whose, at))
  if (next === undefined) return null
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
