import { alerts as de } from '../words/de/alerts.ts'
import { alerts as en } from '../words/en/alerts.ts'
import { useTongue } from '../words/index.ts'

export type AlertWords = typeof en

const languages: Record<string, AlertWords> = { en, de }

/** What is said of alerts; it comes with the screens that show them. */
export function useAlertWords(): AlertWords {
  const { language } = useTongue()
  return languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en
}
