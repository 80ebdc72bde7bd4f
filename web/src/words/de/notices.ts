import type { notices as en } from '../en/notices.ts'

export const notices: typeof en = {
  opened: 'Deine Meldung ist da',
  assigned: 'Das liegt jetzt bei dir',
  'team-assigned': 'Dein Team hat das, und niemand bearbeitet es',
  help: 'Deine Hilfe ist gefragt',
  question: 'Eine Frage an dich',
  reply: 'Es gibt eine Antwort',
  note: 'Es gibt eine interne Notiz',
  mention: 'Du wurdest genannt',
  escalation: 'Niemand hat das übernommen, und die Zeit zur Reaktion läuft ab',
  late: 'Die Zeit zur Lösung läuft ab',
  chase: 'Der Lieferant ist dran: hak nach',
  confirm: 'Gelöst: Geht es bei dir?',
  reminder: 'Seit Tagen gelöst: Geht es bei dir?',
  resolved: 'Das wurde gelöst',
  reopened: 'Das wurde wieder geöffnet',
  closed: 'Das wurde geschlossen',
  cancelled: 'Das wurde storniert',
}
