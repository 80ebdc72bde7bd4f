import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type components, read } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { useMe } from '../../shell/session.ts'
import { Form } from '../form/form.tsx'
import { useSave } from '../form/use-save.ts'
import settings from '../settings.module.css'
import { allTeamsQuery } from '../teams/queries.ts'
import { dayIn, lastDayBefore, useDays } from './days.ts'
import { Opening } from './opening.tsx'
import classes from './people.module.css'
import { usePeopleWords } from './words.ts'

type Membership = components['schemas']['Memberships']['items'][number]
type Whose = { person: { id: number; zone: string } }

/** Which teams somebody is in and is going to be in, and who leads these. */
export function Memberships({ person }: Whose) {
  const w = usePeopleWords().teams
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['memberships', person.id],
    queryFn: () => read(api.GET('/api/v1/people/{id}/memberships', { params: { path: { id: person.id } } })),
    staleTime: 0,
  })
  const refresh = async (): Promise<void> => {
    await queries.refetchQueries({ queryKey: ['memberships', person.id] })
    for (const key of ['changes', 'teams', 'person']) void queries.invalidateQueries({ queryKey: [key] })
  }
  const managers = data?.managers.map(({ name }) => name).join(', ')
  return (
    <section id="teams" className={settings.section} aria-label={w.heading}>
      <h2>{w.heading}</h2>
      {managers && <p className={settings.hint}>{w.managers(managers)}</p>}
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <p className="muted">{w.none}</p>}
      <ul className={classes.list}>
        {data?.items.map((one) => (
          <TeamRow key={one.team.id} membership={one} zone={person.zone} />
        ))}
      </ul>
      {data?.can.includes('amend') && (
        <Opening label={w.add}>
          {(close) => <Plan person={person} onDone={() => void refresh().then(close)} />}
        </Opening>
      )}
    </section>
  )
}

function TeamRow({ membership, zone }: { membership: Membership; zone: string }) {
  const w = usePeopleWords().teams
  const days = useDays()
  const { team, from, until } = membership
  const administers = useMe().can.includes('administer')
  const dates = [
    ...(from ? [w.joins(days.day(dayIn(new Date(from), zone)))] : []),
    ...(until ? [w.leaves(days.day(lastDayBefore(until, zone)))] : []),
  ]
  return (
    <li className={classes.row}>
      <div dir="auto">
        {administers ? (
          <Link to="/settings/$part/$item" params={{ part: 'teams', item: team.key }}>
            {team.name}
          </Link>
        ) : (
          team.name
        )}
      </div>
      <div className="muted">{dates.join(', ')}</div>
    </li>
  )
}

function Plan({ person, onDone }: Whose & { onDone: () => void }) {
  const words = usePeopleWords()
  const w = words.teams
  const [typed, setTyped] = useState({ team: '', from: '', until: '' })
  const { data: teams = [] } = useQuery(allTeamsQuery)
  const saving = useSave()
  const save = async (): Promise<void> => {
    const outcome = await saving.save({
      label: w.saved(typed.team),
      method: 'PUT',
      path: `/api/v1/teams/${typed.team}/members/${person.id}/dates`,
      body: { from: typed.from || null, until: typed.until || null },
    })
    if (outcome.ok) onDone()
  }
  return (
    <Form
      label={w.add}
      saving={saving}
      changed={typed.team !== ''}
      onSave={() => void save()}
      saveLabel={words.add}
      shown={['from', 'until']}
    >
      <NativeSelect
        label={w.team}
        data={[
          { value: '', label: w.choose },
          ...teams.filter(({ retired }) => !retired).map(({ key, name }) => ({ value: key, label: name })),
        ]}
        value={typed.team}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, team: value })}
      />
      <TextInput
        type="date"
        label={w.from}
        description={w.fromHint}
        value={typed.from}
        error={saving.errors.from}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, from: value })}
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
