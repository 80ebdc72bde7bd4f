import { Button, SegmentedControl } from '@mantine/core'
import { type FormEvent, Suspense, useState } from 'react'
import type { Refused } from '../../api/index.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { lazily } from '../../parts/lazily.ts'
import { useWords } from '../../words/index.ts'
import type { Shown } from '../data.ts'
import type { FormField } from '../form-field.ts'
import { forms, verbWord, type WaitingVerb, waitingVerbs } from '../verbs.ts'
import classes from './dialog.module.css'
import { type Answer, answerFrom, FieldFor, inputOf, patchOf } from './fields.tsx'

const Candidates = lazily(() => import('./candidates.tsx'), 'Candidates')

export type ActionDialogProps = {
  record: Shown
  verb: string
  /** Where it is about more than this record. */
  title?: string
  /** What was typed before and refused, and why. */
  input?: Record<string, unknown>
  problem?: Refused
  onClose: () => void
  onDecided: (verb: string, input: Record<string, unknown>, patch: object) => void
}

/** The smallest form that a verb can be done with. */
export function ActionDialog(props: ActionDialogProps) {
  const { record, verb, title, input = {}, problem, onClose, onDecided } = props
  const words = useWords()
  const [chosen, setChosen] = useState(verb)
  // A list of names may be longer than its form.
  const picks = (forms[chosen] ?? []).some(({ kind }) => ['team', 'person'].includes(kind))
  const waits = waitingVerbs.includes(verb as WaitingVerb)
  return (
    <Dialog
      opened
      onClose={onClose}
      title={title ?? (waits ? words.record.waitFor : verbWord(words, verb))}
      picks={picks}
    >
      {waits && !problem && (
        <SegmentedControl
          fullWidth
          mb="md"
          aria-label={words.record.waitFor}
          value={chosen}
          onChange={setChosen}
          data={waitingVerbs
            .filter((one) => record.can.includes(one))
            .map((one) => ({ value: one, label: words.record.waits[one] }))}
        />
      )}
      <Form
        key={chosen}
        record={record}
        verb={chosen}
        input={input}
        {...(title && { title })}
        {...(problem && { problem })}
        onClose={onClose}
        onDecided={onDecided}
      />
    </Dialog>
  )
}

function Form({ record, verb, title, input = {}, problem, onClose, onDecided }: ActionDialogProps) {
  const words = useWords()
  const fields = forms[verb] ?? []
  const [answers, setAnswers] = useState<Record<string, Answer>>(() =>
    Object.fromEntries(fields.map((field) => [field.name, answerFrom(field, input[field.name], record)])),
  )
  const [errors, setErrors] = useState<Record<string, string>>(problem?.fields ?? {})
  // Who was chosen from the team stands in the field as if picked there: it begins anew with each.
  const [choices, setChoices] = useState(0)
  const chooses = verb === 'give' && title === undefined && record.ref.startsWith('INC-')
  const choose = ({ id, name }: { id: number; name: string }): void => {
    setAnswers({ ...answers, holder: { value: String(id), label: name } })
    setErrors({ ...errors, holder: '' })
    setChoices(choices + 1)
  }
  const general = problem && Object.keys(problem.fields).length === 0 ? problem.message : null

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const missing = fields.filter((field) => field.required && !answers[field.name]?.value.trim())
    setErrors(Object.fromEntries(missing.map(({ name }) => [name, words.record.required])))
    if (missing.length > 0) return
    onDecided(verb, inputOf(fields, answers), patchOf(fields, answers))
  }
  const field = (one: FormField, index: number) => (
    <FieldFor
      key={one.name === 'holder' ? `holder ${choices}` : one.name}
      field={one}
      record={record}
      answer={answers[one.name] ?? { value: '', label: '' }}
      error={errors[one.name]}
      first={index === 0 && choices === 0}
      onAnswer={(answer) => {
        setAnswers({ ...answers, [one.name]: answer })
        setErrors({ ...errors, [one.name]: '' })
      }}
    />
  )
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {general && (
        <p role="alert" className={classes.why}>
          {general}
        </p>
      )}
      {chooses && (
        <Suspense>
          <Candidates incident={record.ref} chosen={answers.holder?.value ?? ''} onChoose={choose} />
        </Suspense>
      )}
      {fields.map(field)}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.shell.cancel}
        </Button>
        <Button type="submit">{verbWord(words, verb)}</Button>
      </div>
    </form>
  )
}
