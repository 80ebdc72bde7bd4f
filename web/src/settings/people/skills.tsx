import { Autocomplete, Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type components, read } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { usePending } from '../../shell/pending.ts'
import { sendUndoable } from '../../shell/toasts.tsx'
import { useWords } from '../../words/index.ts'
import { Form } from '../form/form.tsx'
import { useSave } from '../form/use-save.ts'
import settings from '../settings.module.css'
import { useDays } from './days.ts'
import { Opening } from './opening.tsx'
import classes from './people.module.css'
import { usePeopleWords } from './words.ts'

type Skill = components['schemas']['Skills']['items'][number]
type Whose = { person: { id: number } }

const pathOf = ({ id }: Whose['person'], skill: string): string =>
  `/api/v1/people/${id}/skills/${encodeURIComponent(skill)}`

/** What somebody knows to do. */
export function Skills({ person }: Whose) {
  const w = usePeopleWords().skills
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['skills', person.id],
    queryFn: () => read(api.GET('/api/v1/people/{id}/skills', { params: { path: { id: person.id } } })),
    staleTime: 0,
  })
  const refresh = async (): Promise<void> => {
    await queries.refetchQueries({ queryKey: ['skills', person.id] })
    for (const key of ['changes', 'skill-names']) void queries.invalidateQueries({ queryKey: [key] })
  }
  const going = new Set(
    usePending()
      .filter(({ method }) => method === 'DELETE')
      .map(({ path }) => path),
  )
  const shown = (data?.items ?? []).filter(({ skill }) => !going.has(pathOf(person, skill)))
  const amends = data?.can.includes('amend') ?? false
  return (
    <section id="skills" className={settings.section} aria-label={w.heading}>
      <h2>{w.heading}</h2>
      <p className={settings.hint}>{w.hint}</p>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && shown.length === 0 && <p className="muted">{w.none}</p>}
      <ul className={classes.list}>
        {shown.map((one) => (
          <SkillRow
            key={one.skill}
            skill={one}
            {...(amends && { path: pathOf(person, one.skill) })}
            onGone={refresh}
          />
        ))}
      </ul>
      {amends && (
        <Opening label={w.add}>
          {(close) => <NewSkill person={person} onDone={() => void refresh().then(close)} />}
        </Opening>
      )}
    </section>
  )
}

type RowProps = { skill: Skill; path?: string; onGone: () => Promise<void> }

function SkillRow({ skill: { skill, level, until, state }, path, onGone }: RowProps) {
  const words = useWords()
  const w = usePeopleWords().skills
  const days = useDays()
  const drop = async (path: string): Promise<void> => {
    const outcome = await sendUndoable({ label: w.dropped(skill), method: 'DELETE', path }, words)
    if (outcome.ok) await onGone()
  }
  return (
    <li className={classes.row}>
      <div>
        <b>{skill}</b> <span className="muted">· {w.levels[level]}</span>
        {until && (
          <span className={state === 'valid' ? 'muted' : state === 'ending' ? classes.warn : settings.bad}>
            {' '}
            · {state === 'expired' ? w.expired(days.day(until)) : w.ends(days.day(until))}
          </span>
        )}
      </div>
      {path && (
        <Button variant="default" aria-label={w.dropLabel(skill)} onClick={() => void drop(path)}>
          {w.drop}
        </Button>
      )}
    </li>
  )
}

function NewSkill({ person, onDone }: Whose & { onDone: () => void }) {
  const words = usePeopleWords()
  const w = words.skills
  const [typed, setTyped] = useState({ skill: '', level: '2', until: '' })
  const { data: known } = useQuery({
    queryKey: ['skill-names'],
    queryFn: () => read(api.GET('/api/v1/skills')),
  })
  const saving = useSave()
  const skill = typed.skill.trim().toLowerCase().replace(/\s+/g, '-')
  const save = async (): Promise<void> => {
    const outcome = await saving.save({
      label: w.saved(skill),
      method: 'PUT',
      path: pathOf(person, skill),
      body: { level: Number(typed.level), until: typed.until || null },
    })
    if (outcome.ok) onDone()
  }
  return (
    <Form
      label={w.add}
      saving={saving}
      changed={skill !== ''}
      onSave={() => void save()}
      saveLabel={words.add}
      shown={['skill', 'level', 'until']}
      begins
    >
      <Autocomplete
        label={w.skill}
        description={w.skillHint}
        maxLength={60}
        data={known?.items ?? []}
        value={typed.skill}
        error={saving.errors.skill}
        onChange={(value) => setTyped({ ...typed, skill: value })}
      />
      <NativeSelect
        label={w.level}
        data={Object.entries(w.levels).map(([value, label]) => ({ value, label }))}
        value={typed.level}
        error={saving.errors.level}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, level: value })}
      />
      <TextInput
        type="date"
        label={w.until}
        description={w.untilHint}
        value={typed.until}
        error={saving.errors.until}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, until: value })}
      />
    </Form>
  )
}
