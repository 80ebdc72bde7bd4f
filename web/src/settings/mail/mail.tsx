import { isTemplateName, unknownIn } from '@throughline/contract'
import { useOutgoingWords } from '../outgoing-words.ts'
import { SettingPage } from '../setting-page.tsx'
import type { Value } from '../setting-values.ts'
import { useSettingsWords } from '../words.ts'
import { MailState } from './mail-state.tsx'
import { Templates } from './templates.tsx'

type Own = Value<'mailTemplates'>

/** How mail is doing, and what mails say. */
export function Mail() {
  const title = useSettingsWords().parts.mail
  const w = useOutgoingWords().mail
  return (
    <SettingPage<'mailTemplates', Own>
      settingKey="mailTemplates"
      title={title}
      hint={w.hint}
      open={(templates) => templates}
      read={(templates) => (isWhole(templates) ? templates : null)}
    >
      {({ draft, set, errors }) => (
        <>
          <MailState />
          <Templates own={draft} set={set} errors={errors} />
        </>
      )}
    </SettingPage>
  )
}

function isWhole(templates: Own): boolean {
  return Object.entries(templates).every(([name, languages]) =>
    Object.values(languages).every(
      (template) =>
        isTemplateName(name) &&
        (!template ||
          (template.subject.trim() !== '' &&
            template.body.trim() !== '' &&
            unknownIn(name, `${template.subject} ${template.body}`).length === 0)),
    ),
  )
}
