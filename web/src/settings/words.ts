import { settings as de } from '../words/de/settings.ts'
import { settings as en } from '../words/en/settings.ts'
import { useTongue } from '../words/index.ts'

export type SettingsWords = typeof en

const languages: Record<string, SettingsWords> = { en, de }

/** What settings and profile say. They are many words and seldom read: they come with these screens, not with the first. */
export function useSettingsWords(): SettingsWords {
  const { language } = useTongue()
  return languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en
}
