import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { now, settingsQuery } from '../../api/index.ts'
import { PickPerson, PickTeam } from '../../parts/pick.tsx'
import { instantOf, wallTime } from '../../parts/wall-time.ts'
import { useTongue, useWords } from '../../words/index.ts'
import type { Shown } from '../data.ts'
import type { FormField } from '../form-field.ts'
import { codeWord } from '../timeline/tell.ts'
import classes from './dialog.module.css'

/** What was answered, as the API takes it, and as one reads it. */
export type Answer = { value: string; label: string }

const hour = 3_600_000

/** What a field begins with: what was typed before, or the likeliest. */
export function answerFrom({ kind, name }: FormField, typed: unknown, record: Shown): Answer {
  if (typed !== undefined) return { value: String(typed), label: String(typed) }
  if (kind === 'instant') {
    const ahead = { chaseAt: 24 * hour, dueAt: hour }[name as string]
    const at = ahead ? new Date(now() + ahead).toISOString() : (record.restoredAt ?? '')
    return { value: at, label: at }
  }
  if (kind === 'priority') return { value: String(record.priority ?? 3), label: '' }
  if (name === 'bridge') return { value: record.major?.bridge ?? '', label: '' }
  if (kind === 'role') return { value: 'manager', label: '' }
  if (name === 'workaround') return { value: record.workaround ?? '', label: '' }
  return { value: '', label: '' }
}

/** The verb's input: what was left empty is not sent. */
export function inputOf(
  fields: readonly FormField[],
  answers: Record<string, Answer>,
): Record<string, unknown> {
  const given = fields.filter(({ name }) => answers[name]?.value.trim())
  return Object.fromEntries(given.map(({ name, kind }) => [name, typedAs(kind, answers[name]?.value ?? '')]))
}

function typedAs(kind: FormField['kind'], value: string): unknown {
  return kind === 'person' || kind === 'priority' ? Number(value) : value.trim()
}

/** What the record shows meanwhile of those who were picked. */
export function patchOf(fields: readonly FormField[], answers: Record<string, Answer>): object {
  const patches = fields.map(({ kind, name }) => {
    const { value = '', label = '' } = answers[name] ?? {}
    if (name === 'holder' && kind === 'person') return { holder: { id: Number(value), name: label } }
    if (kind === 'team') return { team: { id: 0, key: value, name: label } }
    return {}
  })
  return Object.assign({}, ...patches)
}

type Props = {
  field: FormField
  record: Shown
  answer: Answer
  error: string | undefined
  first: boolean
  onAnswer: (answer: Answer) => void
}

/** The input for one field of a form, by its kind. */
export function FieldFor({ field, record, answer, error, first, onAnswer }: Props) {
  const words = useWords()
  const said = words.record.forms
  const optional = field.required ? '' : ` (${said.optional})`
  const label = `${said[field.label ?? field.name]}${optional}`
  const shared = {
    label,
    error: error || undefined,
    'data-autofocus': first || undefined,
    required: field.required ?? false,
    withAsterisk: false,
  }
  const text = {
    ...shared,
    dir: 'auto',
    value: answer.value,
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onAnswer({ value, label: value }),
  }
  const pick = {
    label,
    error: error || undefined,
    autoFocus: first,
    value: answer.value ? answer : null,
    onPick: (picked: Answer | null) => onAnswer(picked ?? { value: '', label: '' }),
  }
  switch (field.kind) {
    case 'team':
      return <PickTeam {...pick} />
    case 'person':
      return <PickPerson {...pick} staff />
    case 'code':
      return <Code {...text} />
    case 'priority':
      return (
        <NativeSelect
          {...text}
          data={[1, 2, 3, 4, 5].map((one) => ({ value: String(one), label: words.terms.priorityOf(one) }))}
        />
      )
    case 'role':
      return (
        <NativeSelect
          {...text}
          data={(['manager', 'communications'] as const).map((value) => ({
            value,
            label: words.major.roles[value],
          }))}
        />
      )
    case 'instant':
      return (
        <Instant {...shared} answer={answer} onAnswer={onAnswer} hint={hintOf(field, words.record.forms)} />
      )
    case 'line':
      return <TextInput {...text} description={hintOf(field, said)} />
    case 'prose':
      return <Prose {...text} field={field} record={record} />
    default: {
      const never: never = field.kind
      return never
    }
  }
}

function hintOf({ name }: FormField, said: { howHint: string; restoredHint: string }): string | undefined {
  return { how: said.howHint, restoredAt: said.restoredHint }[name as string]
}

type Text = {
  label: string
  error: string | undefined
  value: string
  onChange: (event: { currentTarget: { value: string } }) => void
}

function Prose({ field, record, ...text }: Text & { field: FormField; record: Shown }) {
  const said = useWords().record.forms
  const reader = record.requester?.name
  const hint = field.public
    ? reader && said.publicHint(reader)
    : field.name === 'note'
      ? said.noteHint
      : undefined
  const submit = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
  }
  return (
    <Textarea
      {...text}
      rows={field.required ? 4 : 2}
      description={field.name === 'workaround' ? said.workaroundHint : hint}
      classNames={{ root: (field.public ? classes.public : classes.internal) ?? '' }}
      onKeyDown={submit}
    />
  )
}

function Code(text: Text) {
  const words = useWords()
  const { data = [] } = useQuery(settingsQuery)
  const codes = (data.find(({ key }) => key === 'resolutionCodes')?.value ?? []) as string[]
  return (
    <NativeSelect
      {...text}
      data={[
        { value: '', label: '', disabled: true },
        ...codes
          .filter((code) => code !== 'imported')
          .map((value) => ({ value, label: codeWord(value, words) })),
      ]}
    />
  )
}

type InstantProps = {
  label: string
  error: string | undefined
  answer: Answer
  onAnswer: (answer: Answer) => void
}

function Instant({ answer, onAnswer, hint, ...shared }: InstantProps & { hint: string | undefined }) {
  const words = useWords().record
  const { zone } = useTongue()
  return (
    <TextInput
      {...shared}
      type="datetime-local"
      description={[hint, words.inZone(zone)].filter(Boolean).join(', ')}
      value={answer.value && wallTime(answer.value, zone)}
      onChange={({ currentTarget: { value } }) => {
        const at = instantOf(value, zone) ?? ''
        onAnswer({ value: at, label: at })
      }}
    />
  )
}
