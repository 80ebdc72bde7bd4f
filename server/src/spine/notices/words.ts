import { type MailLanguage, type NoticeType, noticeTypes } from '@throughline/contract'

type Words = {
  why: Record<NoticeType, string>
  /** A clock's name. */
  clocks: Record<string, string>
  passed: (step: string, clock: string) => string
  more: (count: number) => string
}

/** What mails say of themselves, beside their templates. */
export const mailWords: Record<MailLanguage, Words> = {
  en: {
    why: noticeTypes,
    clocks: {},
    passed: (step, clock) => `${step} % of the time for ${clock} has passed.`,
    more: (count) => `and ${count} more`,
  },
  de: {
    why: {
      opened: 'Deine Meldung ist da',
      assigned: 'Das liegt jetzt bei dir',
      'team-assigned': 'Dein Team hat das, und niemand bearbeitet es',
      help: 'Deine Hilfe ist gefragt',
      question: 'Eine Frage an dich',
      reply: 'Es gibt eine Antwort',
      mention: 'Du wurdest genannt',
      note: 'Es gibt eine interne Notiz',
      escalation: 'Niemand hat das übernommen, und die Zeit zur Reaktion läuft ab',
      late: 'Die Zeit zur Lösung läuft ab',
      chase: 'Der Lieferant ist dran: hak nach',
      confirm: 'Gelöst: Geht es bei dir?',
      reminder: 'Seit Tagen gelöst: Geht es bei dir?',
      resolved: 'Das wurde gelöst',
      reopened: 'Das wurde wieder geöffnet',
      closed: 'Das wurde geschlossen',
      cancelled: 'Das wurde storniert',
      merged: 'Andere haben dasselbe gemeldet: es wird zusammen bearbeitet',
      'major-proposed': 'Als Großstörung vorgeschlagen: nimm an oder lehne ab',
      'major-manager': 'Du leitest diese Großstörung',
      'major-communications': 'Du schreibst den Nutzern dieser Großstörung',
      'major-post': 'Zu dieser Störung gibt es Neues',
      'update-late': 'Die Nachricht an die Nutzer ist überfällig',
      'major-restored': 'Der Service geht wieder',
      'major-down': 'Die Großstörung ist beendet',
      'review-late': 'Die Nachbetrachtung einer Großstörung ist überfällig',
      'webhook-failed': 'Ein Webhook wurde abgeschaltet: Dort kommt nichts an',
    },
    clocks: { response: 'die Reaktion', resolution: 'die Lösung' },
    passed: (step, clock) => `${step} % der Zeit für ${clock} sind vorbei.`,
    more: (count) => `und ${count} weitere`,
  },
}
