import { html } from '../spine/markup/index.ts'
import type { ApiProblem } from './api.ts'
import type { Wrong } from './forms.ts'
import { page } from './layout.ts'
import type { Visitor } from './visitor.ts'
import { saidIn, type Words } from './words/index.ts'

/**
 * What the API refused, beside the fields of a form.
 * @param names the form's name for each path of the API, such as `{ '/title': 'what' }`.
 */
export function wrongIn(
  words: Words,
  problem: ApiProblem,
  names: Readonly<Record<string, string>> = {},
): Wrong {
  const fields = (problem.problems ?? []).flatMap(({ path, message }): [string, string][] => {
    const name = names[path]
    return name === undefined ? [] : [[name, saidIn(words, message)]]
  })
  return fields.length > 0 ? Object.fromEntries(fields) : { '': saidOf(words, problem) }
}

/** A refusal that no field is to blame for, in a sentence. */
export function saidOf(words: Words, problem: ApiProblem): string {
  switch (problem.code) {
    case 'database-away':
    case 'stopping':
    case 'still-running':
      return words.away
    case 'too-many-requests':
      return words.tooMany(Number(problem.seconds ?? 60))
    case 'body-too-large':
      return words.tooLarge
    case 'key-reused':
      return words.usedKey
    case 'illegal-move':
    case 'conflict':
    case 'stale-version':
      return words.moved
    case 'internal':
      return words.internal(String(problem.trace ?? problem.instance ?? ''))
    default:
      return saidIn(words, problem.detail)
  }
}

export function notFoundPage(visitor: Visitor): string {
  const { title, text, back } = visitor.words.notFound
  return page(visitor, {
    title,
    content: html`<h1>${title}</h1><p class="lead">${text}</p><p class="buttons"><a class="button" href="/portal">${back}</a></p>`,
  })
}

export function failedPage(visitor: Visitor, text: string): string {
  const { title, back } = visitor.words.failed
  return page(visitor, {
    title,
    wrong: true,
    content: html`<h1>${title}</h1><p class="lead">${text}</p><p class="buttons"><a class="button" href="/portal">${back}</a></p>`,
  })
}
