import { NativeSelect, TextInput } from '@mantine/core'
import type { RoleName } from '../../api/index.ts'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { LanguageField, ZoneField } from '../zone-field.tsx'

/** What is typed of a person. */
export type PersonTyping = { name: string; email: string; role: RoleName; zone: string; language: string }
export const personFields = ['name', 'email', 'role', 'zone', 'language'] as const

type Props = {
  draft: PersonTyping
  set: (draft: PersonTyping) => void
  errors: Readonly<Record<string, string>>
}

export function PersonFields({ draft, set, errors }: Props) {
  const w = useSettingsWords().people
  return (
    <>
      <TextInput
        label={w.name}
        className={classes.narrow}
        maxLength={120}
        autoComplete="off"
        value={draft.name}
        error={errors.name}
        onChange={({ currentTarget }) => set({ ...draft, name: currentTarget.value })}
      />
      <TextInput
        label={w.email}
        className={classes.narrow}
        description={w.emailHint}
        type="email"
        autoComplete="off"
        maxLength={254}
        value={draft.email}
        error={errors.email}
        onChange={({ currentTarget }) => set({ ...draft, email: currentTarget.value })}
      />
      <NativeSelect
        label={w.role}
        className={classes.narrow}
        description={w.roleHints[draft.role]}
        data={Object.entries(w.roles).map(([value, label]) => ({ value, label }))}
        value={draft.role}
        error={errors.role}
        onChange={({ currentTarget }) => set({ ...draft, role: currentTarget.value as RoleName })}
      />
      <div className={classes.narrow}>
        <ZoneField
          label={w.zone}
          value={draft.zone}
          error={errors.zone}
          onChange={(zone) => set({ ...draft, zone })}
        />
      </div>
      <div className={classes.narrow}>
        <LanguageField
          label={w.language}
          value={draft.language}
          error={errors.language}
          onChange={(language) => set({ ...draft, language })}
        />
      </div>
    </>
  )
}

/** As it is sent: no address is none, not an empty one. */
export const personBody = (draft: PersonTyping) => ({
  ...draft,
  name: draft.name.trim(),
  email: draft.email.trim() || null,
})
