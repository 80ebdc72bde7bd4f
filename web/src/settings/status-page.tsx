import { Radio } from '@mantine/core'
import { SettingPage } from './setting-page.tsx'
import type { Value } from './setting-values.ts'
import { useSettingsWords } from './words.ts'

/** Who may see what users are told of major incidents. */
export function StatusPageRules() {
  const words = useSettingsWords()
  const w = words.statusPage
  return (
    <SettingPage<'statusPage', Value<'statusPage'>>
      settingKey="statusPage"
      title={words.parts['status-page']}
      hint={w.hint}
      open={(value) => value}
      read={(draft) => draft}
      shown={['public']}
      effect={
        <p>
          {w.effect} <a href="/portal/status">{w.open}</a>
        </p>
      }
    >
      {({ draft, set }) => (
        <Radio.Group
          label={w.title}
          value={String(draft.public)}
          onChange={(value) => set({ public: value === 'true' })}
        >
          <Radio mt="xs" value="false" label={w.signedIn} />
          <Radio mt="xs" value="true" label={w.everybody} />
        </Radio.Group>
      )}
    </SettingPage>
  )
}
