import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Person } from '../api/index.ts'
import { Form } from '../settings/form/form.tsx'
import { useSave } from '../settings/form/use-save.ts'
import { keyOf } from '../settings/key-of.ts'
import { PersonPick } from '../settings/person-pick.tsx'
import { onCallQuery } from './queries.ts'
import { useOnCallWords } from './words.ts'

/** Who is called first, then, and at last; paths of more steps are said over the API. */
export function NewPath() {
  const w = useOnCallWords().path
  const navigate = useNavigate()
  const queries = useQueryClient()
  const saving = useSave()
  const { data: schedules = [] } = useQuery(onCallQuery)
  const [name, setName] = useState('')
  const [chosen, setSchedule] = useState('')
  const [minutes, setMinutes] = useState(5)
  const [second, setSecond] = useState<Person | null>(null)
  const [last, setLast] = useState<Person | null>(null)
  const schedule = chosen || (schedules[0]?.schedule.key ?? '')
  const save = async (): Promise<void> => {
    const steps = [{ schedule, minutes }, ...(second ? [{ person: second.id, minutes }] : [])]
    const outcome = await saving.save({
      label: w.made(name),
      method: 'POST',
      path: '/api/v1/escalation-paths',
      body: { key: keyOf(name), name: name.trim(), steps, lastResort: last?.id },
    })
    if (!outcome.ok) return
    await queries.invalidateQueries({ queryKey: ['escalation-paths'] })
    await navigate({ to: '/on-call' })
  }
  return (
    <>
      <h1>{w.title}</h1>
      <Form
        begins
        label={w.title}
        saving={saving}
        changed={name.trim() !== '' && schedule !== '' && last !== null}
        onSave={() => void save()}
        saveLabel={w.save}
        shown={['name', 'key']}
      >
        <TextInput
          label={w.name}
          maxLength={60}
          value={name}
          error={saving.errors.name ?? saving.errors.key}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <NativeSelect
          label={w.first}
          data={schedules.map(({ schedule: one }) => ({ value: one.key, label: one.name }))}
          value={schedule}
          onChange={({ currentTarget }) => setSchedule(currentTarget.value)}
        />
        <NumberInput
          label={w.minutes}
          min={1}
          max={1_440}
          value={minutes}
          onChange={(value) => setMinutes(Number(value) || 5)}
        />
        <PersonPick label={w.second} value={second} onChange={setSecond} />
        <PersonPick label={w.lastResort} hint={w.lastResortHint} value={last} onChange={setLast} />
      </Form>
    </>
  )
}
