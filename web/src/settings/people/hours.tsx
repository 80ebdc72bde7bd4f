import { TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type components, read } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import week from '../calendars/calendars.module.css'
import { Form } from '../form/form.tsx'
import { useSave } from '../form/use-save.ts'
import settings from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { Opening } from './opening.tsx'
import classes from './people.module.css'
import { readWeek, weekTexts } from './week-text.ts'
import { usePeopleWords } from './words.ts'

type Hours = components['schemas']['WorkingHours']

/** When somebody works, by their own clock. */
export function Hours({ person }: { person: { id: number } }) {
  const w = usePeopleWords().hours
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['working-hours', person.id],
    queryFn: () =>
      read(api.GET('/api/v1/people/{id}/working-hours', { params: { path: { id: person.id } } })),
    staleTime: 0,
  })
  const refresh = async (): Promise<void> => {
    await queries.refetchQueries({ queryKey: ['working-hours', person.id] })
    void queries.invalidateQueries({ queryKey: ['changes'] })
  }
  return (
    <section id="hours" className={settings.section} aria-label={w.heading}>
      <h2>{w.heading}</h2>
      {data && <p className={settings.hint}>{w.clock(data.zone)}</p>}
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Week hours={data} />}
      {data?.can.includes('amend') && (
        <Opening label={w.change}>
          {(close) => <ChangeHours id={person.id} hours={data} onDone={() => void refresh().then(close)} />}
        </Opening>
      )}
    </section>
  )
}

/** Days that follow each other with the same hours are one line. */
function Week({ hours: { hours } }: { hours: Hours }) {
  const w = usePeopleWords().hours
  const { days } = useSettingsWords().calendars
  if (hours === null) return <p className="muted">{w.none}</p>
  const lines: { from: number; until: number; text: string }[] = []
  for (const [i, text] of weekTexts(hours).entries()) {
    const last = lines.at(-1)
    if (last?.text === text) last.until = i
    else lines.push({ from: i, until: i, text })
  }
  return (
    <ul className={classes.list}>
      {lines.map(({ from, until, text }) => (
        <li key={from} className={classes.row}>
          <div>{from === until ? days[from] : `${days[from]} – ${days[until]}`}</div>
          <div className={text === '' ? 'muted' : 'figures'}>{text || w.off}</div>
        </li>
      ))}
    </ul>
  )
}

type Props = { id: number; hours: Hours; onDone: () => void }

function ChangeHours({ id, hours, onDone }: Props) {
  const w = usePeopleWords().hours
  const { days } = useSettingsWords().calendars
  const before = weekTexts(hours.hours ?? [])
  const [texts, setTexts] = useState(before)
  const saving = useSave()
  const said = readWeek(texts)
  const problem = 'problem' in said ? said.problem : null
  const save = async (): Promise<void> => {
    if ('problem' in said) return
    const outcome = await saving.save({
      label: w.saved,
      method: 'PUT',
      path: `/api/v1/people/${id}/working-hours`,
      body: { hours: said.hours.length > 0 ? said.hours : null },
    })
    if (outcome.ok) onDone()
  }
  return (
    <Form
      label={w.heading}
      saving={saving}
      changed={texts.some((text, i) => text !== before[i])}
      wrong={problem !== null}
      onSave={() => void save()}
      begins
    >
      <fieldset className={week.week}>
        <legend>{w.week}</legend>
        <p className="muted">{w.weekHint}</p>
        {texts.map((text, i) => (
          <TextInput
            key={days[i]}
            label={days[i]}
            className={week.day}
            placeholder={w.off}
            maxLength={200}
            value={text}
            error={problem?.day === i ? w.bad(problem.text) : undefined}
            onChange={({ currentTarget }) => setTexts(texts.with(i, currentTarget.value))}
          />
        ))}
      </fieldset>
    </Form>
  )
}
