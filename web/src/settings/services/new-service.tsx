import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import { keyOf } from '../key-of.ts'
import { PartHead } from '../part-head.tsx'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { linksIn } from './links-text.ts'
import type { Service } from './queries.ts'
import { ServiceFields, type ServiceTyping, serviceBody, serviceFields } from './service-fields.tsx'

type Typing = ServiceTyping & { key: string | null; state: string }
const empty: Typing = {
  name: '',
  description: '',
  tier: 2,
  owner: null,
  team: null,
  calendar: null,
  businessOwner: null,
  escalationPath: null,
  dataClass: null,
  skills: '',
  links: '',
  key: null,
  state: 'live',
}

/** A new service; its key follows its name until it is typed. */
export function NewService() {
  const w = useSettingsWords().services
  const navigate = useNavigate()
  const queries = useQueryClient()
  const saving = useSave()
  const draft = useDraft('service.new', { value: empty, version: 0 })
  const { key: typed, state, ...fields } = draft.value
  const key = typed ?? keyOf(fields.name)
  const add = async (): Promise<void> => {
    const outcome = await saving.save({
      label: `${w.add}: ${fields.name}`,
      method: 'POST',
      path: '/api/v1/services',
      body: { ...serviceBody(fields), key, state },
    })
    if (!outcome.ok) return
    draft.discard()
    for (const name of ['service-list', 'services', 'set-up-steps'])
      void queries.invalidateQueries({ queryKey: [name] })
    const { ref } = outcome.data as Service
    await navigate({ to: '/settings/$part/$item', params: { part: 'services', item: ref } })
  }
  return (
    <>
      <Link to="/settings/$part" params={{ part: 'services' }} className={classes.crumb}>
        ‹ {w.back}
      </Link>
      <PartHead title={w.addTitle} />
      <Form
        begins
        label={w.addTitle}
        saving={saving}
        changed={fields.name.trim() !== ''}
        wrong={linksIn(fields.links) === null}
        onSave={() => void add()}
        onDiscard={draft.discard}
        saveLabel={w.addIt}
        shown={[...serviceFields, 'key', 'state']}
      >
        <ServiceFields
          draft={fields}
          set={(next) => draft.set({ ...draft.value, ...next })}
          errors={saving.errors}
        />
        <NativeSelect
          label={w.state}
          className={classes.narrow}
          data={['live', 'planned'].map((value) => ({ value, label: w.states[value] ?? value }))}
          value={state}
          error={saving.errors.state}
          onChange={({ currentTarget }) => draft.set({ ...draft.value, state: currentTarget.value })}
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
