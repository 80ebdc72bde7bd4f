import { monitoring as de } from '../../words/de/monitoring.ts'
import { monitoring as en } from '../../words/en/monitoring.ts'
import { useTongue } from '../../words/index.ts'

const languages: Record<string, typeof en> = { en, de }

/** What the settings of monitoring say. */
export function useMonitoringWords(): typeof en {
  const { language } = useTongue()
  return languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en
}
