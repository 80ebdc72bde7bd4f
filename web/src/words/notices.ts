import { notices as de } from './de/notices.ts'
import { notices as en } from './en/notices.ts'
import { useTongue } from './index.ts'

const languages: Record<string, typeof en> = { en, de }

/** Why one is told, by the notice's type: loaded with what lists notices. */
export function useNoticeWords(): typeof en {
  const { language } = useTongue()
  return languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en
}
