import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { meQuery, type Profile } from '../../api/index.ts'
import { useMe } from '../../shell/session.ts'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { LanguageField, ZoneField } from '../zone-field.tsx'
import { Section } from './section.tsx'

type Typing = Pick<Profile, 'name' | 'zone' | 'language'>
const fields = ['name', 'zone', 'language'] as const

/** Name, zone and language: the screens follow at once. */
export function You() {
  const w = useSettingsWords().profile
  const me = useMe()
  const queries = useQueryClient()
  const saving = useSave()
  const base: Typing = { name: me.name, zone: me.zone, language: me.language }
  const draft = useDraft('profile', { value: base, version: 0 })
  const save = async (): Promise<void> => {
    const changed = fields.filter((field) => draft.value[field] !== base[field])
    const outcome = await saving.save({
      label: w.heading,
      method: 'PATCH',
      path: '/api/v1/me',
      body: Object.fromEntries(changed.map((field) => [field, draft.value[field].trim()])),
    })
    if (!outcome.ok) return
    queries.setQueryData(meQuery.queryKey, outcome.data as Profile)
    draft.discard()
  }
  return (
    <Section id="you">
      <Form
        label={w.sections.you}
        saving={saving}
        changed={draft.changed}
        onSave={() => void save()}
        onDiscard={draft.discard}
        shown={fields}
      >
        <TextInput
          label={w.name}
          className={classes.narrow}
          maxLength={120}
          autoComplete="name"
          value={draft.value.name}
          error={saving.errors.name}
          onChange={({ currentTarget }) => draft.set({ ...draft.value, name: currentTarget.value })}
        />
        <div className={classes.narrow}>
          <ZoneField
            label={w.zone}
            hint={w.zoneHint}
            value={draft.value.zone}
            error={saving.errors.zone}
            onChange={(zone) => draft.set({ ...draft.value, zone })}
          />
        </div>
        <div className={classes.narrow}>
          <LanguageField
            label={w.language}
            hint={w.languageHint}
            value={draft.value.language}
            error={saving.errors.language}
            onChange={(language) => draft.set({ ...draft.value, language })}
          />
        </div>
      </Form>
    </Section>
  )
}
