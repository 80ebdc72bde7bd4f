import { TextInput } from '@mantine/core'
import { SettingPage } from './setting-page.tsx'
import type { Value } from './setting-values.ts'
import { useSettingsWords } from './words.ts'
import { LanguageField, ZoneField } from './zone-field.tsx'

export function Organisation() {
  const words = useSettingsWords()
  const w = words.organisation
  return (
    <SettingPage<'organisation', Value<'organisation'>>
      settingKey="organisation"
      title={words.parts.organisation}
      hint={w.hint}
      open={(value) => value}
      read={(draft) => draft}
      shown={['name', 'zone', 'language']}
    >
      {({ draft, set, errors }) => (
        <>
          <TextInput
            label={w.name}
            description={w.nameHint}
            value={draft.name}
            maxLength={80}
            error={errors.name}
            onChange={({ currentTarget }) => set({ ...draft, name: currentTarget.value })}
          />
          <ZoneField
            label={w.zone}
            hint={w.zoneHint}
            value={draft.zone}
            error={errors.zone}
            onChange={(zone) => set({ ...draft, zone })}
          />
          <LanguageField
            label={w.language}
            hint={w.languageHint}
            value={draft.language}
            error={errors.language}
            onChange={(language) => set({ ...draft, language })}
          />
        </>
      )}
    </SettingPage>
  )
}
