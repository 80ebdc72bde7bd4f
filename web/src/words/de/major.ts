import type { major as en } from '../en/major.ts'

export const major: typeof en = {
  heading: 'Großstörung',
  states: {
    proposed: 'Als Großstörung vorgeschlagen',
    accepted: 'Großstörung',
    restored: 'Der Service geht wieder',
    'stood-down': 'Beendet',
    declined: 'Als Großstörung abgelehnt',
  },
  broken: (service) => `${service} geht nicht`,
  works: (service) => `${service} geht wieder`,
  somewhat: 'Ein Service',
  for: (lasting) => `${lasting} lang`,
  since: (time) => `seit ${time}`,
  lasted: (lasting) => `Dauer: ${lasting}`,
  reporters: (count) =>
    count === 0
      ? 'noch von niemandem gemeldet'
      : count === 1
        ? '1 Person hat es gemeldet'
        : `${count} Personen haben es gemeldet`,
  openRecord: 'Störung öffnen',
  notMajor: (ref) => `${ref} ist keine Großstörung`,
  notMajorHint:
    'Schlagen Sie sie als solche vor, wenn viele betroffen sind oder ein wichtiger Service steht.',
  open: 'Großstörung öffnen',
  clock: {
    left: 'Nächste Nachricht an die Nutzer in',
    late: 'Nachricht an die Nutzer überfällig seit',
    answer: 'Von selbst angenommen in',
    standsDown: 'Von selbst beendet in',
  },
  roles: {
    heading: 'Wer was tut',
    manager: 'Leitung',
    communications: 'Schreibt den Nutzern',
    resolver: 'Arbeitet daran',
    nobody: 'Niemand',
    handOver: 'Übergeben',
    handOverOf: (role) => `Übergeben: ${role}`,
  },
  bridge: {
    heading: 'Telefonkonferenz',
    none: 'Noch keine',
    set: 'Setzen',
    change: 'Ändern',
  },
  post: {
    heading: 'Den Nutzern schreiben',
    affected: 'Was betroffen ist',
    known: 'Was wir wissen',
    meanwhile: 'Was man solange tun kann',
    next: 'Nächste Nachricht in',
    minutes: 'Minuten',
    send: 'An die Nutzer senden',
    sent: 'An die Nutzer gesendet',
    hint: 'Das lesen alle, die die Statusseite sehen. Einfache Worte, keine Namen.',
    keys: 'Strg+Enter sendet.',
    last: 'Letzte Nachricht',
    lastAt: (time) => `Letzte Nachricht, ${time}`,
    noneYet: 'Die Nutzer haben noch nichts gehört.',
    nextBy: (time) => `Nächste Nachricht zugesagt bis ${time}`,
  },
  story: { heading: 'Was geschah', older: 'Früheres' },
  review: 'Nachbetrachtung',
  keys: {
    post: 'Den Nutzern schreiben',
    decision: 'Entscheidung notieren',
    action: 'Maßnahme notieren',
    bridge: 'Telefonkonferenz setzen',
    open: 'Störung öffnen',
    screen: 'Großstörung öffnen',
  },
  hint: {
    proposed: 'Nehmen Sie sie an und nennen Sie, wer leitet, oder lehnen Sie sie ab.',
    unled: 'Niemand leitet das. Übergeben Sie jemandem die Leitung.',
  },
  call: { heading: 'Gerade Großstörung', add: 'Anruf dazu', key: (ref) => `Anruf zu ${ref} hinzufügen` },
}
