import type { shell as en } from '../en/shell.ts'

export const shell: typeof en = {
  nav: { now: 'Jetzt', desk: 'Desk', call: 'Neuer Anruf', settings: 'Einstellungen', portal: 'Portal' },
  navLabel: 'Hauptnavigation',
  findOrDo: 'Finden oder tun',
  noMatch: 'Nichts passt. Versuchen Sie es mit weniger Buchstaben, oder mit einer Nummer wie INC-1042.',
  noneFits: 'Nichts passt. Versuchen Sie es mit weniger Buchstaben.',
  records: 'Vorgänge',
  actions: 'Aktionen',
  goTo: 'Gehe zu',
  keys: 'Tasten',
  keysHint: 'Was die Tastatur hier tut',
  skip: 'Zum Inhalt',
  signOut: 'Abmelden',
  profile: 'Ihr Profil',
  account: 'Ihr Konto',
  theme: { light: 'Hell', dark: 'Dunkel', auto: 'Wie das System', toggle: 'Hell oder dunkel' },
  undo: 'Rückgängig',
  undone: 'Rückgängig gemacht',
  failed: (label) => `Nicht ausgeführt: ${label}`,
  offline:
    'Der Server ist nicht erreichbar. Was Sie tun, bleibt hier und wird gesendet, sobald er wieder da ist.',
  unsent: (count) =>
    count === 1 ? '1 Änderung wartet auf das Senden' : `${count} Änderungen warten auf das Senden`,
  sessionEnded: 'Ihre Sitzung ist zu Ende',
  sessionEndedHint:
    'Melden Sie sich wieder an, um hier weiterzumachen. Nichts, was Sie getippt haben, geht verloren.',
  password: 'Passwort',
  code: 'Code aus Ihrer Authenticator-App',
  signIn: 'Anmelden',
  otherPerson: 'Als jemand anderes anmelden',
  cancel: 'Abbrechen',
  save: 'Speichern',
  close: 'Schließen',
  back: 'Zurück',
  tryAgain: 'Noch einmal versuchen',
  loading: 'Lädt',
  failedTitle: 'Das konnte nicht geladen werden',
  notFound: 'Hier ist nichts',
  notFoundHint: 'Es existiert nicht, oder Sie dürfen es nicht sehen.',
  crashed: 'Diese Ansicht ist abgestürzt',
  crashedHint:
    'Was Sie getippt haben, ist noch da. Laden Sie die Seite neu; hilft das nicht, sagen Sie der Administration Bescheid.',
  reload: 'Neu laden',
  nobody: 'Niemand',
  you: 'Sie',
  more: 'Mehr',
  notices: 'Benachrichtigungen',
  noticesUnread: (count) =>
    count === 0
      ? 'Benachrichtigungen: keine ungelesenen'
      : `Benachrichtigungen: ${count > 99 ? '99+' : count} ungelesen`,
  noticesNone: 'Sie haben alles gelesen.',
  noticesChoose: 'Auswählen, was auch per Mail kommt',
  noticesRead: 'Als gelesen markieren',
  noticesReadAll: 'Alle als gelesen markieren',
}
