import { mailTemplates } from '@throughline/contract'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { person } from '../context/testing.ts'
import { compose, type Told } from './compose.ts'

const ana = { ...person(1, 'Ana', 'agent'), language: 'de-AT' }
const told: Told = {
  type: 'reply',
  ref: 'INC-7',
  row: { id: 7, title: 'Mail', restricted: false, serviceId: null, teamId: null },
  entry: { public: true, body: 'Line one\n\n{{organisation}} <b>', content: null, data: {} },
  who: 'Ben',
  url: 'https://desk.example.org/records/INC-7',
}
const made = (templates: z.output<typeof mailTemplates> = {}, one: Told = told) =>
  compose(
    {
      settings: { mailTemplates: templates, organisation: { name: 'Acme', zone: 'UTC', language: 'en' } },
      directory: { service: () => null, team: () => null },
      home: 'https://desk.example.org/desk',
    },
    ana,
    [one],
  )
const own = (body: string, subject = 'S') => ({ any: { de: { subject, body } } })

test('a mail is in its reader’s language, and a line with nothing to say is left out', () => {
  const { subject, text } = made()
  expect(subject).toBe('[INC-7] Mail: Es gibt eine Antwort')
  expect(text).toBe(
    `Hallo Ana,\n\nEs gibt eine Antwort\nINC-7: Mail\n\nLine one\n\n{{organisation}} <b>\n\n${told.url}\n`,
  )
})

test('what people wrote is no template and no HTML', () => {
  const { html } = made(own('{{said}}\n{{url}}'))
  expect(html).toContain('{{organisation}} &lt;b&gt;')
  expect(html).toContain(`<a href="${told.url}">${told.url}</a>`)
})

test('a template for one notice is taken before that for all, and only for its language', () => {
  const templates = { ...own('all'), reply: { de: { subject: 'R', body: 'only this' } } }
  expect(made(templates).text).toBe('only this\n')
  expect(made(templates, { ...told, type: 'note' }).text).toBe('all\n')
  expect(made({ any: { en: { subject: 'E', body: 'English' } } }).text).toContain('Hallo')
})

test('of a restricted record no template quotes anything', () => {
  const { subject, text } = made(own('{{title}} {{said}} {{who}}', '{{title}}'), {
    ...told,
    row: { ...told.row, restricted: true },
  })
  expect(subject).toBe('[INC-7] Es gibt eine Antwort')
  expect(text).not.toMatch(/Mail|Line one|Ben/)
})

test('a line break in a title adds no header', () => {
  const { subject } = made({}, { ...told, row: { ...told.row, title: 'Down\r\nBcc: all@example.org' } })
  expect(subject).toBe('[INC-7] Down Bcc: all@example.org: Es gibt eine Antwort')
})

test.each([
  ['names what does not exist', { any: { en: { subject: 'a', body: '{{password}}' } } }, 'any/en/body'],
  ['names nothing', { any: { en: { subject: '{{}}', body: 'b' } } }, 'any/en/subject'],
  ['is for no kind of mail', { lunch: { en: { subject: 'a', body: 'b' } } }, 'lunch'],
  [
    'names of one record what only several have',
    { reply: { de: { subject: 'a', body: '{{list}}' } } },
    'reply/de/body',
  ],
  ['has a subject of two lines', { any: { en: { subject: 'a\nBcc: x', body: 'b' } } }, 'any/en/subject'],
  ['says nothing', { any: { en: { subject: 'a', body: ' ' } } }, 'any/en/body'],
  ['is in no language of ours', { any: { xx: { subject: 'a', body: 'b' } } }, 'any'],
])('a template that %s is refused where it stands', (_, templates, place) => {
  const { error } = mailTemplates.safeParse(templates)
  expect(error?.issues.map(({ path }) => path.join('/'))).toEqual([place])
})
