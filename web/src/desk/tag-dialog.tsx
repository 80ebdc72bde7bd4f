import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import dialogs from '../shell/dialogs.module.css'
import { useWords } from '../words/index.ts'

type Props = { count: number; onClose: () => void; onTag: (tag: string) => void }

/** One word that is added to the tags of all selected. */
export function TagDialog({ count, onClose, onTag }: Props) {
  const words = useWords()
  const [tag, setTag] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (tag.trim()) onTag(tag.trim())
  }
  const title = count > 1 ? words.desk.bulk(count, words.desk.tag) : words.desk.tag
  return (
    <Dialog opened onClose={onClose} title={title} size="sm">
      <form onSubmit={submit} className={dialogs.form}>
        <TextInput
          data-autofocus
          label={words.desk.filters.tag}
          maxLength={40}
          dir="auto"
          value={tag}
          onChange={({ currentTarget }) => setTag(currentTarget.value)}
        />
        <div className={dialogs.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.shell.cancel}
          </Button>
          <Button type="submit" disabled={!tag.trim()}>
            {words.desk.tag}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
