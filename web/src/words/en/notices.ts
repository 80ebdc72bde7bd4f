import type { NoticeType } from '@throughline/contract'

/** Why somebody is told, by the notice's type. */
export const notices: Record<NoticeType, string> = {
  opened: 'We have your report',
  assigned: 'You hold this now',
  'team-assigned': 'Your team has this, and nobody holds it',
  help: 'Your help is asked for',
  question: 'A question for you',
  reply: 'There is an answer',
  note: 'There is an internal note',
  mention: 'You were named',
  escalation: 'Nobody has taken this, and the time to respond runs out',
  late: 'The time to resolve this runs out',
  chase: 'It is time to chase the supplier',
  confirm: 'Resolved: does it work for you?',
  reminder: 'Resolved some days ago: does it work for you?',
  resolved: 'This was resolved',
  reopened: 'This was reopened',
  closed: 'This was closed',
  cancelled: 'This was cancelled',
}
