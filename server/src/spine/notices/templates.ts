import {
  type MailLanguage,
  type MailTemplate,
  type MailTemplateName,
  mailPlaces,
  shippedTemplates,
} from '@throughline/contract'
import type { Settings } from '../settings/index.ts'

export type MailText = { subject: string; text: string; html: string }
export type Values = Readonly<Record<string, string>>

/** The language of a person's mails. */
export function mailLanguageOf(language: string): MailLanguage {
  return language.split('-')[0]?.toLowerCase() === 'de' ? 'de' : 'en'
}

/** The template in force: an administrator's for this notice, else theirs for any, else ours. */
export function templateFor(
  templates: Settings['mailTemplates'],
  name: MailTemplateName,
  language: MailLanguage,
): MailTemplate {
  const own = templates[name]?.[language]
  if (own) return own
  if (name === 'several') return shippedTemplates.several[language]
  return templates.any?.[language] ?? shippedTemplates.any[language]
}

/**
 * A template with its places filled in, once: what people wrote is not read as a template. A line of places that all
 * turn out empty is left out. Lines that are one of `links` become links in the HTML; everything else is text there.
 */
export function fill({ subject, body }: MailTemplate, values: Values, links: readonly string[]): MailText {
  const text = filledBody(body, values)
  return { subject: oneLine(put(subject, values)), text: `${text}\n`, html: asHtml(text, links) }
}

/** The words of a mail as HTML: paragraphs, and a line that is one of `urls` a link. */
export function asHtml(text: string, urls: readonly string[]): string {
  const links = urls.map((url) => escaped(url))
  return text
    .trimEnd()
    .split(/\n{2,}/)
    .map((paragraph) => {
      const lines = escaped(paragraph).split('\n')
      const linked = lines.map((line) => {
        const link = links.find((url) => line.trim() === url)
        return link === undefined ? line : `<a href="${link}">${link}</a>`
      })
      return `<p>${linked.join('<br>\n')}</p>`
    })
    .join('\n')
}

/** Names and titles stand in headers, where a line break would begin another header. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

function filledBody(body: string, values: Values): string {
  const lines = body
    .replaceAll('\r\n', '\n')
    .split('\n')
    .flatMap((line) => {
      const filled = put(line, values).replace(/\r\n?/g, '\n')
      return filled.trim() === '' && line.trim() !== '' ? [] : [filled]
    })
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function put(template: string, values: Values): string {
  return template.replace(mailPlaces, (_, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : '',
  )
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
