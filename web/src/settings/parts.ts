import type { ComponentType } from 'react'
import { AttachmentRules } from './attachment-rules.tsx'
import { Calendars } from './calendars/calendars.tsx'
import { Closing } from './closing.tsx'
import { CustomFields } from './custom-fields.tsx'
import { FirstSteps } from './first-steps.tsx'
import { Mail } from './mail/mail.tsx'
import { MajorRules } from './major-rules.tsx'
import { AlertRules } from './monitoring/alert-rules.tsx'
import { Monitoring } from './monitoring/monitoring.tsx'
import { Organisation } from './organisation.tsx'
import { People } from './people/people.tsx'
import { PriorityMatrix } from './priority-matrix.tsx'
import { ReadyAnswers } from './ready-answers.tsx'
import { ResolutionCodes } from './resolution-codes.tsx'
import { Services } from './services/services.tsx'
import { StatusPageRules } from './status-page.tsx'
import { Targets } from './targets.tsx'
import { Teams } from './teams/teams.tsx'
import { Webhooks } from './webhooks/webhooks.tsx'

/** The parts of the settings, as they stand in the list on the left. */
export const groups = {
  start: ['first-steps'],
  house: ['organisation', 'people', 'teams', 'services'],
  time: ['calendars', 'targets'],
  work: ['priority', 'closing', 'major', 'status-page', 'resolution', 'replies', 'attachments', 'fields'],
  monitoring: ['monitoring', 'alert-rules'],
  out: ['mail', 'webhooks'],
} as const
export type Part = (typeof groups)[keyof typeof groups][number]

type Page = ComponentType<{ item: string | undefined }>

/** The page of each; `item` is what is open in it, such as a team's key, or `new`. */
export const pages: Record<Part, Page> = {
  'first-steps': FirstSteps,
  organisation: Organisation,
  people: People,
  services: Services,
  calendars: Calendars,
  targets: Targets,
  teams: Teams,
  priority: PriorityMatrix,
  closing: Closing,
  major: MajorRules,
  'status-page': StatusPageRules,
  resolution: ResolutionCodes,
  replies: ReadyAnswers,
  attachments: AttachmentRules,
  fields: CustomFields,
  monitoring: Monitoring,
  'alert-rules': AlertRules,
  mail: Mail,
  webhooks: Webhooks,
}

export const isPart = (name: string): name is Part => Object.hasOwn(pages, name)
