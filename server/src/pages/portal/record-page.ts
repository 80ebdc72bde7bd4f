import { html, type Markup } from '../../spine/markup/index.ts'
import { page } from '../layout.ts'
import { prose } from '../markdown.ts'
import { saidBy } from '../said.ts'
import { ago, moment } from '../times.ts'
import type { Visitor } from '../visitor.ts'
import { composer, jump, withdrawal } from './composer.ts'
import type { Detail, Whole } from './records.ts'
import type { Shown } from './shown.ts'
import { standing } from './state.ts'
import { timeline } from './timeline.ts'

/** One record: how it stands, what happens next, what was said, and what its requester can do. */
export function recordPage(visitor: Visitor, whole: Whole, shown: Shown): string {
  const { words, reader, me } = visitor
  const { record } = whole
  const other = record.requester !== null && record.requester.id !== me?.id
  return page(visitor, {
    title: `${record.title} · ${record.ref}`,
    wrong: Object.keys(shown.wrong ?? {}).length > 0,
    content: html`<p class="back"><a href="/portal">${words.portal.title}</a></p>
<article data-ref="${record.ref}" data-live>
<h1 dir="auto">${record.title}</h1>
<p class="quiet">${record.ref} · ${words.portal.reported} ${ago(reader, record.openedAt)}${
      other && html` · <span dir="auto">${words.record.by(record.requester?.name ?? '')}</span>`
    }${record.restricted && html` · ${words.record.restricted}`}</p>
${notices(visitor, shown)}
${status(visitor, whole)}
<section class="said"><h2>${words.record.timeline}</h2>
${timeline(visitor, whole)}
</section>
${jump(visitor, record, shown)}
${composer(visitor, record, shown)}
${withdrawal(visitor, record, shown)}
</article>`,
  })
}

function notices({ words }: Visitor, { done = '', file = '' }: Shown): Markup {
  const said = saidBy(words.done, done)
  const refused = file === '' ? null : (saidBy(words.refusedFile, file) ?? words.refusedFile.other)
  return html`${said && html`<p class="notice good" role="status">${said}</p>`}${
    refused && html`<p class="notice bad" role="alert">${refused}</p>`
  }`
}

function status(visitor: Visitor, whole: Whole): Markup {
  const { words } = visitor
  const { turn, now, next } = standing(words, whole.record)
  return html`<section id="status" class="standing ${turn}" data-part="status" aria-live="polite">
<p class="now state ${turn}"><i class="mark" aria-hidden="true"></i><span dir="auto">${now}</span></p>
<p>${next}</p>${promise(visitor, whole.record)}${answers(visitor, whole)}</section>`
}

/** By when, where somebody works towards it. */
function promise({ words, reader }: Visitor, { clocks, category }: Detail): Markup | null {
  const clock = clocks.find(({ name }) => name === 'resolution')
  if (clock?.state !== 'running' || !['queue', 'active'].includes(category)) return null
  if (clock.breachedAt !== null) return html`<p>${words.next.late}</p>`
  if (clock.dueAt === null || Date.parse(clock.dueAt) <= reader.now) return null
  return html`<p>${words.next.aim} ${moment(reader, clock.dueAt)}.</p>`
}

/** What there is to know before anything else: the open question, the solution, the way around. */
function answers({ words }: Visitor, { record, entries }: Whole): Markup {
  const question =
    record.state === 'waiting-requester' ? entries.findLast(({ verb }) => verb === 'ask')?.body : null
  const solved = ['resolved', 'closed'].includes(record.state) ? record.resolutionText : null
  const around = solved === null && record.state !== 'cancelled' ? record.workaround : null
  const quote = (title: string, text: string | null | undefined): Markup | null =>
    text ? html`<div class="quote"><h2>${title}</h2><div class="prose">${prose(text)}</div></div>` : null
  return html`${quote(words.record.question, question)}${quote(words.record.solution, solved)}${quote(words.record.workaround, around)}`
}
