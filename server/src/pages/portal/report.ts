import { html, type Markup } from '../../spine/markup/index.ts'
import { wrongIn } from '../failed.ts'
import { field, files, keyField, textarea, type Wrong, wrongAbove } from '../forms.ts'
import { page } from '../layout.ts'
import { addPage, addSignedPage, isSigned, type Place } from '../place.ts'
import { sendPage, sendTo } from '../respond.ts'
import { headline } from '../status/index.ts'
import type { Visitor } from '../visitor.ts'
import { keptPage } from './kept.ts'
import { newKey, sentForm } from './sent-form.ts'

// Not the form's own address: what is sent there would make browsers forget the page, and with it the key that makes
// two sends one.
const SEND = '/portal/report/send'

type Entered = { what: string; more: string; key: string; hadFiles?: boolean }

/** Reporting in two fields. */
export function addReport(place: Place): void {
  addSignedPage(place, '/portal/report', ({ visitor, reply }) =>
    sendPage(reply, reportPage(visitor, { what: '', more: '', key: newKey() }, {}), { kept: true }),
  )
  addPage(place, 'GET', SEND, ({ reply }) => sendTo(reply, '/portal/report'))
  addPage(place, 'POST', SEND, async (visit) => {
    const { visitor, reply } = visit
    const form = await sentForm(visit)
    const entered = {
      what: form.field('what'),
      more: form.field('more'),
      key: form.key,
      hadFiles: form.hasFiles,
    }
    if (!isSigned(visit)) {
      await form.drop()
      return sendPage(reply, keptPage(visitor, '/portal/report', `${entered.what}\n\n${entered.more}`), {
        status: 401,
      })
    }
    const body = { title: entered.what, description: entered.more }
    const made = await visitor.api<{ ref: string }>('POST', '/incidents', { body, key: form.key })
    if (made.problem) {
      await form.drop()
      const wrong = wrongIn(visitor.words, made.problem, { '/title': 'what', '/description': 'more' })
      const key = made.problem.code === 'key-reused' ? newKey() : form.key
      return sendPage(reply, reportPage(visitor, { ...entered, key }, wrong), { status: made.status })
    }
    const refused = await form.attachTo(visitor.api, `/incidents/${made.body.ref}`)
    return sendTo(reply, `/portal/${made.body.ref}?done=report${refused ? `&file=${refused}` : ''}`)
  })
}

/** What is broken already, with *me too*: before one writes it down. */
function known(visitor: Visitor): Markup | null {
  const open = visitor.broken.filter(({ state }) => state === 'open')
  if (open.length === 0) return null
  const { status } = visitor.words
  return html`<section class="known"><p>${status.reportHint}</p><ul>${open.map(
    (item) =>
      html`<li><a href="/portal/status#${item.ref}" dir="auto">${headline(visitor, item)}</a> ${
        item.mine
          ? html`<span class="quiet">${status.mine}</span>`
          : html`<form method="post" action="/portal/status/${item.ref}/me-too"><button>${status.meToo}</button></form>`
      }</li>`,
  )}</ul></section>`
}

function reportPage(visitor: Visitor, { what, more, key, hadFiles }: Entered, wrong: Wrong): string {
  const words = visitor.words.report
  const bad = Object.keys(wrong).length > 0
  return page(visitor, {
    title: words.title,
    wrong: bad,
    content: html`<p class="back"><a href="/portal">${visitor.words.portal.title}</a></p>
<h1>${words.title}</h1>
${known(visitor)}
${wrongAbove(visitor.words, wrong)}
<form id="report" method="post" action="${SEND}" enctype="multipart/form-data" novalidate data-send="report">
${keyField(key)}
${field(wrong, { name: 'what', label: words.what, hint: words.whatHint, value: what, first: true })}
${textarea(wrong, { name: 'more', label: words.more, hint: words.moreHint, value: more, rows: 6, optional: true })}
${files(words.files)}${hadFiles && html`<p class="hint">${words.chooseAgain}</p>`}
<div class="buttons stay"><button class="main">${words.submit}</button></div>
</form>`,
  })
}
