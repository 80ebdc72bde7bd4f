import type { notices as en } from '../en/notices.ts'

export const notices: typeof en = {
  opened: 'Ihre Meldung ist eingegangen',
  assigned: 'Das liegt jetzt bei Ihnen',
  'team-assigned': 'Ihr Team hat das, und niemand bearbeitet es',
  help: 'Ihre Hilfe ist gefragt',
  question: 'Eine Frage an Sie',
  reply: 'Es gibt eine Antwort',
  note: 'Es gibt eine interne Notiz',
  mention: 'Sie wurden genannt',
  escalation: 'Niemand hat das übernommen, und die Zeit zur Reaktion läuft ab',
  late: 'Die Zeit zur Lösung läuft ab',
  chase: 'Beim Lieferanten ist nachzuhaken',
  confirm: 'Gelöst: Geht es bei Ihnen?',
  reminder: 'Seit Tagen gelöst: Geht es bei Ihnen?',
  resolved: 'Das wurde gelöst',
  reopened: 'Das wurde wieder geöffnet',
  closed: 'Das wurde geschlossen',
  cancelled: 'Das wurde storniert',
}
