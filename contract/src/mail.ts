import { z } from 'zod'
import { type NoticeType, noticeTypes } from './notices.ts'
import { personOut } from './record.ts'
import { instantOut, line, prose } from './text.ts'

/** The languages that mails are written in; whoever reads another one gets the first. */
export const mailLanguages = ['en', 'de'] as const
export type MailLanguage = (typeof mailLanguages)[number]
export type MailTemplate = { subject: string; body: string }

/** What a template may name. `any`: a mail about one record. `several`: about more than one. */
export const mailVariables = {
  any: ['name', 'why', 'ref', 'title', 'detail', 'said', 'who', 'service', 'team', 'url', 'organisation'],
  several: ['name', 'count', 'list', 'url', 'organisation'],
} as const satisfies Record<string, readonly string[]>
export type MailVariable = (typeof mailVariables)[keyof typeof mailVariables][number]

/** One for all notices, one for several at once, and one for each notice that is to read differently. */
export type MailTemplateName = 'any' | 'several' | NoticeType

/** What a template of this name may name. */
export function variablesOf(name: string): readonly MailVariable[] {
  return name === 'several' ? mailVariables.several : mailVariables.any
}

/** The places in a template that are filled in; two braces on each side. */
export const mailPlaces = /\{\{\s*([^{}]*?)\s*\}\}/g

/** What a template names that does not exist. */
export function unknownIn(name: string, text: string): string[] {
  const known: readonly string[] = variablesOf(name)
  const named = [...text.matchAll(mailPlaces)].map(([, variable = '']) => variable)
  return [...new Set(named)].filter((variable) => !known.includes(variable))
}

/** What is wrong with a template's text; null where nothing is. */
function refusalOf(name: string, text: string): string | null {
  const unknown = unknownIn(name, text).map((variable) => `{{${variable}}}`)
  if (unknown.length === 0) return null
  return `names ${unknown.join(', ')}, which does not exist; there are ${variablesOf(name).join(', ')}`
}

/** The templates that hold until an administrator writes others. */
export const shippedTemplates = {
  any: {
    en: {
      subject: '[{{ref}}] {{title}}: {{why}}',
      body: 'Hello {{name}},\n\n{{why}}\n{{ref}}: {{title}}\n{{detail}}\n\n{{said}}\n\n{{url}}',
    },
    de: {
      subject: '[{{ref}}] {{title}}: {{why}}',
      body: 'Hallo {{name}},\n\n{{why}}\n{{ref}}: {{title}}\n{{detail}}\n\n{{said}}\n\n{{url}}',
    },
  },
  several: {
    en: {
      subject: '{{organisation}}: {{count}} notices',
      body: 'Hello {{name}},\n\n{{list}}\n\n{{url}}',
    },
    de: {
      subject: '{{organisation}}: {{count}} Nachrichten',
      body: 'Hallo {{name}},\n\n{{list}}\n\n{{url}}',
    },
  },
} as const satisfies Record<string, Record<MailLanguage, MailTemplate>>

const template = z.strictObject({
  subject: line(200),
  body: prose(10_000).refine((text) => text.trim() !== '', 'must say something'),
})

/** Templates that an administrator wrote, by name and language; what is not here is ours. */
export const mailTemplates = z
  .record(
    z.string().max(40),
    z.strictObject({ en: template.optional(), de: template.optional() }) satisfies z.ZodType<
      Partial<Record<MailLanguage, MailTemplate>>
    >,
  )
  .superRefine((templates, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
    for (const [name, languages] of Object.entries(templates)) {
      if (!isTemplateName(name)) refuse([name], 'is no kind of mail')
      for (const [language, { subject, body }] of Object.entries(languages))
        for (const [part, text] of Object.entries({ subject, body })) {
          const message = refusalOf(name, text)
          if (message) refuse([name, language, part], message)
        }
    }
  })

export function isTemplateName(name: string): name is MailTemplateName {
  return name === 'any' || name === 'several' || Object.hasOwn(noticeTypes, name)
}

export const mailFailureOut = z
  .object({
    id: z.int(),
    at: instantOut,
    /** Whom it was for; null where it was for an address that is no person's. */
    person: personOut.nullable(),
    address: z.string().nullable(),
    /** The record that it was about, where it was about one that the reader may see. */
    ref: z.string().nullable(),
    /** What the mail server said. */
    why: z.string(),
  })
  .meta({ id: 'MailFailure' })
export const mailStateOut = z
  .object({
    /** Who mails come from; null where there is no mail server. */
    from: z.string().nullable(),
    /** This holds the demo company: no mail goes out, to anybody. */
    held: z.boolean(),
    /** How many mails wait to be sent, and since when the oldest of them; for some moments that is usual. */
    waiting: z.int(),
    waitingSince: instantOut.nullable(),
    lastSentAt: instantOut.nullable(),
    failures: z.array(mailFailureOut),
  })
  .meta({ id: 'MailState' })

/** A template as it is typed, to be seen on a record; the newest that one may see where none is named. */
export const mailPreviewIn = z
  .strictObject({
    name: z.string().max(40).refine(isTemplateName, 'is no kind of mail'),
    language: z.enum(mailLanguages),
    template,
    ref: line(40).optional(),
  })
  .superRefine(({ name, template: { subject, body } }, context) => {
    for (const [part, text] of Object.entries({ subject, body })) {
      const message = refusalOf(name, text)
      if (message) context.addIssue({ code: 'custom', path: ['template', part], message })
    }
  })
  .meta({ id: 'MailPreviewIn' })
export const mailPreviewOut = z
  .object({ ref: z.string().nullable(), subject: z.string(), text: z.string(), html: z.string() })
  .meta({ id: 'MailPreview' })
export const mailTestOut = z
  .object({ to: z.string(), sent: z.boolean(), why: z.string().nullable() })
  .meta({ id: 'MailTest' })
