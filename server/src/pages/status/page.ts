import { html, type Markup } from '../../spine/markup/index.ts'
import { failedPage, notFoundPage, saidOf, wrongIn } from '../failed.ts'
import { field, type Wrong, wrongAbove } from '../forms.ts'
import { page } from '../layout.ts'
import { addPage, isSigned, type Place, type Visit } from '../place.ts'
import { sendPage, sendTo } from '../respond.ts'
import { saidBy } from '../said.ts'
import { moment } from '../times.ts'
import type { Visitor } from '../visitor.ts'
import type { Status } from './item.ts'
import { itemPart } from './item-part.ts'

const STATUS = '/portal/status'
/** Where mail programs end mails by themselves: they come from nowhere, and with nothing but the link. */
export const ENDING = `${STATUS}/end`

type Shown = { done?: string; wrong?: Wrong; email?: string; code?: number }

/** The status page: what is broken, and what was said of it. */
export function addStatus(place: Place): void {
  addPage(place, 'GET', STATUS, (visit) => showStatus(visit, { done: visit.query('done') }))
  addPage(place, 'POST', `${STATUS}/:ref/me-too`, async (visit) => {
    const { visitor, reply, params } = visit
    if (!isSigned(visit)) return sendTo(reply, `/sign-in?to=${encodeURIComponent(STATUS)}`)
    const { problem, status } = await visitor.api(
      'POST',
      `/status/${encodeURIComponent(params.ref ?? '')}/me-too`,
    )
    if (problem) return showStatus(visit, { wrong: { '': saidOf(visitor.words, problem) }, code: status })
    return sendTo(reply, `${STATUS}?done=me-too`)
  })
  addPage(place, 'POST', `${STATUS}/subscribe`, async (visit) => {
    const { visitor, reply, sent } = visit
    const email = sent('email').trim()
    const body = { email, language: visitor.reader.language }
    const { problem, status } = await visitor.api('POST', '/status/subscriptions', { body })
    if (problem)
      return showStatus(visit, {
        email,
        wrong: wrongIn(visitor.words, problem, { '/email': 'email' }),
        code: status,
      })
    return sendTo(reply, `${STATUS}?done=asked`)
  })
  addPage(place, 'GET', `${STATUS}/subscribe`, ({ reply }) => sendTo(reply, STATUS))
  addByLink(place, `${STATUS}/confirm`, 'confirm')
  addByLink(place, ENDING, 'end')
}

/** A link from a mail: a look at it does nothing, since mail programs look at links; a press does. */
function addByLink(place: Place, url: string, name: 'confirm' | 'end'): void {
  addPage(place, 'GET', url, ({ visitor, reply, query }) => {
    const words = visitor.words.status[name]
    const content = html`<h1>${words.title}</h1><p class="lead">${words.text}</p>
<form method="post" action="${url}?token=${encodeURIComponent(query('token'))}"><button class="button main">${words.submit}</button></form>`
    return sendPage(reply, page(visitor, { title: words.title, content, narrow: true }))
  })
  addPage(place, 'POST', url, async ({ visitor, reply, query }) => {
    const words = visitor.words.status[name]
    const body = { token: query('token') }
    const { problem, status } = await visitor.api('POST', `/status/subscriptions/${name}`, { body })
    if (problem) return sendPage(reply, failedPage(visitor, visitor.words.status.badLink), { status })
    const content = html`<h1>${words.done}</h1><p class="lead">${words.after}</p><p><a class="button" href="${STATUS}">${visitor.words.status.title}</a></p>`
    return sendPage(reply, page(visitor, { title: words.done, content, narrow: true }))
  })
}

async function showStatus({ visitor, reply, request }: Visit, shown: Shown) {
  const { body, problem, status } = await visitor.api<Status>('GET', '/status')
  if (problem?.code === 'not-signed-in')
    return sendTo(reply, `/sign-in?to=${encodeURIComponent(request.method === 'GET' ? request.url : STATUS)}`)
  if (problem)
    return sendPage(
      reply,
      problem.code === 'not-found'
        ? notFoundPage(visitor)
        : failedPage(visitor, saidOf(visitor.words, problem)),
      { status },
    )
  return sendPage(reply, statusPage(visitor, body, shown), { status: shown.code ?? 200 })
}

function statusPage(visitor: Visitor, { open, history, mail }: Status, shown: Shown): string {
  const { words, me } = visitor
  const { status } = words
  const { wrong = {}, done = '' } = shown
  const said = saidBy(status.said, done)
  return page(visitor, {
    title: status.title,
    wrong: Object.keys(wrong).length > 0,
    content: html`${me && html`<p class="back"><a href="/portal">${words.portal.title}</a></p>`}
<h1>${status.title}</h1>
${said && html`<p class="notice good" role="status">${said}</p>`}
${wrongAbove(words, wrong)}
<div id="status" data-part="status" data-live>
${open.length === 0 ? html`<p class="lead allright"><i class="mark" aria-hidden="true"></i> ${status.fine}</p>` : open.map((item) => itemPart(visitor, item, me !== null))}
</div>
${history.length > 0 && html`<section class="past"><h2>${status.history}</h2>${history.map((item) => past(visitor, item))}</section>`}
${mail && subscribing(visitor, wrong, shown.email ?? '')}`,
  })
}

function past(visitor: Visitor, item: Status['history'][number]): Markup {
  return html`<details><summary dir="auto">${item.service?.name ?? visitor.words.status.some} <span class="quiet">${moment(visitor.reader, item.since)}${item.restoredAt && html` – ${moment(visitor.reader, item.restoredAt)}`}</span></summary>
${itemPart(visitor, item, false)}</details>`
}

function subscribing({ words: { status }, me }: Visitor, wrong: Wrong, email: string): Markup {
  return html`<section class="subscribe"><h2>${status.mails}</h2><p>${status.mailsHint}</p>
<form method="post" action="${STATUS}/subscribe" novalidate>${field(wrong, {
    name: 'email',
    label: status.email,
    type: 'email',
    autocomplete: 'email',
    value: email,
  })}<button>${status.subscribe}</button></form>
${me !== null && html`<p class="quiet">${status.mailsMine}</p>`}</section>`
}
