import { people as de } from '../../words/de/people.ts'
import { people as en } from '../../words/en/people.ts'
import { useTongue } from '../../words/index.ts'

const languages: Record<string, typeof en> = { en, de }

/** What is said of skills, absence, hours, teams and leaving. */
export function usePeopleWords(): typeof en {
  const { language } = useTongue()
  return languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en
}
