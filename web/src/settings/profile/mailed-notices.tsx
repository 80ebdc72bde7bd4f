import { Button, Checkbox } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type components, preferencesQuery } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { notices } from '../../words/en/notices.ts'
import { useNoticeWords } from '../../words/notices.ts'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { Section } from './section.tsx'

type Preferences = components['schemas']['Preferences']
type Type = Preferences['notices']['mail'][number]
const types = Object.keys(notices) as Type[]

/** Of what one is told, what is mailed as well. */
export function MailedNotices() {
  const w = useSettingsWords().profile
  const { data, error, refetch } = useQuery({ ...preferencesQuery, staleTime: 0 })
  return (
    <Section id="notices" hint={w.noticesHint}>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <MailForm mail={data.notices.mail} />}
    </Section>
  )
}

function MailForm({ mail }: { mail: Type[] }) {
  const w = useSettingsWords().profile
  const why = useNoticeWords()
  const queries = useQueryClient()
  const saving = useSave()
  const draft = useDraft('notices', { value: inOrder(mail), version: 0 })
  const save = async (): Promise<void> => {
    const outcome = await saving.save({
      label: w.sections.notices,
      method: 'PUT',
      path: '/api/v1/me/preferences/notices',
      body: { mail: draft.value },
    })
    if (!outcome.ok) return
    await queries.refetchQueries({ queryKey: preferencesQuery.queryKey })
    draft.discard()
  }
  const toggle = (type: Type, on: boolean): void =>
    draft.set(inOrder(on ? [...draft.value, type] : draft.value.filter((one) => one !== type)))
  return (
    <Form
      label={w.sections.notices}
      saving={saving}
      changed={draft.changed}
      onSave={() => void save()}
      onDiscard={draft.discard}
    >
      <fieldset className={classes.checks}>
        <legend className="sr-only">{w.noticesHint}</legend>
        {types.map((type) => (
          <Checkbox
            key={type}
            label={why[type]}
            checked={draft.value.includes(type)}
            onChange={({ currentTarget }) => toggle(type, currentTarget.checked)}
          />
        ))}
      </fieldset>
      <div className={classes.inline}>
        <Button variant="subtle" onClick={() => draft.set(types)}>
          {w.noticesAll}
        </Button>
        <Button variant="subtle" onClick={() => draft.set([])}>
          {w.noticesNone}
        </Button>
      </div>
    </Form>
  )
}

const inOrder = (mail: readonly Type[]): Type[] => types.filter((type) => mail.includes(type))
