import { outgoing as de } from '../words/de/outgoing.ts'
import { outgoing as en } from '../words/en/outgoing.ts'
import { useTongue } from '../words/index.ts'

const languages: Record<string, typeof en> = { en, de }

/** What is said about mails and webhooks; it comes with these screens. */
export function useOutgoingWords(): typeof en {
  const { language } = useTongue()
  return languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en
}
