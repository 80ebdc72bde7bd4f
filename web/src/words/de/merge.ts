import type { merge as en } from '../en/merge.ts'

export const merge: typeof en = {
  merge: 'Zusammenlegen…',
  title: (ref) => `${ref} mit einem anderen zusammenlegen`,
  titleMany: (count) => `${count} Störungen zusammenlegen`,
  with: 'Mit welchem',
  suggestions: 'Vielleicht dasselbe',
  stays: 'Welcher Vorgang bleibt?',
  staying: 'bleibt',
  going: 'geht darin auf',
  nothingSaid: 'Keine Beschreibung.',
  what: 'Was geschieht',
  leaves: (count, into) =>
    count === 1
      ? `Er verlässt Schlangen und Zählungen und wird in ${into} bearbeitet. Seine Uhren stehen, weder eingehalten noch verfehlt.`
      : `Sie verlassen Schlangen und Zählungen und werden in ${into} bearbeitet. Ihre Uhren stehen, weder eingehalten noch verfehlt.`,
  tells: (names, into) =>
    `${names} erfährt davon. Was in ${into} öffentlich geantwortet wird, ist auch dort zu lesen; sonst nichts aus ${into}.`,
  keeps: (into) =>
    `Alles Geschriebene, die Dateien und die Leute bleiben, wo sie sind, und sind auch in ${into} zu sehen.`,
  back: 'Herauslösen bringt ihn jederzeit zurück, wie er war.',
  submit: (count, into) => (count === 1 ? `Mit ${into} zusammenlegen` : `${count} mit ${into} zusammenlegen`),
  done: (count, into) => (count === 1 ? `Mit ${into} zusammengelegt` : `${count} mit ${into} zusammengelegt`),
  pickFirst: 'Wähle erst den anderen.',
  unmerge: 'Herauslösen',
  unmergeOne: (ref) => `${ref} herauslösen`,
  unmerged: (ref) => `${ref} steht wieder für sich`,
  heading: (count) => `Hiermit zusammengelegt (${count})`,
  isMerged: (ref) => `${ref} ist zusammengelegt mit`,
  into: (ref, title) => `${ref} ist hiermit zusammengelegt: ${title}`,
  hidden:
    'Er ist in keiner Warteschlange, und seine Uhren stehen. Was hier geschrieben wird, ist dort zu sehen.',
  itself: (ref) => `${ref} selbst anzeigen`,
  reportedBy: (name) => `gemeldet von ${name}`,
  inRecord: (ref) => `in ${ref}`,
  notSame: 'Nicht dasselbe',
  notSameAs: (ref) => `Nicht dasselbe wie ${ref}`,
  why: {
    service: 'derselbe Service',
    requester: 'derselbe Melder',
    words: (words) => `beide sagen ${words}`,
    quoted: (word) => `„${word}“`,
    and: 'und',
    atOnce: 'gleichzeitig eröffnet',
    apart: (time) => `${time} auseinander eröffnet`,
  },
  split: {
    title: 'Einen Teil abtrennen…',
    heading: (ref) => `Einen Teil von ${ref} abtrennen`,
    hint: 'Eröffnet eine neue Störung. Was Sie unten wählen, ist auch dort zu lesen; hier wird nichts entfernt.',
    subject: 'Betreff der neuen',
    description: 'Worum es geht',
    requester: 'Für wen',
    entries: 'Was mitgeht',
    none: 'Hier hat noch niemand etwas geschrieben.',
    submit: 'Die neue eröffnen',
    done: (ref) => `${ref} ist eröffnet`,
    chosen: (count) => (count === 1 ? '1 Eintrag' : `${count} Einträge`),
  },
}
