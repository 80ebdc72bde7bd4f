import { Button, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import classes from './settings.module.css'
import { useSettingsWords } from './words.ts'

/** Something to be passed on, with a button that copies it. */
export function CopyBox({ label, text }: { label: string; text: string }) {
  const words = useSettingsWords().form
  const input = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState('')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(words.copied)
    } catch {
      // Without https a page may not write there.
      input.current?.select()
      setSaid(words.copyByHand)
    }
  }
  return (
    <div className={classes.copy}>
      <TextInput
        ref={input}
        aria-label={label}
        readOnly
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button variant="default" onClick={() => void copy()}>
        {words.copy}
      </Button>
      <span role="status" className="muted">
        {said}
      </span>
    </div>
  )
}
