import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type components, now, read } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { usePending } from '../../shell/pending.ts'
import { sendUndoable } from '../../shell/toasts.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import { Form } from '../form/form.tsx'
import { useSave } from '../form/use-save.ts'
import settings from '../settings.module.css'
import { dayIn, useDays } from './days.ts'
import { Opening } from './opening.tsx'
import classes from './people.module.css'
import { usePeopleWords } from './words.ts'

type Absence = components['schemas']['Absence']
type Whose = { person: { id: number; name: string; zone: string } }

/** When somebody is away: what is not over, and saying more. */
export function Away({ person }: Whose) {
  const w = usePeopleWords().away
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['absences', person.id],
    queryFn: () => read(api.GET('/api/v1/people/{id}/absences', { params: { path: { id: person.id } } })),
    staleTime: 0,
  })
  const refresh = async (): Promise<void> => {
    await queries.refetchQueries({ queryKey: ['absences', person.id] })
    void queries.invalidateQueries({ queryKey: ['changes'] })
  }
  const pathOf = ({ id }: Absence): string => `/api/v1/people/${person.id}/absences/${id}`
  const going = new Set(usePending().map(({ path }) => path))
  const shown = (data?.items ?? []).filter((one) => !going.has(pathOf(one)))
  return (
    <section id="away" className={settings.section} aria-label={w.heading}>
      <h2>{w.heading}</h2>
      <p className={settings.hint}>{w.hint}</p>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && shown.length === 0 && <p className="muted">{w.none}</p>}
      <ul className={classes.list}>
        {shown.map((one) => (
          <AbsenceRow key={one.id} absence={one} path={pathOf(one)} onGone={refresh} />
        ))}
      </ul>
      {data?.can.includes('create') && (
        <Opening label={w.add}>
          {(close) => <NewAbsence person={person} onDone={() => void refresh().then(close)} />}
        </Opening>
      )}
    </section>
  )
}

type RowProps = { absence: Absence; path: string; onGone: () => Promise<void> }

function AbsenceRow({ absence, path, onGone }: RowProps) {
  const words = useWords()
  const w = usePeopleWords().away
  const formats = useFormats()
  const days = useDays()
  const when = absence.days
    ? days.range(absence.days.first, absence.days.last)
    : `${formats.moment(absence.from)} – ${formats.moment(absence.until)}`
  const drop = async (): Promise<void> => {
    const outcome = await sendUndoable({ label: w.dropped, method: 'DELETE', path }, words)
    if (outcome.ok) await onGone()
  }
  return (
    <li className={classes.row}>
      <div>
        <b className="figures">{when}</b>
        {Date.parse(absence.from) <= now() && <span className={classes.warn}> · {w.now}</span>}
        {absence.why && (
          <span className="muted" dir="auto">
            {' '}
            · {absence.why}
          </span>
        )}
      </div>
      {absence.can.includes('amend') && (
        <Button variant="default" aria-label={w.dropLabel(when)} onClick={() => void drop()}>
          {w.drop}
        </Button>
      )}
    </li>
  )
}

function NewAbsence({ person, onDone }: Whose & { onDone: () => void }) {
  const words = usePeopleWords()
  const w = words.away
  const today = dayIn(new Date(now()), person.zone)
  const [typed, setTyped] = useState({ from: today, until: today, why: '' })
  const saving = useSave()
  const save = async (): Promise<void> => {
    const { from, until, why } = typed
    const outcome = await saving.save({
      label: w.added(person.name),
      method: 'POST',
      path: `/api/v1/people/${person.id}/absences`,
      body: { from, until, ...(why.trim() && { why: why.trim() }) },
    })
    if (outcome.ok) onDone()
  }
  return (
    <Form
      label={w.add}
      saving={saving}
      changed={typed.from !== '' && typed.until !== ''}
      onSave={() => void save()}
      saveLabel={words.add}
      shown={['from', 'until', 'why']}
      begins
    >
      <div className={classes.two}>
        <TextInput
          type="date"
          label={w.from}
          value={typed.from}
          error={saving.errors.from}
          onChange={({ currentTarget: { value } }) =>
            setTyped({ ...typed, from: value, until: typed.until < value ? value : typed.until })
          }
        />
        <TextInput
          type="date"
          label={w.until}
          value={typed.until}
          error={saving.errors.until}
          onChange={({ currentTarget: { value } }) => setTyped({ ...typed, until: value })}
        />
      </div>
      <TextInput
        label={w.why}
        description={w.whyHint}
        maxLength={60}
        value={typed.why}
        error={saving.errors.why}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, why: value })}
      />
    </Form>
  )
}
