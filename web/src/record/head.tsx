import type { ReactNode } from 'react'
import { now } from '../api/index.ts'
import { Priority } from '../parts/priority.tsx'
import { useTicking } from '../parts/when.tsx'
import { say } from '../shell/toasts.tsx'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import { pathOf, type Shown } from './data.ts'
import classes from './head.module.css'
import { MajorMark } from './major/mark.tsx'
import { InPlace } from './parts/in-place.tsx'
import { stateInWords } from './state-words.ts'
import { useAmend } from './use-amend.ts'

type Props = {
  record: Shown
  /** Since when its state is what it is. */
  since: string | null
  editing: boolean
  onEditing: (editing: boolean) => void
  presence?: ReactNode
  children: ReactNode
}

/** What it is, where it stands, with whom, and what can be done next. */
export function Head({ record, since, editing, onEditing, presence, children }: Props) {
  const words = useWords()
  const amend = useAmend(record)
  return (
    <header className={classes.head}>
      <h1 className={classes.title} dir="auto">
        {pathOf(record.ref) ? (
          <InPlace
            label={words.terms.title}
            value={record.title}
            required
            editing={editing}
            onEditing={onEditing}
            onSave={(typed) => amend('title', typed.trim())}
          />
        ) : (
          record.title
        )}
      </h1>
      <Facts record={record} since={since} presence={presence} />
      {record.kind === 'incident' && <MajorMark record={record} />}
      {children}
    </header>
  )
}

function Facts({ record, since, presence }: Pick<Props, 'record' | 'since' | 'presence'>) {
  const words = useWords()
  const formats = useFormats()
  useTicking()
  const copy = (): void => {
    void navigator.clipboard?.writeText(record.ref).then(() => say(words.record.copied(record.ref)))
  }
  const over = ['done', 'cancelled', 'merged'].includes(record.category)
  const stands = stateInWords(record, words)
  // What the sentence says already is not said again.
  const where = [
    record.state !== 'assigned' && record.team?.name,
    record.state !== 'in-progress' && record.holder?.name,
  ]
    .filter(Boolean)
    .join(', ')
  return (
    <div className={classes.facts}>
      <button type="button" className={classes.ref} onClick={copy} title={words.record.copyRef}>
        {record.ref}
      </button>
      <Priority value={record.priority} word />
      <span dir="auto">
        {stands}
        {/* Its room is there before it is known, so that nothing moves when it comes. */}
        {!since && <span className={classes.room}>, 0 h 00 min</span>}
        {since && (
          <bdi className="muted" title={formats.exact(since)}>
            , {over ? formats.relative(since) : formats.duration(now() - Date.parse(since))}
          </bdi>
        )}
      </span>
      {where && (
        <span className="muted" dir="auto">
          {where}
        </span>
      )}
      {record.requester && (
        <span className="muted" dir="auto">
          {words.record.forWhom(record.requester.name)}
        </span>
      )}
      {record.restricted && <b>{words.record.restrictedMark}</b>}
      {presence && (
        <span role="status" className={classes.presence}>
          {presence}
        </span>
      )}
    </div>
  )
}
