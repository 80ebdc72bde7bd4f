import { Button } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Outcome } from '../../api/index.ts'
import { useWords } from '../../words/index.ts'
import classes from './in-place.module.css'

export type InPlaceProps = {
  label: string
  /** As it is typed. */
  value: string
  /** As it is shown; without it, as typed. */
  children?: ReactNode
  kind?: 'line' | 'prose' | 'datetime-local' | 'number'
  choices?: readonly (readonly [value: string, label: string])[]
  required?: boolean
  /** Open from outside, by a key. */
  editing?: boolean
  onEditing?: (editing: boolean) => void
  /** What was typed; what was refused stays to be mended. */
  onSave: (typed: string) => Promise<Outcome> | undefined
  className?: string | undefined
}

/** A fact that becomes a field where it stands: Enter or leaving keeps what was typed, Escape does not. */
export function InPlace({ editing, onEditing, ...props }: InPlaceProps) {
  const words = useWords().record
  const [own, setOwn] = useState(false)
  const [refused, setRefused] = useState<{ typed: string; why: string } | null>(null)
  const shown = useRef<HTMLButtonElement>(null)
  const open = editing ?? own
  const wasOpen = useRef(open)
  const setOpen = onEditing ?? setOwn

  useEffect(() => {
    // Back to where one was, unless one has gone elsewhere already.
    if (wasOpen.current && !open && document.activeElement === document.body) shown.current?.focus()
    wasOpen.current = open
  }, [open])

  const save = async (typed: string): Promise<void> => {
    setOpen(false)
    setRefused(null)
    if (typed === props.value) return
    const outcome = await props.onSave(typed)
    if (!outcome || outcome.ok || !('problem' in outcome)) return
    setRefused({ typed, why: Object.values(outcome.problem.fields).join(' ') || outcome.problem.message })
    setOpen(true)
  }

  if (open) {
    const leave = (): void => {
      setRefused(null)
      setOpen(false)
    }
    return (
      <Editor
        {...props}
        start={refused?.typed ?? props.value}
        why={refused?.why}
        onSave={save}
        onLeave={leave}
      />
    )
  }
  return (
    <button
      ref={shown}
      type="button"
      className={`${classes.shown} ${props.className ?? ''}`}
      data-empty={props.value === '' || undefined}
      title={words.edit(props.label)}
      onClick={() => setOpen(true)}
      dir="auto"
    >
      {props.children ?? (props.value || words.notSet)}
      <span className="sr-only">, {words.edit(props.label)}</span>
    </button>
  )
}

type EditorProps = Omit<InPlaceProps, 'onSave' | 'editing' | 'onEditing'> & {
  start: string
  why: string | undefined
  onSave: (typed: string) => Promise<void>
  onLeave: () => void
}

function Editor({
  label,
  start,
  why,
  kind = 'line',
  choices,
  required,
  className,
  onSave,
  onLeave,
}: EditorProps) {
  const words = useWords()
  const [typed, setTyped] = useState(start)
  // Saves to the record as it was when one began: what somebody else changed since is asked about, not overwritten.
  const [save] = useState(() => onSave)
  const [empty, setEmpty] = useState(false)
  const left = useRef(false)
  const keep = (): void => {
    if (left.current) return
    if (required && typed.trim() === '') {
      setEmpty(true)
      return
    }
    left.current = true
    void save(typed)
  }
  const giveUp = (): void => {
    left.current = true
    onLeave()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      giveUp()
    } else if (event.key === 'Enter' && (kind !== 'prose' || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      keep()
    }
  }
  const problem = empty ? words.record.required : why
  const shared = {
    'aria-label': label,
    'aria-invalid': problem ? true : undefined,
    className: `${classes.input} ${className ?? ''}`,
    value: typed,
    autoFocus: true,
    dir: 'auto' as const,
    onKeyDown,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => setTyped(currentTarget.value),
  }
  return (
    <span>
      {choices ? (
        <select {...shared} onBlur={keep}>
          {choices.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      ) : kind === 'prose' ? (
        <>
          <textarea {...shared} />
          <span className={classes.buttons}>
            <Button onClick={keep}>{words.shell.save}</Button>
            <Button variant="default" onClick={giveUp}>
              {words.shell.cancel}
            </Button>
          </span>
        </>
      ) : (
        <input {...shared} type={kind === 'line' ? 'text' : kind} onBlur={keep} />
      )}
      {problem && (
        <span role="alert" className={classes.why}>
          {problem}
        </span>
      )}
    </span>
  )
}
