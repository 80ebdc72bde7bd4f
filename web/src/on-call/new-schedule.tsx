import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { now, type Person } from '../api/index.ts'
import { wallTime } from '../parts/wall-time.ts'
import { Form } from '../settings/form/form.tsx'
import { useSave } from '../settings/form/use-save.ts'
import { keyOf } from '../settings/key-of.ts'
import { PersonPick } from '../settings/person-pick.tsx'
import { ZoneField } from '../settings/zone-field.tsx'
import { useTongue } from '../words/index.ts'
import classes from './on-call.module.css'
import { useOnCallWords } from './words.ts'

const DAY = 86_400_000

/** Whose turn it is, one after the other; hours, layers and who joins later are said over the API. */
export function NewSchedule() {
  const w = useOnCallWords().schedule
  const tongue = useTongue()
  const navigate = useNavigate()
  const saving = useSave()
  const [name, setName] = useState('')
  const [zone, setZone] = useState(tongue.zone)
  const [people, setPeople] = useState<(Person | null)[]>([null, null])
  const [unit, setUnit] = useState('weeks')
  const [begins, setBegins] = useState(
    () => `${wallTime(new Date(now() - DAY).toISOString(), tongue.zone).slice(0, 10)}T09:00`,
  )
  const members = people.flatMap((person) => (person ? [{ person: person.id }] : []))
  const save = async (): Promise<void> => {
    const outcome = await saving.save({
      label: w.made(name),
      method: 'POST',
      path: '/api/v1/schedules',
      body: {
        key: keyOf(name),
        name: name.trim(),
        zone,
        layers: [{ name: name.trim(), zone, begins, turn: { every: 1, unit }, members }],
      },
    })
    if (outcome.ok)
      await navigate({ to: '/on-call/$ref', params: { ref: (outcome.data as { ref: string }).ref } })
  }
  return (
    <>
      <h1>{w.title}</h1>
      <Form
        begins
        label={w.title}
        saving={saving}
        changed={name.trim() !== '' && members.length > 0}
        onSave={() => void save()}
        saveLabel={w.save}
        shown={['name', 'key', 'zone']}
      >
        <TextInput
          label={w.name}
          maxLength={60}
          value={name}
          error={saving.errors.name ?? saving.errors.key}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <ZoneField label={w.zone} value={zone} onChange={setZone} />
        <fieldset className={classes.people}>
          <legend>{w.people}</legend>
          <p className="muted">{w.peopleHint}</p>
          {people.map((person, at) => (
            <PersonPick
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what is chosen for
              key={at}
              label={`${at + 1}.`}
              value={person}
              without={members.map((one) => one.person).filter((id) => id !== person?.id)}
              onChange={(one) => setPeople(people.map((other, i) => (i === at ? one : other)))}
            />
          ))}
          <Button variant="default" onClick={() => setPeople([...people, null])}>
            {w.addPerson}
          </Button>
        </fieldset>
        <NativeSelect
          label={w.turn}
          data={Object.entries(w.turns).map(([value, label]) => ({ value, label }))}
          value={unit}
          onChange={({ currentTarget }) => setUnit(currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={w.begins}
          description={w.beginsHint}
          value={begins}
          onChange={({ currentTarget }) => setBegins(currentTarget.value)}
        />
      </Form>
    </>
  )
}
