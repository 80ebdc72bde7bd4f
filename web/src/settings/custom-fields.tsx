import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { AddField } from './add-field.tsx'
import classes from './custom-fields.module.css'
import { fieldsOf, readSchema, type Schema } from './schema-text.ts'
import { SettingPage } from './setting-page.tsx'
import type { Value } from './setting-values.ts'
import shared from './settings.module.css'
import { useSettingsWords } from './words.ts'

const kinds = ['incident', 'service', 'task']
/** By kind; empty where there are no own fields. */
type Typing = Record<string, string>

/** Fields that the organisation adds to records, as JSON Schema, with a way to add one that needs none. */
export function CustomFields() {
  const words = useSettingsWords()
  const w = words.fields
  return (
    <SettingPage<'customFields', Typing>
      settingKey="customFields"
      title={words.parts.fields}
      hint={w.hint}
      open={(value) =>
        Object.fromEntries(
          [...new Set([...kinds, ...Object.keys(value)])].map((kind) => [
            kind,
            value[kind] ? JSON.stringify(value[kind], null, 2) : '',
          ]),
        )
      }
      read={readKinds}
      shown={kinds}
      effect={<p>{w.effect}</p>}
    >
      {({ draft, set, errors }) =>
        Object.entries(draft).map(([kind, text]) => (
          <KindFields
            key={kind}
            title={w.kinds[kind] ?? kind}
            text={text}
            error={errors[kind]}
            onChange={(next) => set({ ...draft, [kind]: next })}
          />
        ))
      }
    </SettingPage>
  )
}

type KindProps = {
  title: string
  text: string
  error: string | undefined
  onChange: (text: string) => void
}

function KindFields({ title, text, error, onChange }: KindProps) {
  const w = useSettingsWords().fields
  const [shown, setShown] = useState(false)
  const read = readSchema(text)
  const schema = 'schema' in read ? read.schema : null
  const problem = 'why' in read ? (read.why === 'object' ? w.mustBeObject : w.badJson(read.why)) : error
  return (
    <fieldset className={classes.kind}>
      <legend>{title}</legend>
      {'why' in read ? null : <FieldList schema={schema} />}
      {!('why' in read) && (
        <AddField
          schema={schema}
          onAdd={(next) => onChange(JSON.stringify(next, null, 2))}
          label={`${w.addField}: ${title}`}
        />
      )}
      <details
        // Opened by a mistake, it stays open while that is mended.
        open={shown || Boolean(problem)}
        onToggle={({ currentTarget }) => setShown(currentTarget.open)}
      >
        <summary>{w.schema}</summary>
        <Textarea
          className={shared.code}
          aria-label={`${title}: ${w.schema}`}
          description={w.schemaHint}
          autosize
          minRows={4}
          maxRows={24}
          spellCheck={false}
          value={text}
          error={problem}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      </details>
    </fieldset>
  )
}

function FieldList({ schema }: { schema: Schema | null }) {
  const words = useSettingsWords().fields
  const fields = fieldsOf(schema)
  if (fields.length === 0) return <p className="muted">{words.noFields}</p>
  return (
    <ul className={classes.fields}>
      {fields.map(({ name, type, required, choices }) => (
        <li key={name}>
          <b dir="auto">{name}</b> {words.types[type] ?? type}
          {choices.length > 0 && `: ${choices.join(', ')}`}
          {required && <span className="muted">, {words.required}</span>}
        </li>
      ))}
    </ul>
  )
}

function readKinds(typing: Typing): Value<'customFields'> | null {
  const value: Value<'customFields'> = {}
  for (const [kind, text] of Object.entries(typing)) {
    const read = readSchema(text)
    if ('why' in read) return null
    if (read.schema) value[kind] = read.schema
  }
  return value
}
