import { de } from './de.ts'
import { en, type Words } from './en.ts'

export type { Words } from './en.ts'

export const languages: readonly Words[] = [en, de]

/** The words in a language (such as `de-AT`), English where there are none. */
export function wordsIn(language: string): Words {
  const base = language.toLowerCase().split('-')[0]
  return languages.find(({ code }) => code === base) ?? en
}

/** The first language of an Accept-Language header that there are words in. */
export function preferredIn(header = ''): string {
  const wanted = header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const q = parameters.map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1]).find(Boolean)
      return { tag, q: q === undefined ? 1 : Number(q) }
    })
    .filter(({ tag, q }) => q > 0 && /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag))
    .toSorted((a, b) => b.q - a.q)
  return (
    wanted.find(({ tag }) => languages.some(({ code }) => code === tag.toLowerCase().split('-')[0]))?.tag ??
    'en'
  )
}

/** What the API says of a field, as a sentence in the reader's language. */
export function saidIn({ api }: Words, message: string): string {
  for (const [pattern, sentence] of api) {
    const match = pattern.exec(message)
    if (match) return sentence.replace('$1', match[1] ?? '')
  }
  const sentence = message === 'is required' || message === 'must not be empty' ? 'This is missing.' : message
  const text = sentence.replace(/^must /, 'This must ').replace(/^say /, 'Say ')
  return /[.!?]$/.test(text) ? text : `${text}.`
}
