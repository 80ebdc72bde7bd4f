import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import dialogs from '../shell/dialogs.module.css'
import { useWords } from '../words/index.ts'

type Props = { onClose: () => void; onSave: (name: string) => void }

/** A name for the filters and the order that are set now. */
export function SaveViewDialog({ onClose, onSave }: Props) {
  const words = useWords()
  const [name, setName] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim()) onSave(name.trim())
  }
  return (
    <Dialog opened onClose={onClose} title={words.desk.saveView} size="sm">
      <form onSubmit={submit} className={dialogs.form}>
        <TextInput
          data-autofocus
          label={words.desk.saveViewName}
          maxLength={60}
          dir="auto"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <div className={dialogs.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.shell.cancel}
          </Button>
          <Button type="submit" disabled={!name.trim()}>
            {words.shell.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
