import { html } from '../../spine/markup/index.ts'
import { saidOf } from '../failed.ts'
import { field, type Wrong, wrongAbove } from '../forms.ts'
import { page } from '../layout.ts'
import { addPage, type Place } from '../place.ts'
import { sendPage, sendTo } from '../respond.ts'
import type { Visitor } from '../visitor.ts'
import { saidIn } from '../words/index.ts'

/** Forgotten passwords, and choosing one with the link of a mail or an invitation. */
export function addPasswords(place: Place): void {
  addPage(place, 'GET', '/forgotten', ({ visitor, reply, query }) =>
    sendPage(
      reply,
      place.mail ? forgottenPage(visitor, { sent: query('done') === 'sent' }) : noMailPage(visitor),
    ),
  )
  addPage(place, 'POST', '/forgotten', async ({ visitor, reply, sent }) => {
    if (!place.mail) return sendPage(reply, noMailPage(visitor), { status: 422 })
    const email = sent('email').trim()
    const { status, problem } = await visitor.api('POST', '/auth/request-password-reset', { body: { email } })
    if (!problem) return sendTo(reply, '/forgotten?done=sent')
    const wrong: Wrong =
      problem.code === 'rule-broken'
        ? { email: saidIn(visitor.words, 'must be an e-mail address') }
        : { '': saidOf(visitor.words, problem) }
    return sendPage(reply, forgottenPage(visitor, { email, wrong }), { status })
  })
  addPage(place, 'GET', '/password', ({ visitor, reply, query }) =>
    sendPage(reply, passwordPage(visitor, query('token'), {})),
  )
  addPage(place, 'POST', '/password', async ({ visitor, reply, sent }) => {
    const [token, newPassword] = [sent('token'), sent('password')]
    const { status, problem } = await visitor.api('POST', '/auth/reset-password', {
      body: { token, newPassword },
    })
    if (!problem) return sendTo(reply, '/sign-in?done=password')
    return sendPage(reply, passwordPage(visitor, token, refusal(visitor, problem)), { status })
  })
}

function refusal({ words }: Visitor, problem: { code: string; detail: string }): Wrong {
  if (problem.code !== 'rule-broken') return { '': saidOf(words, problem) }
  // better-auth looks at the length itself, and at the link last.
  if (/too short/i.test(problem.detail))
    return { password: saidIn(words, 'A password has at least 12 characters.') }
  if (/too long/i.test(problem.detail))
    return { password: saidIn(words, 'A password has at most 128 characters.') }
  return /token/i.test(problem.detail)
    ? { '': words.password.used }
    : { password: saidIn(words, problem.detail) }
}

function passwordPage(visitor: Visitor, token: string, wrong: Wrong): string {
  const words = visitor.words.password
  const used = wrong[''] === words.used || token === ''
  const shown = token === '' ? { '': words.used } : wrong
  return page(visitor, {
    title: words.title,
    narrow: true,
    wrong: Object.keys(shown).length > 0,
    content: html`<h1>${words.title}</h1>
${wrongAbove(visitor.words, shown)}
${
  used
    ? html`<p class="aside"><a href="/forgotten">${words.another}</a></p>`
    : html`<form method="post" action="/password" novalidate>
<input type="hidden" name="token" value="${token}">
${field(shown, { name: 'password', label: words.label, hint: words.hint, type: 'password', autocomplete: 'new-password', first: true })}
<div class="buttons"><button class="main">${words.submit}</button></div>
</form>`
}`,
  })
}

function forgottenPage(visitor: Visitor, shown: { email?: string; wrong?: Wrong; sent?: boolean }): string {
  const words = visitor.words.forgotten
  const { email = '', wrong = {}, sent = false } = shown
  return page(visitor, {
    title: words.title,
    narrow: true,
    wrong: Object.keys(wrong).length > 0,
    content: html`<h1>${words.title}</h1>
${
  sent
    ? html`<p class="notice" role="status">${words.sent}</p>`
    : html`<p class="lead">${words.text}</p>${wrongAbove(visitor.words, wrong)}
<form method="post" action="/forgotten" novalidate>
${field(wrong, { name: 'email', label: words.email, value: email, type: 'email', autocomplete: 'username', first: true })}
<div class="buttons"><button class="main">${words.submit}</button></div>
</form>`
}
<p class="aside"><a href="/sign-in">${words.back}</a></p>`,
  })
}

function noMailPage(visitor: Visitor): string {
  const words = visitor.words.forgotten
  return page(visitor, {
    title: words.title,
    narrow: true,
    content: html`<h1>${words.title}</h1><p class="lead">${words.noMail}</p>
<p class="aside"><a href="/sign-in">${words.back}</a></p>`,
  })
}
