import { notices as de } from './de/notices.ts'
import { notices as en } from './en/notices.ts'
import { useTongue } from './index.ts'

const languages: Record<string, Record<string, string>> = { en, de }

/** Why one is told, by the notice's type: loaded with what lists notices. */
export function useNoticeWords(): Record<string, string> {
  const { language } = useTongue()
  return languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en
}
