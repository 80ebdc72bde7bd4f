import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Api, type ApiProblem, apiFor } from './api.ts'
import type { Item, Status } from './status/item.ts'
import type { Reader } from './times.ts'
import { preferredIn, type Words, wordsIn } from './words/index.ts'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]
export const themeCookie = 'throughline_theme'

/** Who is signed in, as the API says it of oneself. */
export type Me = { id: number; name: string; role: string; zone: string; language: string; can: string[] }

/** Who looks at a page: how they read it, and what they may ask the API. */
export type Visitor = {
  api: Api
  me: Me | null
  words: Words
  reader: Reader
  theme: Theme
  /** What people call this place; null until it was set up with a name. */
  organisation: string | null
  /** This holds the demo company. */
  demo: boolean
  /** What is broken now, and has been told to users: to who is signed in. */
  broken: Item[]
  /** Where they are: a path of ours with its query. */
  at: string
}

/** The API could not say who asks: it is away, or this failed within. */
export class ApiFailed extends Error {
  override name = 'ApiFailed'
  readonly problem: ApiProblem

  constructor(problem: ApiProblem) {
    super(problem.detail)
    this.problem = problem
  }
}

export async function visitorOf(
  app: FastifyInstance,
  request: FastifyRequest,
  now: number,
): Promise<Visitor> {
  const api = apiFor(app, request)
  const cookie = request.headers.cookie ?? ''
  const [who, place] = await Promise.all([
    cookie.includes('session_token=') ? api<Me>('GET', '/me') : null,
    api<{ organisation: string | null; demo: boolean }>('GET', '/set-up'),
  ])
  for (const { status, problem } of [who, place].filter((answer) => answer !== null))
    if (problem && status >= 500) throw new ApiFailed(problem)
  const me = who?.problem ? null : (who?.body ?? null)
  const status = me && request.url.startsWith('/portal') ? await api<Status>('GET', '/status') : null
  const language = me?.language ?? preferredIn(request.headers['accept-language'])
  const words = wordsIn(language)
  return {
    api,
    me,
    words,
    reader: readerOf(words, language, me?.zone ?? 'UTC', now),
    theme: themeIn(cookie),
    organisation: place.body?.organisation ?? null,
    demo: place.body?.demo ?? false,
    broken: status?.problem ? [] : (status?.body.open ?? []),
    at: request.url,
  }
}

/** Dates follow the words: a date in one language within a sentence in another is no help. */
export function readerOf(words: Words, language: string, zone: string, now: number): Reader {
  const known = words.code === language.toLowerCase().split('-')[0]
  return { language: known ? language : words.code, zone, now, justNow: words.script.justNow }
}

function themeIn(cookie: string): Theme {
  const found = new RegExp(`(?:^|; )${themeCookie}=(\\w+)`).exec(cookie)?.[1]
  return themes.find((theme) => theme === found) ?? 'system'
}

/** A path of our own to go to; anything else is nothing. */
export function ownPath(to: unknown): string | null {
  if (typeof to !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(to) || to.length > 500) return null
  const base = 'http://own.invalid'
  if (!URL.canParse(to, base)) return null
  const { origin, pathname, search } = new URL(to, base)
  return origin === base && !pathname.startsWith('//') ? pathname + search : null
}
