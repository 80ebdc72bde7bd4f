import { Button, Checkbox } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type components, preferencesQuery } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { notices } from '../../words/en/notices.ts'
import { useNoticeWords } from '../../words/notices.ts'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import { useOutgoingWords } from '../outgoing-words.ts'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { Section } from './section.tsx'
import { isWrong, WhenMailed } from './when-mailed.tsx'

type Preferences = components['schemas']['Preferences']
type Wanted = Preferences['notices']
type Type = Wanted['mail'][number]
const types = Object.keys(notices) as Type[]

/** Of what one is told, what is mailed as well, and when. */
export function MailedNotices() {
  const w = useSettingsWords().profile
  const { data, error, refetch } = useQuery({ ...preferencesQuery, staleTime: 0 })
  return (
    <Section id="notices" hint={w.noticesHint}>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <MailForm wanted={data.notices} />}
    </Section>
  )
}

function MailForm({ wanted }: { wanted: Wanted }) {
  const w = useSettingsWords().profile
  const why = useNoticeWords()
  const { which } = useOutgoingWords().wish
  const queries = useQueryClient()
  const saving = useSave()
  const draft = useDraft<Wanted>('mailed', {
    value: { ...wanted, mail: inOrder(wanted.mail) },
    version: 0,
  })
  const { mail } = draft.value
  const save = async (): Promise<void> => {
    const outcome = await saving.save({
      label: w.sections.notices,
      method: 'PUT',
      path: '/api/v1/me/preferences/notices',
      body: draft.value,
    })
    if (!outcome.ok) return
    await queries.refetchQueries({ queryKey: preferencesQuery.queryKey })
    draft.discard()
  }
  const choose = (types: readonly Type[]): void => draft.set({ ...draft.value, mail: inOrder(types) })
  const toggle = (type: Type, on: boolean): void =>
    choose(on ? [...mail, type] : mail.filter((one) => one !== type))
  return (
    <Form
      label={w.sections.notices}
      saving={saving}
      changed={draft.changed}
      wrong={isWrong(draft.value)}
      onSave={() => void save()}
      onDiscard={draft.discard}
    >
      <WhenMailed wish={draft.value} onChange={(wish) => draft.set({ ...draft.value, ...wish })} />
      <fieldset className={classes.checks}>
        <legend>
          <b>{which}</b>
        </legend>
        {types.map((type) => (
          <Checkbox
            key={type}
            label={why[type]}
            checked={mail.includes(type)}
            onChange={({ currentTarget }) => toggle(type, currentTarget.checked)}
          />
        ))}
      </fieldset>
      <div className={classes.inline}>
        <Button variant="subtle" onClick={() => choose(types)}>
          {w.noticesAll}
        </Button>
        <Button variant="subtle" onClick={() => choose([])}>
          {w.noticesNone}
        </Button>
      </div>
    </Form>
  )
}

const inOrder = (mail: readonly Type[]): Type[] => types.filter((type) => mail.includes(type))
