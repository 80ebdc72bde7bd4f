import { TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import type { TeamDetail } from '../../api/index.ts'
import { useMe } from '../../shell/session.ts'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import { keyOf } from '../key-of.ts'
import { PartHead } from '../part-head.tsx'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { useRefreshTeams } from './queries.ts'
import { TeamFields, type TeamTyping, teamBody, teamFields } from './team-fields.tsx'

type Typing = TeamTyping & { key: string | null }

/** A new team; its key follows its name until it is typed. */
export function NewTeam() {
  const w = useSettingsWords().teams
  const me = useMe()
  const navigate = useNavigate()
  const refresh = useRefreshTeams()
  const saving = useSave()
  const empty: Typing = { name: '', line: 1, lead: null, manager: null, shiftLead: null, key: null }
  const draft = useDraft('team.new', { value: empty, version: 0 })
  const key = draft.value.key ?? keyOf(draft.value.name)
  const add = async (): Promise<void> => {
    const outcome = await saving.save({
      label: `${w.add}: ${draft.value.name}`,
      method: 'POST',
      path: '/api/v1/teams',
      // Who makes the first team works in it: an empty one would let work wait.
      body: { ...teamBody(draft.value), key, members: [me.id] },
    })
    if (!outcome.ok) return
    draft.discard()
    await refresh()
    await navigate({
      to: '/settings/$part/$item',
      params: { part: 'teams', item: (outcome.data as TeamDetail).key },
    })
  }
  return (
    <>
      <Link to="/settings/$part" params={{ part: 'teams' }} className={classes.crumb}>
        ‹ {w.back}
      </Link>
      <PartHead title={w.addTitle} hint={w.youAreIn} />
      <Form
        begins
        label={w.addTitle}
        saving={saving}
        changed={draft.value.name.trim() !== ''}
        onSave={() => void add()}
        onDiscard={draft.discard}
        saveLabel={w.add}
        shown={[...teamFields, 'key']}
      >
        <TeamFields
          draft={draft.value}
          set={(next) => draft.set({ ...draft.value, ...next })}
          errors={saving.errors}
        />
        <TextInput
          label={w.key}
          className={classes.narrow}
          description={w.keyHint}
          maxLength={60}
          value={key}
          error={saving.errors.key}
          onChange={({ currentTarget }) => draft.set({ ...draft.value, key: currentTarget.value })}
        />
      </Form>
    </>
  )
}
