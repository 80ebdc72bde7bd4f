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
      'major-proposed': 'Als Großstörung vorgeschlagen: nehmen Sie an oder lehnen Sie ab',
      'major-manager': 'Sie leiten diese Großstörung',
      'major-communications': 'Sie schreiben den Nutzern',
      'major-post': 'Es gibt Neues',
      'update-late': 'Die Nachricht an die Nutzer ist überfällig',
      'major-restored': 'Der Service geht wieder',
      'major-down': 'Die Großstörung ist beendet',
      'review-late': 'Die Nachbetrachtung ist überfällig',
      'webhook-failed': 'Ein Webhook wurde abgeschaltet: Dort kommt nichts an',
      merged: 'Andere haben dasselbe gemeldet: es wird zusammen bearbeitet',
    },
    clocks: { response: 'die Reaktion', resolution: 'die Lösung' },
    passed: (step, clock) => `${step} % der Zeit für ${clock} sind vorbei.`,
    more: (count) => `und ${count} weitere`,
  },
}
