import { z } from 'zod'
import type { KindFacts } from '../kind.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { custom, personIn, personOut, tags } from '../record.ts'
import { instant, instantOut, line, prose } from '../text.ts'

const noted = { by: 'staff', input: z.strictObject({ note: prose(10_000).optional() }) } as const

export const articleLifecycle = {
  initial: ['draft'],
  states: {
    draft: { title: 'Draft', category: 'active' },
    review: { title: 'In review', category: 'active' },
    published: { title: 'Published', category: 'done' },
    retired: { title: 'Retired', category: 'done' },
  },
  transitions: {
    submit: { title: 'Ask for a review', from: ['draft'], to: 'review', ...noted },
    return: { title: 'Return to its author', from: ['review'], to: 'draft', ...noted },
    publish: { title: 'Publish', from: ['review'], to: 'published', ...noted },
    reviewed: { title: 'Record a review', from: ['review', 'published'], to: '=', ...noted },
    rehearsed: {
      title: 'Record a rehearsal',
      from: ['draft', 'review', 'published'],
      to: '=',
      by: 'staff',
      input: z.strictObject({ note: prose(10_000).min(1) }),
    },
    retire: { title: 'Retire', from: ['draft', 'review', 'published'], to: 'retired', ...noted },
    redraft: { title: 'Write anew', from: ['published', 'retired'], to: 'draft', ...noted },
  },
} as const satisfies Lifecycle

/** What to do, what is then to be seen, and what to do where it is not. */
const step = z.strictObject({
  do: line(500),
  expect: line(500),
  ifNot: line(500),
  link: z.url({ protocol: /^https?$/, error: 'must be an address that begins with https://' }).optional(),
})

const fields = {
  title: line(),
  description: prose(),
  type: z.enum(['answer', 'how-to', 'known-error', 'runbook', 'reference']),
  owner: personIn.nullable(),
  reviewBy: instant.nullable(),
  services: z.array(line(60)).max(50),
  steps: z.array(step).max(100),
  tags,
  custom,
}

const stepOut = z.object({
  do: z.string(),
  expect: z.string(),
  ifNot: z.string(),
  link: z.string().optional(),
})
const seen = z.object({ by: personOut.nullable(), at: instantOut }).nullable()

/** What one of us knows and others need. A runbook has steps that are followed at night. Its description is Markdown. */
export const article = {
  kind: 'article',
  prefix: 'KBA',
  collection: 'articles',
  title: 'Article',
  create: z
    .strictObject({ ...z.object(fields).partial().shape, title: line(), type: fields.type })
    .meta({ id: 'ArticleIn' }),
  amend: z.strictObject(z.object(fields).partial().shape).meta({ id: 'ArticleAmend' }),
  out: z.object({
    type: fields.type,
    owner: personOut.nullable(),
    reviewBy: instantOut.nullable(),
    services: z.array(z.string()),
    steps: z.array(stepOut),
    reviewed: seen,
    rehearsed: seen,
  }),
  prose: [],
  lifecycle: articleLifecycle,
} as const satisfies KindFacts
