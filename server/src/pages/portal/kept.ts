import { html } from '../../spine/markup/index.ts'
import { toQuery } from '../door/sign-in.ts'
import { page } from '../layout.ts'
import type { Visitor } from '../visitor.ts'

/** Somebody was signed out while they wrote: their words are shown to be copied, not lost. */
export function keptPage(visitor: Visitor, to: string, wrote: string): string {
  const { kept, signIn } = visitor.words
  return page(visitor, {
    title: kept.title,
    wrong: true,
    narrow: true,
    content: html`<h1>${kept.title}</h1><p class="lead">${kept.text}</p>
<div class="field"><label for="wrote">${kept.wrote}</label>
<textarea id="wrote" rows="8" readonly dir="auto">
${wrote.trim()}</textarea></div>
<div class="buttons"><a class="button main" href="/sign-in${toQuery(to)}">${signIn.submit}</a></div>`,
  })
}
