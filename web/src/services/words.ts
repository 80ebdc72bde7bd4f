import { services as de } from '../words/de/services.ts'
import { services as en } from '../words/en/services.ts'
import { useTongue } from '../words/index.ts'

export type ServiceWords = typeof en

const languages: Record<string, ServiceWords> = { en, de }

/** What the screens about services say; loaded with them. */
export function useServiceWords(): ServiceWords {
  const { language } = useTongue()
  return languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en
}
