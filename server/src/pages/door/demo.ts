import { html, type Markup } from '../../spine/markup/index.ts'
import { wrongIn } from '../failed.ts'
import { field, type Wrong, wrongAbove } from '../forms.ts'
import { page } from '../layout.ts'
import { addPage, isSigned, type Place, type Visit } from '../place.ts'
import { sendPage, sendTo } from '../respond.ts'
import type { Visitor } from '../visitor.ts'

type Demo = {
  state: 'none' | 'loading' | 'begun' | 'loaded'
  done: number
  total: number
  failed: 'not-empty' | 'failed' | null
  signIns: { name: string; email: string; shows: string }[]
}

/** Loading the demo company, seen on a page that loads itself anew until it is done. */
export function addDemo(place: Place): void {
  addPage(place, 'GET', '/set-up/demo', (visit) => show(visit, {}))
  addPage(place, 'POST', '/set-up/demo', async (visit) => {
    const { visitor, reply, sent } = visit
    const body = { password: sent('password') }
    const { problem } = await visitor.api('POST', '/set-up/demo', { body })
    if (!problem) return sendTo(reply, '/set-up/demo')
    return show(visit, wrongIn(visitor.words, problem, { '/password': 'password' }))
  })
}

async function show(visit: Visit, wrong: Wrong) {
  const { visitor, reply } = visit
  if (!isSigned(visit)) return sendTo(reply, '/sign-in?to=/set-up/demo')
  const { body, status, problem } = await visitor.api<Demo>('GET', '/set-up/demo')
  if (problem) return sendTo(reply, status === 403 ? '/' : '/sign-in')
  const failed = Object.keys(wrong).length > 0
  return sendPage(reply, demoPage(visitor, body, wrong), { status: failed ? 400 : 200 })
}

function demoPage(visitor: Visitor, demo: Demo, wrong: Wrong): string {
  const words = visitor.words.demo
  const content: Record<Demo['state'], () => Markup> = {
    none: () => choice(visitor, demo, wrong),
    begun: () => choice(visitor, demo, wrong),
    loading: () => progress(visitor, demo),
    loaded: () => done(visitor, demo),
  }
  return page(visitor, {
    title: words.title,
    narrow: true,
    wrong: Object.keys(wrong).length > 0,
    ...(demo.state === 'loading' && { again: 2 }),
    content: html`<h1>${words.title}</h1>${content[demo.state]()}`,
  })
}

/** A load that stopped half-way can be gone on with, or left. */
function choice(visitor: Visitor, { state, failed }: Demo, wrong: Wrong): Markup {
  const words = visitor.words.demo
  const cut = state === 'begun'
  const said = failed === 'not-empty' ? words.notEmpty : failed || cut ? words.cutOff : null
  return html`<p class="lead">${words.text}</p>
${wrongAbove(visitor.words, wrong) ?? (said && html`<p class="notice bad" role="alert">${said}</p>`)}
<form method="post" action="/set-up/demo" novalidate>
${field(wrong, { name: 'password', label: words.password, hint: words.passwordHint, type: 'password', autocomplete: 'new-password', first: true })}
<div class="buttons"><button class="main">${cut ? words.goOn : words.load}</button></div>
</form>
<p class="aside"><a href="/settings/first-steps">${cut ? words.leave : words.empty}</a></p>`
}

function progress(visitor: Visitor, { done, total }: Demo): Markup {
  const words = visitor.words.demo
  const said = total === 0 ? words.begins : words.progress(done, total)
  return html`<p class="lead" role="status">${said}</p>
<progress aria-label="${words.title}"${total > 0 && html` value="${String(done)}" max="${String(total)}"`}></progress>
<p class="quiet">${words.reloads}</p>`
}

function done(visitor: Visitor, { signIns }: Demo): Markup {
  const words = visitor.words.demo
  const rows = signIns.map(
    ({ name, email, shows }) =>
      html`<li><strong>${name}</strong><br><span class="mail">${email}</span><br><span class="quiet" lang="en">${shows}</span></li>`,
  )
  return html`<p class="lead" role="status">${words.loaded}</p>
<p>${words.signIns}</p>
<ul class="sign-ins">${rows}</ul>
<p class="quiet">${words.startOver}</p>
<div class="buttons"><a class="button main" href="/desk">${words.toDesk}</a></div>`
}
