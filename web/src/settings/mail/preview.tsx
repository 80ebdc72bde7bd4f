import { Button, TextInput } from '@mantine/core'
import type { MailLanguage, MailTemplate, MailTemplateName } from '@throughline/contract'
import { useState } from 'react'
import { api, type components, read } from '../../api/index.ts'
import { useOutgoingWords } from '../outgoing-words.ts'
import classes from '../settings.module.css'
import own from './mail.module.css'

type Props = { name: MailTemplateName; language: MailLanguage; template: MailTemplate }
type Shown = components['schemas']['MailPreview']

/** A template as it is typed, as a mail about a record. */
export function Preview({ name, language, template }: Props) {
  const w = useOutgoingWords().mail
  const [ref, setRef] = useState('')
  const [shown, setShown] = useState<Shown | null>(null)
  const [why, setWhy] = useState('')
  const look = async (): Promise<void> => {
    setWhy('')
    const body = { name, language, template, ...(ref.trim() && { ref: ref.trim() }) }
    try {
      setShown(await read(api.POST('/api/v1/mail/preview', { body })))
    } catch (error) {
      setShown(null)
      setWhy((error as Error).message)
    }
  }
  return (
    <>
      <div className={own.preview}>
        <TextInput
          label={w.previewRef}
          description={w.previewRefHint}
          maxLength={40}
          value={ref}
          onChange={({ currentTarget }) => setRef(currentTarget.value)}
        />
        <Button variant="default" onClick={() => void look()}>
          {w.preview}
        </Button>
      </div>
      {why && (
        <p role="alert" className={classes.bad}>
          {why}
        </p>
      )}
      {shown && (
        <section className={own.letter} aria-label={w.previewOf(shown.ref ?? '')}>
          <b dir="auto">{shown.subject}</b>
          <pre dir="auto">{shown.text}</pre>
        </section>
      )}
    </>
  )
}
