import { z } from 'zod'
import { type NoticeType, noticeTypes } from './notices.ts'
import { line, prose } from './text.ts'

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
          const unknown = unknownIn(name, text).map((variable) => `{{${variable}}}`)
          if (unknown.length > 0)
            refuse(
              [name, language, part],
              `names ${unknown.join(', ')}, which does not exist; there are ${variablesOf(name).join(', ')}`,
            )
        }
    }
  })

export function isTemplateName(name: string): name is MailTemplateName {
  return name === 'any' || name === 'several' || Object.hasOwn(noticeTypes, name)
}
