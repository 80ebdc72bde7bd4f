import { Checkbox, Kbd, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { settingsQuery } from '../api/index.ts'
import { Picker } from '../parts/picker.tsx'
import { codeWord } from '../record/timeline/tell.ts'
import { useWords } from '../words/index.ts'
import { type Draft, write } from './call-draft.ts'
import { Field, type FieldProps } from './call-fields.tsx'
import classes from './call-form.module.css'

/** How a call can be solved, as the administrators say; the usual one of a call first. */
export function useCodes(): string[] {
  const { data: settings = [] } = useQuery(settingsQuery)
  const codes = (settings.find(({ key }) => key === 'resolutionCodes')?.value ?? []) as string[]
  return codes
    .filter((code) => code !== 'imported')
    .toSorted((a, b) => Number(b === 'answered') - Number(a === 'answered'))
}

/** *Answered now*: how it was solved and in what words, logged in the same act. */
export function AnsweredNow({ draft, errors, onNext }: FieldProps) {
  const words = useWords().call
  return (
    <>
      <div className={classes.switch}>
        <Checkbox
          checked={draft.answered}
          onChange={({ currentTarget }) => write({ answered: currentTarget.checked })}
          label={words.answered}
        />
        <span className="muted">{words.answeredHint}</span>
        <span className="wide-only">
          <Kbd>Alt</Kbd> <Kbd>A</Kbd>
        </span>
      </div>
      {draft.answered && <Solved draft={draft} errors={errors} onNext={onNext} />}
    </>
  )
}

function Solved({ draft, errors, onNext }: FieldProps) {
  const words = useWords()
  const codes = useCodes()
  return (
    <>
      <Field name="code" label={words.call.code}>
        <CodePicker draft={draft} codes={codes} error={errors.code} onNext={() => onNext('code')} />
      </Field>
      <Field name="text" label={words.call.text}>
        <Textarea
          aria-label={words.call.text}
          placeholder={words.call.textHint}
          className={classes.grows}
          dir="auto"
          rows={2}
          maxLength={20_000}
          value={draft.text}
          error={errors.text}
          onChange={({ currentTarget }) => write({ text: currentTarget.value })}
        />
      </Field>
    </>
  )
}

type CodeProps = { draft: Draft; codes: readonly string[]; error: string | undefined; onNext: () => void }

function CodePicker({ draft, codes, error, onNext }: CodeProps) {
  const words = useWords()
  const named = (code: string): string => codeWord(code, words)
  const chosen = draft.code || codes[0] || ''
  const [typed, setTyped] = useState<string | null>(null)
  const fitting = codes.filter((code) =>
    named(code)
      .toLowerCase()
      .includes((typed ?? '').trim().toLowerCase()),
  )
  return (
    <Picker
      label={words.call.code}
      typed={typed ?? named(chosen)}
      onType={setTyped}
      choices={fitting.map((code) => ({ id: code, label: named(code) }))}
      ready
      onChoose={({ id }) => {
        write({ code: id })
        setTyped(null)
        onNext()
      }}
      chosen={typed === null}
      error={error}
    />
  )
}
