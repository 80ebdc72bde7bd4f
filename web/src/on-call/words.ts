import { onCall as de } from '../words/de/on-call.ts'
import { onCall as en } from '../words/en/on-call.ts'
import { useTongue } from '../words/index.ts'

export type OnCallWords = typeof en

const languages: Record<string, OnCallWords> = { en, de }

/** What the screens about who is on call say; loaded with them. */
export function useOnCallWords(): OnCallWords {
  const { language } = useTongue()
  return languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en
}
