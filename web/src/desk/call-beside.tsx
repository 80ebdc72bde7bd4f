import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import type { Row } from '../api/index.ts'
import { Priority } from '../parts/priority.tsx'
import { When } from '../parts/when.tsx'
import { whyInWords } from '../record/merge/why.ts'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import type { Draft, Logged } from './call-draft.ts'
import classes from './call-form.module.css'
import type { Parent } from './call-log.ts'
import { CallMajors } from './call-majors.tsx'
import { alikeQuery, ownOpenQuery } from './call-queries.ts'

type Props = {
  draft: Draft
  majors: readonly Parent[]
  logged: readonly Logged[]
  onAdd: (to: Parent) => void
  onLeave: () => void
}

/** What is known while the call lasts: the caller's own open calls, what is open and alike, what was just logged. */
export function CallBeside({ draft, majors, logged, onAdd, onLeave }: Props) {
  const all = useWords()
  const words = all.call
  const formats = useFormats()
  const navigate = useNavigate()
  const [title] = useDebouncedValue(draft.title.trim(), 120)
  const { data: own } = useQuery(ownOpenQuery(draft.caller.id))
  const { data: found } = useQuery(alikeQuery(title, draft.service.key))
  // A caller is not added to what they reported themselves: that stands above.
  const others = (found ?? []).filter(({ requester }) => !requester || requester.id !== draft.caller.id)
  const alike = title.length > 2 ? others : []
  const open = (ref: string): void => void navigate({ to: '/records/$ref', params: { ref } })
  const onKeyDown = (event: KeyboardEvent): void => {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
    const at = rows.indexOf(event.target as HTMLElement)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape' || (step === -1 && at === 0)) onLeave()
    else if (step) rows[Math.min(at + step, rows.length - 1)]?.focus()
    else return
    event.preventDefault()
  }
  return (
    <aside aria-label={words.besideLabel} className={classes.beside} data-beside onKeyDown={onKeyDown}>
      <CallMajors majors={majors} onAdd={onAdd} />
      {draft.caller.id !== null && own && (
        <section data-part="own">
          <h2 dir="auto">
            {own.length > 0 ? words.own(draft.caller.typed) : words.ownNone(draft.caller.typed)}
          </h2>
          {own.slice(0, 4).map((row) => (
            <Found key={row.ref} row={row} act={words.open} onAct={() => open(row.ref)} />
          ))}
        </section>
      )}
      {alike.length > 0 && (
        <section data-part="alike">
          <h2>{words.alike}</h2>
          <p className="muted">{words.alikeHint}</p>
          {alike.map((row) => {
            const done = row.category === 'done'
            return (
              <Found
                key={row.ref}
                row={row}
                reports={row.children}
                why={whyInWords(row, all, formats.duration)}
                act={done ? words.open : words.add}
                onAct={() => (done ? open(row.ref) : onAdd(row))}
              />
            )
          })}
        </section>
      )}
      {draft.caller.id === null && alike.length === 0 && <p className="muted">{words.beside}</p>}
      <JustLogged logged={logged} />
    </aside>
  )
}

type FoundProps = { row: Row; reports?: number; why?: string; act: string; onAct: () => void }

function Found({ row, reports = 0, why, act, onAct }: FoundProps) {
  const words = useWords()
  const state = words.terms.states[row.state as keyof typeof words.terms.states] ?? row.state
  return (
    <button type="button" className={classes.found} onClick={onAct}>
      <span className={classes.foundTop}>
        <Priority value={row.priority} />
        <span>{row.ref}</span>
        <span className="cut" dir="auto" title={row.title}>
          {row.title}
        </span>
        <span className={classes.act}>{act}</span>
      </span>
      <span className={`${classes.foundMore} muted`}>
        {reports > 0 && <b>{words.call.callers(reports)}</b>}
        {[state, row.team?.name, row.service?.name].filter(Boolean).map((fact) => (
          <span key={fact} className="cut" dir="auto">
            {fact}
          </span>
        ))}
        <When at={row.openedAt} />
      </span>
      {why && (
        <span className={`${classes.foundMore} muted`} dir="auto">
          {why}
        </span>
      )}
    </button>
  )
}

function JustLogged({ logged }: { logged: readonly Logged[] }) {
  const words = useWords().call
  if (logged.length === 0) return null
  return (
    <section>
      <h2>{words.justNow}</h2>
      <ul className={classes.logged}>
        {logged.map(({ key, ref, title, caller, under }) => (
          <li key={key}>
            {ref ? (
              <Link to="/records/$ref" params={{ ref }}>
                {ref}
              </Link>
            ) : (
              <span className="muted">{words.sending}</span>
            )}
            <span className="cut" dir="auto">
              {title}
            </span>
            <span className="muted cut" dir="auto">
              {[caller, under && words.under(under)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
