import { Textarea } from '@mantine/core'
import { linesOf } from './lines.ts'
import { SettingPage } from './setting-page.tsx'
import classes from './settings.module.css'
import { type SettingsWords, useSettingsWords } from './words.ts'

/** The codes of which one is chosen when an incident is resolved. */
export function ResolutionCodes() {
  const words = useSettingsWords()
  const w = words.resolution
  return (
    <SettingPage<'resolutionCodes', string>
      settingKey="resolutionCodes"
      title={words.parts.resolution}
      hint={w.hint}
      open={(codes) => codes.join('\n')}
      read={(text) => (problemIn(text, w) ? null : linesOf(text).map((one) => one.text))}
      effect={<p>{w.effect}</p>}
    >
      {({ draft, set }) => (
        <Textarea
          className={`${classes.textarea} ${classes.narrow}`}
          label={w.codes}
          description={w.codesHint}
          autosize
          minRows={6}
          maxRows={24}
          value={draft}
          error={problemIn(draft, w)}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        />
      )}
    </SettingPage>
  )
}

function problemIn(text: string, words: SettingsWords['resolution']): string | null {
  const lines = linesOf(text)
  if (lines.length === 0) return words.none
  const long = lines.find((one) => one.text.length > 40)
  if (long) return words.tooLong(long.line)
  const codes = lines.map((one) => one.text)
  const twice = codes.find((code, i) => codes.indexOf(code) !== i)
  return twice === undefined ? null : words.twice(twice)
}
