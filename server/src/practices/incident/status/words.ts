type Letter = { subject: string; text: string }

const words = {
  en: {
    confirm: (organisation: string) => `Confirm: mails of the status page of ${organisation}`,
    confirmText: (link: string) =>
      `Somebody, probably you, asked for mails when a service has a major incident and when there is news of it.\n\nYes, send them to me (within a day):\n${link}\n\nIf it was not you, do nothing: nothing was kept.`,
    broken: (service: string) => `${service} is not working`,
    works: (service: string) => `${service} works again`,
    over: (service: string) => `${service}: the major incident is over`,
    overText: 'Service has held. There will be no more mails about this.',
    some: 'A service',
    page: 'Status page',
    end: 'No more such mails',
  },
  de: {
    confirm: (organisation: string) => `Bitte bestätigen: Mails der Statusseite von ${organisation}`,
    confirmText: (link: string) =>
      `Jemand, wahrscheinlich Sie, wollte Mails, wenn ein Service eine Großstörung hat und wenn es dazu Neues gibt.\n\nJa, senden Sie sie mir (binnen eines Tages):\n${link}\n\nWaren Sie das nicht, tun Sie nichts: Es wurde nichts gespeichert.`,
    broken: (service: string) => `${service} geht nicht`,
    works: (service: string) => `${service} geht wieder`,
    over: (service: string) => `${service}: Die Großstörung ist vorbei`,
    overText: 'Der Service hält. Dazu kommen keine Mails mehr.',
    some: 'Ein Service',
    page: 'Statusseite',
    end: 'Keine solchen Mails mehr',
  },
} as const

const wordsOf = (language: string) => (language.toLowerCase().startsWith('de') ? words.de : words.en)

/** Asks whether an address wants mails. */
export function confirmMail(organisation: string, language: string, link: string): Letter {
  const w = wordsOf(language)
  return { subject: w.confirm(organisation), text: w.confirmText(link) }
}

export type News = {
  language: string
  service: string | null
  state: 'open' | 'restored' | 'over'
  /** What users were told; null where it only ended. */
  body: string | null
  page: string
  end: string
}

/** What users were told, as a mail. */
export function newsMail({ language, service, state, body, page, end }: News): Letter {
  const w = wordsOf(language)
  const says = { open: w.broken, restored: w.works, over: w.over }[state]
  const text = body ?? (state === 'over' ? w.overText : '')
  return {
    subject: says(service ?? w.some),
    text: [text, `${w.page}: ${page}\n${w.end}: ${end}`].join('\n\n'),
  }
}
