import type { Settings } from '../../spine/settings/index.ts'

export type PostWords = { affected?: string; known?: string; meanwhile?: string }

type Organisation = Settings['organisation']

const words = {
  en: {
    next: (at: string) => `Next update by ${at}`,
  },
  de: {
    next: (at: string) => `Nächste Nachricht bis ${at}`,
  },
} as const

/** A post as one reads it in a record or a mail: its parts, and by when there is more, in the organisation's time. */
export function postBody(
  organisation: Organisation,
  { affected, known, meanwhile }: PostWords,
  nextAt: number | null,
): string {
  const next =
    nextAt === null ? undefined : wordsOf(organisation.language).next(clockTime(organisation, nextAt))
  return [affected, known, meanwhile, next].filter((part) => part !== undefined && part !== '').join('\n\n')
}

function wordsOf(language: string): (typeof words)['en' | 'de'] {
  return language.toLowerCase().startsWith('de') ? words.de : words.en
}

/** `19:55 (Europe/Lisbon)`: whoever reads it may be elsewhere. */
function clockTime({ language, zone }: Organisation, at: number): string {
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    hourCycle: 'h23',
  })
  return `${time.format(at)} (${zone})`
}
