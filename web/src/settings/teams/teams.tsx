import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import list from '../list.module.css'
import { PartHead } from '../part-head.tsx'
import { useSettingsWords } from '../words.ts'
import { NewTeam } from './new-team.tsx'
import { allTeamsQuery } from './queries.ts'
import { TeamPage } from './team.tsx'

export function Teams({ item }: { item: string | undefined }) {
  if (item === 'new') return <NewTeam />
  return item === undefined ? <TeamList /> : <TeamPage teamKey={item} />
}

function TeamList() {
  const words = useSettingsWords()
  const w = words.teams
  const [retired, setRetired] = useState(false)
  const { data, error, refetch } = useQuery(allTeamsQuery)
  const teams = (data ?? [])
    .filter((team) => retired || !team.retired)
    .toSorted((a, b) => a.line - b.line || a.name.localeCompare(b.name, undefined, { numeric: true }))
  return (
    <>
      <PartHead
        title={words.parts.teams}
        hint={w.hint}
        action={
          <Button component={Link} {...{ to: '/settings/teams/new' }}>
            {w.add}
          </Button>
        }
      />
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && teams.length === 0 && (
        <Empty title={w.empty}>
          <p className="muted">{w.emptyHint}</p>
        </Empty>
      )}
      {data?.some((team) => team.retired) && (
        <div className={list.tools}>
          <Checkbox
            label={w.showRetired}
            checked={retired}
            onChange={({ currentTarget }) => setRetired(currentTarget.checked)}
          />
        </div>
      )}
      <ul className={list.list}>
        {teams.map((team) => (
          <li key={team.key} className={`${list.row} ${team.retired ? list.off : ''}`}>
            <Link to="/settings/$part/$item" params={{ part: 'teams', item: team.key }} dir="auto">
              {team.name}
            </Link>
            <span>{team.retired ? w.retired : `${w.line} ${team.line}`}</span>
            <span className="muted figures">{w.count(team.members.length)}</span>
            <span className="muted" dir="auto">
              {team.lead && `${w.lead}: ${team.lead.name}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
