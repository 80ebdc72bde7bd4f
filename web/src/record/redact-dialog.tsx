import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { useWords } from '../words/index.ts'
import classes from './actions/dialog.module.css'
import { refusedBy } from './actions/use-acting.tsx'
import { useChange } from './change.ts'
import { pathOf, type Shown } from './data.ts'

/** What is to be removed: an entry by its number in the record, or a file. */
export type Redacting = { seqs: number[]; attachments: number[]; title: string }
type Props = { record: Shown; what: Redacting; onClose: () => void }

/** Removes words or a file for good: the one thing that cannot be undone, so it is asked for with a reason. */
export function RedactDialog({ record, what, onClose }: Props) {
  const words = useWords()
  const said = words.record.redact
  const queries = useQueryClient()
  const change = useChange(record)
  const [reason, setReason] = useState('')
  const [why, setWhy] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!reason.trim()) {
      setWhy(words.record.required)
      return
    }
    const { seqs, attachments } = what
    const outcome = await change({
      label: `${record.ref}: ${said.done}`,
      method: 'POST',
      path: `${pathOf(record.ref)}/redact`,
      body: { seqs, attachments, reason },
      anyVersion: true,
      saysWhy: true,
    })
    const problem = refusedBy(outcome)
    if (problem) setWhy(problem.fields.reason ?? problem.message)
    else {
      void queries.invalidateQueries({ queryKey: ['record', record.ref] })
      onClose()
    }
  }
  return (
    <Dialog opened onClose={onClose} title={what.title}>
      <form onSubmit={submit} className={classes.form} noValidate>
        <p>{said.hint}</p>
        <TextInput
          data-autofocus
          label={words.record.forms.reason}
          value={reason}
          error={why}
          dir="auto"
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.shell.cancel}
          </Button>
          <Button type="submit" color="red">
            {said.title}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
