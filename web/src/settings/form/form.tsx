import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../../words/index.ts'
import { fieldsIn } from '../../words/refusals.ts'
import { useSettingsWords } from '../words.ts'
import classes from './form.module.css'
import type { Saving } from './use-save.ts'

type Props = {
  saving: Saving
  /** Whether there is anything to save. */
  changed: boolean
  /** A mistake that can be seen already: says so instead of sending it. */
  wrong?: boolean
  onSave: () => void
  onDiscard?: () => void
  /** Puts the earlier value back, right after it was saved. */
  onUndo?: (() => void) | undefined
  saveLabel?: string
  /** What saving will do, beyond what it says. */
  effect?: ReactNode
  /** Names of fields that show their own problem. */
  shown?: readonly string[]
  label: string
  /** One came here to fill it in: its first field has the focus. */
  begins?: boolean
  children: ReactNode
}

/** A form of one column that is saved by its button or by Ctrl+Enter, and says quietly what became of it. */
export function Form(props: Props) {
  const { saving, changed, wrong = false, onSave, label, effect, children } = props
  const words = useSettingsWords().form
  const submit = (): void => {
    if (changed && !wrong && !saving.busy) onSave()
  }
  const form = useSaveKey(submit)
  const { begins = false } = props
  useEffect(() => {
    if (begins) form.current?.querySelector('input')?.focus()
  }, [begins, form])
  return (
    <form
      ref={form}
      aria-label={label}
      noValidate
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={classes.fields}>{children}</div>
      {changed && effect && (
        <div className={classes.effect}>
          <b>{words.willChange}</b>
          {effect}
        </div>
      )}
      <div className={classes.foot}>
        <Foot {...props} />
      </div>
    </form>
  )
}

/** Ctrl+Enter saves the form that one is in, or, where one is in none, what was changed. */
function useSaveKey(submit: () => void) {
  const form = useRef<HTMLFormElement>(null)
  const latest = useRef(submit)
  useEffect(() => {
    latest.current = submit
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      const within = event.target instanceof Element ? event.target.closest('form') : null
      if (within !== null && within !== form.current) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
  return form
}

function Foot({ saving, changed, wrong, onDiscard, onUndo, saveLabel, shown = [] }: Props) {
  const words = useSettingsWords().form
  const problem = useId()
  const all = useWords()
  const others = Object.entries(saving.errors).filter(([field]) => !shown.includes(field))
  return (
    <>
      {saving.problem && (
        <p role="alert" id={problem} className={classes.bad}>
          {saving.problem.message} {fieldsIn(Object.fromEntries(others), all)}
        </p>
      )}
      <div className={classes.actions}>
        <Button type="submit" disabled={!changed || wrong || saving.busy} aria-keyshortcuts="Control+Enter">
          {saving.busy ? words.saving : (saveLabel ?? words.save)}
        </Button>
        {changed && onDiscard && (
          <Button variant="subtle" onClick={onDiscard}>
            {words.discard}
          </Button>
        )}
        <span role="status">
          {wrong ? (
            <span className={classes.bad}>{words.check}</span>
          ) : changed ? (
            <span className="muted">{onDiscard && words.kept}</span>
          ) : (
            saving.saved && <span className={classes.saved}>{words.saved}</span>
          )}
        </span>
        {saving.saved && !changed && onUndo && (
          <Button variant="subtle" onClick={onUndo}>
            {words.undo}
          </Button>
        )}
      </div>
    </>
  )
}
