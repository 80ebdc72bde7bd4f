import { ActionIcon } from '@mantine/core'
import type { Person, TeamDetail } from '../../api/index.ts'
import { send } from '../../api/index.ts'
import { usePending } from '../../shell/pending.ts'
import { sendUndoable } from '../../shell/toasts.tsx'
import { useWords } from '../../words/index.ts'
import { PersonPick } from '../person-pick.tsx'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import list from './members.module.css'
import { useRefreshTeams } from './queries.ts'

/** Who is in a team: added at once, taken out with a moment to undo it. */
export function Members({ team }: { team: TeamDetail }) {
  const words = useWords()
  const w = useSettingsWords().teams
  const refresh = useRefreshTeams()
  const pathOf = ({ id }: Person): string => `/api/v1/teams/${team.key}/members/${id}`
  const leaving = new Set(
    usePending()
      .filter(({ method }) => method === 'DELETE')
      .map(({ path }) => path),
  )
  const add = async (person: Person): Promise<void> => {
    const outcome = await send({
      label: w.memberAdded(person.name, team.name),
      method: 'PUT',
      path: pathOf(person),
    })
    if (outcome.ok) await refresh()
  }
  const remove = async (person: Person): Promise<void> => {
    const outcome = await sendUndoable(
      { label: w.memberRemoved(person.name, team.name), method: 'DELETE', path: pathOf(person) },
      words,
    )
    if (outcome.ok) await refresh()
  }
  const members = team.members.filter((member) => !leaving.has(pathOf(member)))
  return (
    <section aria-label={w.members}>
      <h2>{w.members}</h2>
      {members.length === 0 && <p className="muted">{w.noMembers}</p>}
      <ul className={list.members}>
        {members.map((member) => (
          <li key={member.id}>
            <span dir="auto">{member.name}</span>
            <ActionIcon aria-label={w.removeMember(member.name)} onClick={() => void remove(member)}>
              ✕
            </ActionIcon>
          </li>
        ))}
      </ul>
      <div className={classes.narrow}>
        <PersonPick
          // A fresh one after each, so that the next can be typed at once.
          key={team.members.length}
          label={w.addMember}
          hint={w.membersHint}
          value={null}
          without={team.members.map(({ id }) => id)}
          onChange={(person) => person && void add(person)}
        />
      </div>
    </section>
  )
}
