import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { teamsQuery } from '../api/index.ts'
import { useMe } from '../shell/session.ts'
import { useWords } from '../words/index.ts'

/** Whose work: that of one's own teams, of one, of all. */
export function TeamFilter({ team }: { team: string | undefined }) {
  const words = useWords().now
  const me = useMe()
  const navigate = useNavigate()
  const { data: teams = [] } = useQuery(teamsQuery)
  const own = new Set(me.teams.map(({ id }) => id))
  const offered = teams
    .filter(({ retired, members, key }) => !retired && (members.length > 0 || key === team))
    .toSorted((a, b) => Number(own.has(b.id)) - Number(own.has(a.id)))
  return (
    <NativeSelect
      aria-label={words.whose}
      value={team ?? ''}
      onChange={({ currentTarget: { value } }) =>
        void navigate({ to: '/now', search: value ? { team: value } : {}, replace: true })
      }
      data={[
        // Who is in no team sees what all have.
        ...(own.size > 0 ? [{ value: '', label: words.mine }] : []),
        { value: own.size > 0 ? 'all' : '', label: words.all },
        ...offered.map(({ key, name }) => ({ value: key, label: name })),
      ]}
    />
  )
}
