import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TeamDetail } from '../../api/index.ts'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import { sendUndoable } from '../../shell/toasts.tsx'
import { useWords } from '../../words/index.ts'
import { ActRow } from '../act-row.tsx'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import { PartHead } from '../part-head.tsx'
import classes from '../settings.module.css'
import { type SetUpChange, type Told, Trail } from '../trail.tsx'
import { type SettingsWords, useSettingsWords } from '../words.ts'
import { Members } from './members.tsx'
import { allTeamsQuery, useRefreshTeams } from './queries.ts'
import { TeamFields, type TeamTyping, teamBody, teamFields } from './team-fields.tsx'

/** A team: what it is called, who leads it, who is in it, and what was changed. */
export function TeamPage({ teamKey }: { teamKey: string }) {
  const words = useSettingsWords()
  const { data, error, refetch } = useQuery(allTeamsQuery)
  const team = data?.find(({ key }) => key === teamKey)
  return (
    <>
      <Link to="/settings/$part" params={{ part: 'teams' }} className={classes.crumb}>
        ‹ {words.teams.back}
      </Link>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && !team && <Empty title={words.teams.unknown(teamKey)} />}
      {team && <Shown team={team} />}
    </>
  )
}

function Shown({ team }: { team: TeamDetail }) {
  const words = useSettingsWords()
  const w = words.teams
  return (
    <>
      <PartHead title={team.name} hint={[team.key, ...(team.retired ? [w.retired] : [])].join(' · ')} />
      <Members team={team} />
      <section className={classes.section}>
        <h2>{w.about}</h2>
        <TeamForm team={team} />
      </section>
      <Retire team={team} />
      <Trail area="teams" about={String(team.id)} tell={(change, who) => tellOf(change, who, words)} />
    </>
  )
}

function TeamForm({ team }: { team: TeamDetail }) {
  const w = useSettingsWords().teams
  const refresh = useRefreshTeams()
  const saving = useSave()
  const { name, line, lead, manager, shiftLead } = team
  const base: TeamTyping = { name, line, lead, manager, shiftLead }
  const draft = useDraft(`team.${team.key}`, { value: base, version: 0 })
  const save = async (): Promise<void> => {
    const [next, before] = [teamBody(draft.value), teamBody(base)]
    const changed = teamFields.filter((field) => next[field] !== before[field])
    const outcome = await saving.save({
      label: `${w.about}: ${team.name}`,
      method: 'PATCH',
      path: `/api/v1/teams/${team.key}`,
      body: Object.fromEntries(changed.map((field) => [field, next[field]])),
    })
    await refresh()
    if (outcome.ok) draft.discard()
  }
  return (
    <Form
      label={team.name}
      saving={saving}
      changed={draft.changed}
      onSave={() => void save()}
      onDiscard={draft.discard}
      shown={teamFields}
    >
      <TeamFields draft={draft.value} set={draft.set} errors={saving.errors} />
    </Form>
  )
}

function Retire({ team }: { team: TeamDetail }) {
  const words = useWords()
  const w = useSettingsWords().teams
  const refresh = useRefreshTeams()
  const act = async (): Promise<void> => {
    const outcome = await sendUndoable(
      {
        label: team.retired ? w.wasRevived(team.name) : w.wasRetired(team.name),
        method: 'PATCH',
        path: `/api/v1/teams/${team.key}`,
        body: { retired: !team.retired },
      },
      words,
    )
    if (outcome.ok) await refresh()
  }
  return (
    <section className={classes.section}>
      <ActRow
        title={team.retired ? w.revive : w.retire}
        hint={team.retired ? w.reviveHint : w.retireHint}
        label={team.retired ? w.revive : w.retire}
        onAct={() => void act()}
      />
    </section>
  )
}

function tellOf({ verb, person, facts, people }: SetUpChange, who: string, words: SettingsWords): Told {
  const { trail } = words
  const after = (typeof facts.after === 'object' && facts.after) || {}
  const details = Object.entries(after).map(([field, value]) => {
    const label = trail.fields[field] ?? field
    if (field === 'retiredAt') return value ? words.teams.retired : words.teams.revive
    const named = field.endsWith('Id') ? people.find(({ id }) => id === value)?.name : value
    return `${label}: ${named ?? words.form.none}`
  })
  return { sentence: trail.teams(who, person?.name ?? trail.someone, verb), details }
}
