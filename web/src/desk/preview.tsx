import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Markdown } from '../parts/markdown.tsx'
import { Priority } from '../parts/priority.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { clocksQuery, recordQuery } from '../record/data.ts'
import { ClockBar } from '../record/parts/clock-bar.tsx'
import { EntryLine } from '../record/parts/entry-line.tsx'
import { stateInWords } from '../record/state-words.ts'
import { useEntries } from '../record/timeline/use-entries.ts'
import { usePending, withPending } from '../shell/pending.ts'
import { useWords } from '../words/index.ts'
import classes from './preview.module.css'

/** So many of the latest entries are shown beside the list. */
const latest = 8

/** What one must know of a record without leaving the list. */
export function Preview({ of }: { of: string }) {
  const words = useWords()
  const pending = usePending()
  const { data, error, isPending, refetch } = useQuery(recordQuery(of))
  const { data: spans = [] } = useQuery(clocksQuery(of))
  const { entries } = useEntries(of)
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  const record = withPending(data, pending)
  return (
    <article className={classes.preview} aria-label={`${words.desk.preview}: ${record.ref}`}>
      <h2 dir="auto">{record.title}</h2>
      <p className={classes.facts}>
        <Link to="/records/$ref" params={{ ref: record.ref }}>
          {record.ref}
        </Link>
        <Priority value={record.priority} word />
        <span>{stateInWords(record, words)}</span>
      </p>
      {record.clocks.length > 0 && (
        <div className={classes.clocks}>
          {record.clocks.map((clock) => (
            <ClockBar key={clock.name} clock={clock} spans={spans.find(({ name }) => name === clock.name)} />
          ))}
        </div>
      )}
      {record.description && <Markdown text={record.description} record={record.ref} />}
      <ol className={classes.entries}>
        {entries.slice(0, latest).map((entry) => (
          <EntryLine key={entry.seq} entry={entry} record={record.ref} />
        ))}
      </ol>
    </article>
  )
}
