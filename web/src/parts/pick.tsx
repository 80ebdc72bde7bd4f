import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { api, peopleQuery, read, servicesQuery, teamsQuery } from '../api/index.ts'
import classes from './pick.module.css'
import { Picker } from './picker.tsx'

/** What was picked: its value in the API's input, and what one reads. */
export type Picked = { value: string; label: string }

export type PickProps = {
  label: string
  value: Picked | null
  onPick: (picked: Picked | null) => void
  error?: string | undefined
  placeholder?: string | undefined
  autoFocus?: boolean
  /** In place of a field with its label above: the label is only spoken. */
  bare?: boolean
  onLeave?: (() => void) | undefined
}

type Choices = { options: Picked[]; typed: string; onType: (typed: string) => void; ready: boolean }

function PickFrom({ options, typed, onType, ready, ...props }: PickProps & Choices) {
  const { label, value, onPick, error, placeholder, autoFocus = false, bare = false, onLeave } = props
  const labelId = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (bare && autoFocus) input.current?.focus()
  }, [bare, autoFocus])
  const leave = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') onLeave?.()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what leaves the field or gives it up bubbles to here
    <div onBlur={onLeave} onKeyDown={leave}>
      {!bare && (
        <span id={labelId} className={classes.label}>
          {label}
        </span>
      )}
      <Picker
        label={label}
        {...(!bare && { labelledBy: labelId })}
        typed={typed}
        onType={(next) => {
          onType(next)
          if (value) onPick(null)
        }}
        choices={options.map((option) => ({ id: option.value, label: option.label }))}
        ready={ready}
        chosen={value !== null && value.label === typed}
        onChoose={({ id, label: name }) => {
          onType(name)
          onPick({ value: id, label: name })
        }}
        error={error}
        placeholder={placeholder}
        inputRef={input}
        first={autoFocus}
      />
    </div>
  )
}

/** What is typed and, a moment later, asked for; nothing is asked for the name that is chosen already. */
function useTyped(value: Picked | null) {
  const [typed, onType] = useState(value?.label ?? '')
  const [settled] = useDebouncedValue(typed.trim(), 120)
  return { typed, onType, asked: settled === value?.label ? '' : settled, settled: settled === typed.trim() }
}

/** Somebody, by letters of their name or address. `staff`: only who works here. */
export function PickPerson({ staff = false, ...props }: PickProps & { staff?: boolean }) {
  const { asked, settled, ...field } = useTyped(props.value)
  const { data = [], isFetching } = useQuery(peopleQuery(asked))
  const options = data
    .filter(({ active, role }) => active && !(staff && role === 'requester'))
    .map(({ id, name, email }) => ({ value: String(id), label: name, email }))
  return <PickFrom {...props} options={told(options)} {...field} ready={settled && !isFetching} />
}

/** Two of one name are told apart by their address. */
function told(people: (Picked & { email: string | null })[]): Picked[] {
  const names = people.map(({ label }) => label)
  const twice = new Set(names.filter((name, at) => names.indexOf(name) !== at))
  return people.map(({ value, label, email }) => ({
    value,
    label: twice.has(label) && email ? `${label}, ${email}` : label,
  }))
}

/** A team, by its key. */
export function PickTeam(props: PickProps) {
  const { asked, settled, ...field } = useTyped(props.value)
  const { data = [], isFetching } = useQuery(teamsQuery)
  const options = data
    .filter(({ retired, name }) => !retired && name.toLowerCase().includes(asked.toLowerCase()))
    .map(({ key, name }) => ({ value: key, label: name }))
  return <PickFrom {...props} options={options} {...field} ready={settled && !isFetching} />
}

/** A service, by its key. */
export function PickService(props: PickProps) {
  const { asked, settled, ...field } = useTyped(props.value)
  const { data = [], isFetching } = useQuery(servicesQuery(asked))
  const options = data.map(({ key, name }) => ({ value: key, label: name }))
  return <PickFrom {...props} options={options} {...field} ready={settled && !isFetching} />
}

/** A record, by its number or words in it. */
export function PickRecord({ not, ...props }: PickProps & { not?: string }) {
  const { asked, settled, ...field } = useTyped(props.value)
  const { data, isFetching } = useQuery({
    queryKey: ['find', asked],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/search', { params: { query: { q: asked, limit: 8 } }, signal })),
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  })
  const found = (data?.items ?? []).filter(({ ref }) => ref !== not)
  const options = found.map(({ ref, title }) => ({ value: ref, label: `${ref} ${title}` }))
  return <PickFrom {...props} options={options} {...field} ready={settled && !isFetching} />
}
