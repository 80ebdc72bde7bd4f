import { html, type Markup } from '../../spine/markup/index.ts'
import { files, keyField, textarea, wrongAbove } from '../forms.ts'
import type { Visitor } from '../visitor.ts'
import type { Words } from '../words/index.ts'
import type { Detail } from './records.ts'
import type { Shown } from './shown.ts'

/** What writing in a record means as it stands: where it goes, and how it is asked for. */
type Mode = { label: string; hint?: string; buttons: { act: string; text: string; main?: boolean }[] }

function modeOf({ reply }: Words, { state, can }: Detail): Mode | null {
  if (state === 'cancelled') return null
  if (state === 'closed')
    return {
      label: reply.againLabel,
      hint: reply.againHint,
      buttons: [{ act: 'again', text: reply.again, main: true }],
    }
  if (state === 'resolved' && can.includes('reopen'))
    return {
      label: reply.brokenLabel,
      buttons: [
        { act: 'reopen', text: reply.broken },
        { act: 'reply', text: reply.justWrite },
      ],
    }
  return state === 'waiting-requester'
    ? { label: reply.answerLabel, buttons: [{ act: 'reply', text: reply.answer, main: true }] }
    : { label: reply.label, buttons: [{ act: 'reply', text: reply.send, main: true }] }
}

/** The one thing to do next, at the bottom of the screen until the form itself is in sight. */
export function jump({ words }: Visitor, record: Detail, { key }: Shown): Markup {
  const { state, ref, can } = record
  const broken = html`<a class="button" href="#write">${words.jump.broken}</a>`
  const works = html`<form method="post" action="/portal/${ref}/confirm">${keyField(`${key}-c`)}<button class="main">${words.jump.works}</button></form>`
  const inner = can.includes('confirm')
    ? html`${works}${broken}`
    : html`<a class="button main" href="#write">${state === 'waiting-requester' ? words.jump.answer : words.jump.reply}</a>`
  const ends = state === 'closed' || state === 'cancelled'
  const two = can.includes('confirm')
  return html`<div id="jump" class="jump stay${two && ' two'}" data-part="jump">${!ends && inner}</div>`
}

export function composer({ words }: Visitor, record: Detail, { text = '', key, wrong = {} }: Shown): Markup {
  const mode = modeOf(words, record)
  // The script brings the form back where the record opens again.
  if (!mode) return html`<div id="write" data-part="write"></div>`
  const { ref } = record
  const [first] = mode.buttons
  return html`<form id="write" class="write" method="post" action="/portal/${ref}/${first?.act}" enctype="multipart/form-data" novalidate data-send="${ref}">
${keyField(key)}${wrongAbove(words, wrong)}
<div data-part="label" id="label"><label for="text">${mode.label}</label>${mode.hint && html`<p class="hint" id="text-hint">${mode.hint}</p>`}</div>
${textarea(wrong, { name: 'text', label: '', value: text, ...(mode.hint && { told: 'text-hint' }), optional: true, rows: 4 })}
${files(words.reply.files)}
<div id="buttons" class="buttons" data-part="buttons">${mode.buttons.map(
    ({ act, text: says, main }) =>
      html`<button formaction="/portal/${ref}/${act}"${main && html` class="main"`}>${says}</button>`,
  )}</div>
</form>`
}

export function withdrawal(
  { words }: Visitor,
  { ref, can }: Detail,
  { reason = '', key, wrong = {} }: Shown,
): Markup {
  const may = can.includes('cancel')
  return html`<div id="withdraw" data-part="withdraw">${
    may &&
    html`<details class="withdraw"${wrong.reason && html` open`}><summary>${words.withdraw.title}</summary>
<form method="post" action="/portal/${ref}/withdraw" novalidate data-send="${ref}-withdraw">${keyField(`${key}-w`)}
<p>${words.withdraw.text}</p>
${textarea(wrong, { name: 'reason', label: words.withdraw.reason, value: reason, rows: 2 })}
<div class="buttons"><button class="danger">${words.withdraw.submit}</button></div></form></details>`
  }</div>`
}
