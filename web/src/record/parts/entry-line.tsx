import { Link } from '@tanstack/react-router'
import { memo, type ReactNode } from 'react'
import type { Entry } from '../../api/index.ts'
import { Markdown } from '../../parts/markdown.tsx'
import { When } from '../../parts/when.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords, type Words } from '../../words/index.ts'
import {
  type Change,
  changesBeside,
  fieldWord,
  isLong,
  sentenceOf,
  shown,
  wordsOf,
} from '../timeline/tell.ts'
import classes from './entry-line.module.css'

type Props = {
  entry: Entry
  record: string
  /** Why it was redacted, and by whom. */
  tombstone?: string | undefined
  /** What else one can do with it. */
  more?: ReactNode
  /** Such as that it waits to be sent. */
  status?: string
}

/** An entry of a timeline: people's words large, what they did as one quiet line. */
export const EntryLine = memo(function EntryLine({ entry, record, tombstone, more, status }: Props) {
  const words = useWords()
  const formats = useFormats()
  const said = wordsOf(entry)
  const voice = said === null && !entry.redacted ? 'move' : entry.public ? 'public' : 'internal'
  const sentence = entry.verb === 'comment' ? null : sentenceOf(entry, words, formats)
  return (
    <li
      className={classes.entry}
      data-voice={voice}
      id={`entry-${entry.from ? `${entry.from}-` : ''}${entry.seq}`}
    >
      <span className={classes.when}>
        <When at={entry.at} short />
      </span>
      <div>
        {voice === 'move' ? (
          <p className={classes.move} dir="auto">
            <Whence entry={entry} /> {sentence}
            {more}
          </p>
        ) : (
          <div className={classes.who}>
            <b dir="auto">{sentence ?? entry.actor?.name ?? words.record.somebody}</b>
            <span className={classes.kind}>
              {kindOf(entry, words)}
              {entry.replayed && `, ${words.record.timeline.imported}`}
            </span>
            <Whence entry={entry} />
            {status && <span className={classes.unsent}>{status}</span>}
            {more}
          </div>
        )}
        {entry.redacted ? (
          <p className={classes.tomb}>{tombstone ?? words.record.redact.tombstone}</p>
        ) : (
          said !== null && (
            <div className={classes.words}>
              <Markdown text={said} record={entry.from ?? record} />
            </div>
          )
        )}
        <Changes entry={entry} />
      </div>
    </li>
  )
})

/** In which record it was written, where that is another. */
function Whence({ entry: { from } }: { entry: Entry }) {
  const said = useWords().merge
  if (!from) return null
  return (
    <Link to="/records/$ref" params={{ ref: from }} search={{ own: true }} className={classes.whence}>
      {said.inRecord(from)}
    </Link>
  )
}

/** Who can read it. */
function kindOf({ verb, public: open }: Entry, words: Words): string {
  const said = words.record.timeline
  if (verb === 'comment') return open ? said.public : said.internal
  return open ? said.open : said.staffOnly
}

function Changes({ entry }: { entry: Entry }) {
  const changes = changesBeside(entry)
  if (changes.length === 0) return null
  return (
    <ul className={classes.changes}>
      {changes.map((change) => (
        <li key={change.field} dir="auto">
          <OneChange change={change} />
        </li>
      ))}
    </ul>
  )
}

function OneChange({ change }: { change: Change }) {
  const words = useWords()
  const formats = useFormats()
  const name = fieldWord(change.field, words)
  const [from, to] = [change.from, change.to].map((value) => shown(value, words, formats, change.field))
  if (isLong(change)) {
    return (
      <details>
        <summary className="muted">
          {name}: {words.record.timeline.changedText}
        </summary>
        <p className="muted">{words.record.timeline.before}</p>
        <Markdown text={from ?? ''} />
        <p className="muted">{words.record.timeline.after}</p>
        <Markdown text={to ?? ''} />
      </details>
    )
  }
  return (
    <>
      <span className="muted">{name}: </span>
      {change.from !== null && (
        <>
          <span className={classes.from}>{from}</span>
          <span className="muted"> → </span>
        </>
      )}
      {to}
    </>
  )
}
