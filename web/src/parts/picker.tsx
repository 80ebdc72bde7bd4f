import { TextInput } from '@mantine/core'
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../words/index.ts'
import classes from './picker.module.css'

export type Choice = {
  id: string
  label: string
  detail?: string
  /** Taken only by choosing it, never in passing: it makes something. */
  makes?: true
}

type Props = {
  label: string
  /** What stands in the field. */
  typed: string
  onType: (typed: string) => void
  /** Those that fit what is typed, the best first. */
  choices: readonly Choice[]
  /** The choices are those for what is typed now: an Enter that came before them waits for them. */
  ready: boolean
  onChoose: (choice: Choice) => void
  /** What is typed is what was chosen. */
  chosen: boolean
  error?: string | undefined
  placeholder?: string | undefined
  /** Already labelled by something else on the screen. */
  labelledBy?: string
  describedBy?: string
  inputRef?: Ref<HTMLInputElement>
  /** The first field of a dialog. */
  first?: boolean
}

/** A field in which one types letters and takes what fits: the arrows choose, Enter takes, Tab takes in passing. */
export function Picker(props: Props) {
  const { label, labelledBy, typed, choices, ready, chosen, error, placeholder, inputRef } = props
  const words = useWords().shell
  const listId = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const wanted = useRef(false)
  const shown = open && !chosen
  const some = shown && choices.length > 0
  const current = Math.min(at, choices.length - 1)

  const take = (choice: Choice | undefined): void => {
    wanted.current = false
    setOpen(false)
    setAt(0)
    if (choice) props.onChoose(choice)
  }
  useEffect(() => {
    if (wanted.current && ready) take(choices[0])
  })

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && (shown || typed === '')) {
      event.preventDefault()
      if (shown) setAt((current + step + choices.length) % Math.max(choices.length, 1))
      else setOpen(true)
    } else if (event.key === 'Enter' && typed !== '' && !chosen) {
      event.preventDefault()
      if (ready) take(choices[Math.max(current, 0)])
      else wanted.current = true
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    } else if (event.key === 'Tab' && shown && typed !== '' && ready && !choices[current]?.makes) {
      take(choices[current])
    }
  }

  return (
    <div className={classes.picker}>
      <TextInput
        ref={inputRef}
        data-autofocus={props.first || undefined}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        aria-label={labelledBy ? undefined : label}
        aria-labelledby={labelledBy}
        aria-describedby={props.describedBy}
        aria-expanded={some}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={some ? `${listId}-${current}` : undefined}
        placeholder={placeholder}
        value={typed}
        error={error}
        maxLength={200}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onClick={() => setOpen(true)}
        onChange={({ currentTarget }) => {
          props.onType(currentTarget.value)
          setOpen(true)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <div id={listId} role="listbox" aria-label={label} className={classes.list} hidden={!some}>
        {some &&
          choices.map((choice, index) => (
            <div
              key={choice.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              className={classes.option}
              data-makes={choice.makes}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setAt(index)}
              onClick={() => take(choice)}
              onKeyDown={onKeyDown}
            >
              <span className="cut" dir="auto">
                {choice.label}
              </span>
              {choice.detail && (
                <span className={`${classes.detail} cut`} dir="auto">
                  {choice.detail}
                </span>
              )}
            </div>
          ))}
      </div>
      {shown && ready && !some && (
        <p role="status" className={`${classes.list} ${classes.none}`}>
          {words.noneFits}
        </p>
      )}
    </div>
  )
}
