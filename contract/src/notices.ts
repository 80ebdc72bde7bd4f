import { z } from 'zod'
import { entryOut, ref } from './record.ts'
import { instantOut } from './text.ts'

/** Why somebody is told of an entry; the sentence that a person reads in a list or as a mail's subject. */
export const noticeTypes = {
  opened: 'We have your report',
  assigned: 'You hold this now',
  'team-assigned': 'Your team has this now, and nobody holds it',
  help: 'Your help is asked for',
  question: 'A question for you',
  reply: 'There is an answer',
  mention: 'You were named here',
  note: 'There is an internal note',
  escalation: 'Nobody has taken this, and the time to respond is running out',
  late: 'The time to resolve this is running out',
  chase: 'It is time to chase the supplier',
  confirm: 'Resolved: does it work for you?',
  reminder: 'Resolved some days ago: does it work for you?',
  resolved: 'This was resolved',
  reopened: 'This was reopened',
  closed: 'This was closed',
  cancelled: 'This was cancelled',
  'major-proposed': 'This was proposed as a major incident: accept or decline it',
  'major-manager': 'You are the incident manager of this major incident',
  'major-communications': 'You lead the communications of this major incident',
  'major-post': 'There is news of this incident',
  'update-late': 'The update to users is late',
  'major-restored': 'Service is restored',
  'major-down': 'The major incident was stood down',
  'review-late': 'The review of a major incident is overdue',
  'webhook-failed': 'A webhook was turned off: nothing arrived there',
  merged: 'Others reported the same: it is dealt with together',
} as const satisfies Record<string, string>
export type NoticeType = keyof typeof noticeTypes

/** What is mailed at once, whatever a person said about digests and quiet hours. */
export const urgentNotices: ReadonlySet<NoticeType> = new Set([
  'escalation',
  'late',
  'major-proposed',
  'major-manager',
  'major-communications',
  'update-late',
] as const)

export const noticeOut = z
  .object({
    id: z.int(),
    type: z.enum(Object.keys(noticeTypes) as [NoticeType, ...NoticeType[]]),
    text: z.string(),
    at: instantOut,
    readAt: instantOut.nullable(),
    ref,
    title: z.string(),
    /** The entry it is about; null where it is no longer the reader's to see. */
    entry: entryOut.omit({ changes: true }).meta({ id: 'NoticeEntry' }).nullable(),
  })
  .meta({ id: 'Notice' })

/** Which of one's notices are marked as read: some by id, or all up to one. */
export const noticesRead = z
  .union([
    z.strictObject({ ids: z.array(z.int().positive()).min(1).max(500) }),
    z.strictObject({ upTo: z.int().positive() }),
  ])
  .meta({ id: 'NoticesRead' })
