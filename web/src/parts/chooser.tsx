import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import classes from './picker.module.css'
import type { Choice } from './picker.tsx'

type Props = { label: string; choices: readonly Choice[]; onChoose: (id: string) => void; none: string }

/** One of few, in a dialog: all are shown, letters narrow them, the arrows choose, Enter takes. */
export function Chooser({ label, choices, onChoose, none }: Props) {
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  // The choices may come when the dialog has been open for a while.
  useEffect(() => input.current?.focus(), [])
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const fitting = choices.filter((one) => one.label.toLowerCase().includes(typed.trim().toLowerCase()))
  const current = Math.min(at, fitting.length - 1)
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const choice = fitting[current]
    if (step) setAt((current + step + fitting.length) % Math.max(fitting.length, 1))
    else if (event.key === 'Enter' && choice) onChoose(choice.id)
    else return
    event.preventDefault()
  }
  return (
    <>
      <TextInput
        ref={input}
        // What it chooses from may come after its dialog.
        autoFocus
        aria-label={label}
        placeholder={label}
        role="combobox"
        autoComplete="off"
        aria-expanded={fitting.length > 0}
        aria-controls={listId}
        aria-activedescendant={fitting.length > 0 ? `${listId}-${current}` : undefined}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        className={classes.inline}
        hidden={fitting.length === 0}
      >
        {fitting.map(({ id, label: name, detail }, index) => (
          <div
            key={id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={classes.option}
            onMouseMove={() => setAt(index)}
            onClick={() => onChoose(id)}
            onKeyDown={onKeyDown}
          >
            <span className="cut" dir="auto">
              {name}
            </span>
            {detail && <span className={classes.detail}>{detail}</span>}
          </div>
        ))}
      </div>
      {fitting.length === 0 && (
        <p role="status" className={classes.none}>
          {none}
        </p>
      )}
    </>
  )
}
