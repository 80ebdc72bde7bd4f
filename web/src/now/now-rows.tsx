import { Kbd } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useLayoutEffect, useRef, useState } from 'react'
import type { Row } from '../api/index.ts'
import { Priority } from '../parts/priority.tsx'
import { useCommands } from '../shell/commands.ts'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import type { Need } from './data.ts'
import classes from './now.module.css'
import { skip } from './skipped.ts'
import type { Acts } from './use-acts.tsx'
import { actWord, whyIn } from './why.ts'

type Props = { needs: readonly Need[]; acts: Acts; touch: () => void; onHandOver: (row: Row) => void }

/** Where one was: whoever comes back from a record goes on there. */
let left = ''

/** The list; one row is the one that keys act on, and has the focus once one moves. */
export function NowRows({ needs, acts, touch, onHandOver }: Props) {
  const words = useWords().now
  const rows = useRef<HTMLUListElement>(null)
  const [at, setAt] = useState({ ref: left, index: 0 })
  const focused = useRef('')
  const found = needs.findIndex(({ record }) => record.ref === at.ref)
  // The one after it moves up where it was.
  const index = found >= 0 ? found : Math.min(at.index, needs.length - 1)
  const current = needs[index]

  const go = (to: number): void => {
    touch()
    const next = Math.max(0, Math.min(to, needs.length - 1))
    buttonsIn(rows.current)[next]?.focus()
  }
  const on = (act: (need: Need) => void) => () => {
    touch()
    if (current) act(current)
  }
  useLayoutEffect(() => {
    left = at.ref
    if (found >= 0 || !current) return
    setAt({ ref: current.record.ref, index })
    // What goes off the list takes the focus to the one that moves up.
    const lost = at.ref !== '' && focused.current === at.ref && document.activeElement === document.body
    if (lost) buttonsIn(rows.current)[index]?.focus({ preventScroll: true })
  }, [at.ref, found, current, index])
  const { keys, heading: group } = words
  const moving = { group, keysOnly: true }
  useCommands([
    { id: 'now act', label: keys.act, keys: 'Enter', group, run: on(acts.suggested) },
    { id: 'now open', label: keys.open, keys: 'o', group, run: on(({ record }) => acts.open(record)) },
    { id: 'now take', label: keys.take, keys: 't', group, run: on(({ record }) => acts.take(record)) },
    { id: 'now hand', label: keys.handOver, keys: 'h', group, run: on(({ record }) => onHandOver(record)) },
    { id: 'now skip', label: keys.skip, keys: 's', group, run: on(skip) },
    {
      id: 'now next',
      label: keys.next,
      keys: 'j',
      run: () => go(isAt(rows.current) ? index + 1 : index),
      ...moving,
    },
    {
      id: 'now down',
      label: keys.next,
      keys: 'ArrowDown',
      run: () => go(isAt(rows.current) ? index + 1 : index),
      ...moving,
    },
    { id: 'now back', label: keys.previous, keys: 'k', run: () => go(index - 1), ...moving },
    { id: 'now up', label: keys.previous, keys: 'ArrowUp', run: () => go(index - 1), ...moving },
  ])
  if (needs.length === 0) return null
  return (
    <>
      <ul ref={rows} className={classes.rows}>
        {needs.map((need, place) => (
          <NowRow
            key={need.record.ref}
            need={need}
            current={place === index}
            onPlace={() => {
              focused.current = need.record.ref
              setAt({ ref: need.record.ref, index: place })
            }}
            onAct={() => acts.suggested(need)}
          />
        ))}
      </ul>
      <KeysHint />
    </>
  )
}

const buttonsIn = (rows: HTMLElement | null): HTMLElement[] => [
  ...(rows?.querySelectorAll<HTMLElement>('[data-act]') ?? []),
]

/** Whether the focus is on a row already: the first step only comes to it. */
const isAt = (rows: HTMLElement | null): boolean => rows?.contains(document.activeElement) ?? false

type RowProps = { need: Need; current: boolean; onPlace: () => void; onAct: () => void }

function NowRow({ need, current, onPlace, onAct }: RowProps) {
  const words = useWords()
  const formats = useFormats()
  const { record, why, since, dueAt } = need
  const says = whyIn(need, words, formats)
  return (
    <li className={classes.row} data-current={current || undefined} data-why={why} onFocus={onPlace}>
      <span className={`${classes.why} cut`} title={`${says} (${formats.exact(dueAt ?? since)})`}>
        {says}
      </span>
      <span className={classes.what}>
        <Priority value={record.priority} />
        <Link to="/records/$ref" params={{ ref: record.ref }} className={classes.title} title={record.title}>
          <span className={classes.ref}>{record.ref}</span>
          <span className="cut" dir="auto">
            {record.title}
          </span>
        </Link>
      </span>
      <span className={`${classes.whose} cut muted`} dir="auto">
        {[record.team?.name, record.holder?.name ?? words.now.nobody].filter(Boolean).join(' · ')}
      </span>
      <button
        type="button"
        data-act
        className={classes.act}
        onClick={onAct}
        aria-label={`${actWord(need, words)}: ${record.ref}, ${says}`}
      >
        {actWord(need, words)}
      </button>
    </li>
  )
}

function KeysHint() {
  const { short } = useWords().now.keys
  const keys = {
    'j k': short.move,
    '↵': short.act,
    o: short.open,
    t: short.take,
    h: short.handOver,
    s: short.skip,
  }
  return (
    <p className={`${classes.hint} wide-only muted`} aria-hidden>
      {Object.entries(keys).map(([key, does]) => (
        <span key={key}>
          {key.split(' ').map((one) => (
            <Kbd key={one}>{one}</Kbd>
          ))}{' '}
          {does}
        </span>
      ))}
    </p>
  )
}
