import { Textarea, TextInput } from '@mantine/core'
import { linesOf } from './lines.ts'
import { SettingPage } from './setting-page.tsx'
import type { Value } from './setting-values.ts'
import classes from './settings.module.css'
import { useSettingsWords } from './words.ts'

const megabyte = 1024 ** 2
type Typing = { size: string; types: string }

/** How large and of which types files may be. */
export function AttachmentRules() {
  const words = useSettingsWords()
  const w = words.attachments
  return (
    <SettingPage<'attachments', Typing>
      settingKey="attachments"
      title={words.parts.attachments}
      hint={w.hint}
      open={({ maxBytes, types }) => ({ size: String(maxBytes / megabyte), types: types.join('\n') })}
      read={readRules}
      effect={<p>{w.effect}</p>}
      shown={['maxBytes']}
    >
      {({ draft, set, errors }) => {
        const bad = badType(draft.types)
        return (
          <>
            <TextInput
              className={classes.narrow}
              label={w.size}
              description={w.sizeHint}
              inputMode="decimal"
              value={draft.size}
              error={errors.maxBytes ?? (readSize(draft.size) === null ? w.badSize : null)}
              onChange={({ currentTarget }) => set({ ...draft, size: currentTarget.value })}
            />
            <Textarea
              className={classes.textarea}
              label={w.types}
              description={w.typesHint}
              autosize
              minRows={6}
              maxRows={24}
              value={draft.types}
              error={bad && w.badType(bad.line, bad.text)}
              onChange={({ currentTarget }) => set({ ...draft, types: currentTarget.value })}
            />
          </>
        )
      }}
    </SettingPage>
  )
}

const badType = (text: string) => linesOf(text).find((one) => !/^[\w.+-]+\/[\w.+-]+$/.test(one.text))

function readSize(text: string): number | null {
  const bytes = Math.round(Number(text.replace(',', '.')) * megabyte)
  return text.trim() !== '' && bytes >= 1024 && bytes <= 1024 ** 3 ? bytes : null
}

function readRules({ size, types }: Typing): Value<'attachments'> | null {
  const maxBytes = readSize(size)
  return maxBytes === null || badType(types)
    ? null
    : { maxBytes, types: linesOf(types).map((one) => one.text) }
}
