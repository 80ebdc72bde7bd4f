import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import classes from './custom-fields.module.css'
import { fieldsOf, type Schema, withField } from './schema-text.ts'
import { useSettingsWords } from './words.ts'

type Props = { schema: Schema | null; onAdd: (schema: Schema) => void; label: string }

/** Adds a field without writing JSON. */
export function AddField({ schema, onAdd, label }: Props) {
  const words = useSettingsWords()
  const w = words.fields
  const [open, setOpen] = useState(false)
  // Who closes it is where they opened it.
  const wasOpen = useRef(false)
  wasOpen.current ||= open
  const [name, setName] = useState('')
  const [type, setType] = useState('string')
  const [choices, setChoices] = useState('')
  const [required, setRequired] = useState(false)
  const taken = fieldsOf(schema).some((field) => field.name === name)
  const good = /^[A-Za-z]\w*$/.test(name) && !taken && (type !== 'choice' || choicesIn(choices).length > 0)

  const add = (): void => {
    if (!good) return
    const facts = type === 'choice' ? { type: 'string', enum: choicesIn(choices) } : { type }
    onAdd(withField(schema, name, facts, required))
    setName('')
    setChoices('')
    setRequired(false)
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
    // It adds the field; the form itself is not sent yet.
    event.preventDefault()
    add()
  }
  if (!open)
    return (
      <div>
        <Button
          variant="default"
          autoFocus={wasOpen.current}
          onClick={() => setOpen(true)}
          aria-label={label}
        >
          {w.addField}
        </Button>
      </div>
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that is said already
    <div role="group" aria-label={label} className={classes.add} onKeyDown={onKeyDown}>
      <TextInput
        data-autofocus
        autoFocus
        label={w.fieldName}
        description={w.fieldNameHint}
        maxLength={40}
        value={name}
        error={taken ? w.fieldExists : name !== '' && !/^[A-Za-z]\w*$/.test(name) && w.fieldNameBad}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <NativeSelect
        label={w.fieldType}
        data={Object.entries(w.types).map(([value, text]) => ({ value, label: text }))}
        value={type}
        onChange={({ currentTarget }) => setType(currentTarget.value)}
      />
      {type === 'choice' && (
        <TextInput
          label={w.choices}
          description={w.choicesHint}
          value={choices}
          onChange={({ currentTarget }) => setChoices(currentTarget.value)}
        />
      )}
      <Checkbox
        label={w.mustBeFilled}
        checked={required}
        onChange={({ currentTarget }) => setRequired(currentTarget.checked)}
      />
      <div className={classes.buttons}>
        <Button variant="default" disabled={!good} onClick={add}>
          {words.form.add}
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          {w.notNow}
        </Button>
      </div>
    </div>
  )
}

const choicesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]
