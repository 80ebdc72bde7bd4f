import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { now } from '../api/index.ts'
import { Markdown } from '../parts/markdown.tsx'
import { Priority } from '../parts/priority.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useTicking } from '../parts/when.tsx'
import { clocksQuery, recordQuery, type Shown } from '../record/data.ts'
import { ClockBar, inOrder } from '../record/parts/clock-bar.tsx'
import { EntryLine } from '../record/parts/entry-line.tsx'
import { stateInWords, stateSince } from '../record/state-words.ts'
import { useEntries } from '../record/timeline/use-entries.ts'
import { nextActions, verbKeys, verbWord } from '../record/verbs.ts'
import { usePending, withPending } from '../shell/pending.ts'
import { useMe } from '../shell/session.ts'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import classes from './preview.module.css'
import type { Row } from './rows.ts'

/** So many of the latest entries are shown beside the list. */
const latest = 8
const actions = 3
/** Who only passes a row does not ask for it. */
const restMs = 120

type Props = { row: Row; onAct: (verb: string) => void }

/** What one must know of a record without leaving the list: what the row knows at once, the rest a moment later. */
export function Preview({ row, onAct }: Props) {
  const words = useWords()
  const [rested] = useDebouncedValue(row.ref, restMs)
  return (
    <article className={classes.preview} aria-label={`${words.desk.preview}: ${row.ref}`}>
      <h2 dir="auto">{row.title}</h2>
      <p className={classes.facts}>
        <Link to="/records/$ref" params={{ ref: row.ref }}>
          {row.ref}
        </Link>
        <Priority value={row.priority} word />
        <span dir="auto">
          {stateInWords(row as unknown as Shown, words)}
          {rested === row.ref && <Since of={row.ref} />}
        </span>
      </p>
      {rested === row.ref && <Rest of={row.ref} onAct={onAct} />}
    </article>
  )
}

/** For how long it has stood so. */
function Since({ of }: { of: string }) {
  const formats = useFormats()
  const { entries } = useEntries(of)
  useTicking()
  const since = stateSince(entries)
  if (!since) return null
  return (
    <bdi className="muted" title={formats.exact(since)}>
      , {formats.duration(now() - Date.parse(since))}
    </bdi>
  )
}

function Rest({ of, onAct }: { of: string; onAct: (verb: string) => void }) {
  const me = useMe()
  const words = useWords()
  const pending = usePending()
  const { data, error, isPending, refetch } = useQuery(recordQuery(of))
  const { data: spans = [] } = useQuery(clocksQuery(of))
  const { entries } = useEntries(of)
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  const record = withPending(data, pending)
  return (
    <>
      <div className={classes.actions}>
        {nextActions(record, me)
          .slice(0, actions)
          .map((verb) => (
            <Button key={verb} variant="default" title={verbKeys[verb]} onClick={() => onAct(verb)}>
              {verbWord(words, verb)}
            </Button>
          ))}
      </div>
      {record.clocks.length > 0 && (
        <div className={classes.clocks}>
          {inOrder(record.clocks).map((clock) => (
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
    </>
  )
}
