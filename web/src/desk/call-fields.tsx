import { TextInput } from '@mantine/core'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { servicesQuery, teamsQuery } from '../api/index.ts'
import { type Choice, Picker } from '../parts/picker.tsx'
import { useWords } from '../words/index.ts'
import { type Draft, write } from './call-draft.ts'
import classes from './call-form.module.css'
import { callersQuery } from './call-queries.ts'

export type FieldProps = { draft: Draft; errors: Record<string, string>; onNext: (from: string) => void }

/** A label and what belongs to it; `name` is how keys find it. */
export function Field({ name, label, children }: { name: string; label: string; children: ReactNode }) {
  return (
    <div className={classes.field} data-field={name}>
      <span className={classes.label} aria-hidden>
        {label}
      </span>
      <div>{children}</div>
    </div>
  )
}

type Asked<T> = Pick<
  UseQueryResult<T[]>,
  'data' | 'isFetching' | 'isPaused' | 'isPlaceholderData' | 'failureCount'
>

/** What was found for these very letters. While the server is away that is nothing, and new people can be named. */
function foundBy<T>({ data = [], isFetching, isPaused, isPlaceholderData, failureCount }: Asked<T>) {
  const away = isPaused || failureCount > 0
  return { found: away && isPlaceholderData ? [] : data, ready: away || !isFetching }
}

/** Who calls: somebody known, or somebody who is made known with the call. */
export function CallerField({ draft: { caller }, errors, onNext }: FieldProps) {
  const words = useWords().call
  const emailId = useId()
  const typed = caller.typed.trim()
  const chosen = caller.id !== null || caller.makes !== null
  const asked = useQuery({ ...callersQuery(typed), enabled: typed !== '' && !chosen })
  const { found, ready } = foundBy(asked)
  const people: Choice[] = found.map(({ id, name, email, teams }) => ({
    id: String(id),
    label: name,
    detail: email ?? teams.map((team) => team.name).join(', '),
  }))
  const choices: Choice[] =
    typed.length < 2 ? people : [...people, { id: 'new', label: words.newPerson(nameIn(typed)), makes: true }]
  const choose = (choice: Choice): void => {
    if (choice.makes) {
      const makes = { name: nameIn(typed), email: typed.includes('@') ? typed : '' }
      write({ caller: { typed: makes.name, id: null, makes } })
    } else write({ caller: { typed: choice.label, id: Number(choice.id), makes: null } })
    onNext(choice.makes ? 'caller' : 'email')
  }
  return (
    <>
      <Field name="caller" label={words.caller}>
        <Picker
          label={words.caller}
          placeholder={words.callerHint}
          typed={caller.typed}
          onType={(next) => write({ caller: { typed: next, id: null, makes: null } })}
          choices={typed === '' ? [] : choices}
          ready={ready}
          onChoose={choose}
          chosen={chosen}
          error={errors.caller}
        />
      </Field>
      {caller.makes && (
        <Field name="email" label={words.makes}>
          <TextInput
            id={emailId}
            type="email"
            aria-label={words.email}
            placeholder={`${words.email}: ${words.emailHint}`}
            autoComplete="off"
            maxLength={254}
            value={caller.makes.email}
            error={errors.email}
            onChange={({ currentTarget: { value: email } }) =>
              caller.makes && write({ caller: { ...caller, makes: { ...caller.makes, email } } })
            }
          />
        </Field>
      )}
    </>
  )
}

/** An address says a name as well: `ana.silva@example.com`. */
function nameIn(typed: string): string {
  const [before = typed] = typed.split('@')
  return typed.includes('@') ? before.replaceAll(/[._]+/g, ' ').trim() || typed : typed
}

export function ServiceField({ draft: { service }, errors, onNext }: FieldProps) {
  const words = useWords().call
  const typed = service.typed.trim()
  const asked = useQuery({ ...servicesQuery(typed), enabled: service.key === null })
  const { found, ready } = foundBy(asked)
  const choices = found.map(({ ref, name, team }) => ({ id: ref, label: name, detail: team?.name ?? '' }))
  return (
    <Field name="service" label={words.service}>
      <Picker
        label={words.service}
        placeholder={words.serviceHint}
        typed={service.typed}
        onType={(next) => write({ service: { typed: next, key: null, team: null } })}
        choices={choices}
        ready={ready}
        onChoose={({ id }) => {
          const named = found.find(({ ref }) => ref === id)
          if (named) write({ service: { typed: named.name, key: named.key, team: named.team } })
          onNext('service')
        }}
        chosen={service.key !== null}
        error={errors.service}
      />
    </Field>
  )
}

/** The team that takes it: the one behind the service, unless another is named. */
export function TeamField({ draft: { team, service }, errors, onNext }: FieldProps) {
  const words = useWords().call
  const asked = useQuery(teamsQuery)
  const { found, ready } = foundBy(asked)
  const typed = team.typed.trim().toLowerCase()
  const choices = found
    .filter(({ name, retired }) => !retired && name.toLowerCase().includes(typed))
    .slice(0, 20)
    .map(({ key, name, members }) => ({
      id: key,
      label: name,
      detail: members.map((one) => one.name).join(', '),
    }))
  const proposed = service.team ? words.teamOf(service.team.name, service.typed) : words.noTeam
  return (
    <Field name="team" label={useWords().terms.team}>
      <Picker
        label={`${useWords().terms.team}: ${words.teamHint}`}
        placeholder={proposed}
        typed={team.typed}
        onType={(next) => write({ team: { typed: next, key: null } })}
        choices={choices}
        ready={ready}
        onChoose={({ id, label }) => {
          write({ team: { typed: label, key: id } })
          onNext('team')
        }}
        chosen={team.key !== null}
        error={errors.team}
      />
    </Field>
  )
}
