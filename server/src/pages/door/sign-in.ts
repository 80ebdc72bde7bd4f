import { html } from '../../spine/markup/index.ts'
import { saidOf } from '../failed.ts'
import { field, type Wrong, wrongAbove } from '../forms.ts'
import { page } from '../layout.ts'
import { addPage, type Place } from '../place.ts'
import { sendPage, sendTo } from '../respond.ts'
import { saidBy } from '../said.ts'
import { ownPath, type Visitor } from '../visitor.ts'

type Shown = { to?: string | null; email?: string; done?: string; wrong?: Wrong }

export function addSignIn(place: Place): void {
  addPage(place, 'GET', '/sign-in', ({ visitor, reply, query }) => {
    const to = ownPath(query('to'))
    if (visitor.me) return sendTo(reply, to ?? '/')
    return sendPage(reply, signInPage(visitor, { to, done: query('done') }))
  })
  addPage(place, 'POST', '/sign-in', async ({ visitor, reply, sent }) => {
    const [email, to] = [sent('email').trim(), ownPath(sent('to'))]
    const body = { email, password: sent('password') }
    const answer = await visitor.api<{ twoFactorRedirect?: boolean }>('POST', '/auth/sign-in/email', { body })
    if (answer.problem) {
      const known = [401, 422].includes(answer.status)
      const wrong = known ? visitor.words.signIn.failed : saidOf(visitor.words, answer.problem)
      return sendPage(reply, signInPage(visitor, { to, email, wrong: { '': wrong } }), {
        status: answer.status,
      })
    }
    const next = answer.body.twoFactorRedirect ? `/sign-in/second-factor${toQuery(to)}` : (to ?? '/')
    return sendTo(reply, next, answer.cookies)
  })
  addPage(place, 'POST', '/sign-out', async ({ visitor, reply }) => {
    const { cookies, problem } = await visitor.api('POST', '/auth/sign-out', { body: {} })
    if (problem && problem.code !== 'not-signed-in')
      return sendPage(reply, signInPage(visitor, {}), { status: 403 })
    // Nobody who sits down here next goes back to what was on the screen.
    reply.header('clear-site-data', '"cache"')
    return sendTo(reply, '/sign-in?done=signed-out', cookies)
  })
}

export const toQuery = (to: string | null): string => (to === null ? '' : `?to=${encodeURIComponent(to)}`)

function signInPage(visitor: Visitor, { to = null, email = '', done = '', wrong = {} }: Shown): string {
  const words = visitor.words.signIn
  const notes: Record<string, string> = { 'signed-out': words.signedOut, password: words.passwordChosen }
  const note = saidBy(notes, done) ?? (to !== null && to !== '/' ? words.first : null)
  const bad = Object.keys(wrong).length > 0
  return page(visitor, {
    title: words.title,
    narrow: true,
    wrong: bad,
    content: html`<h1>${words.title}</h1>
${bad ? wrongAbove(visitor.words, wrong) : note && html`<p class="notice" role="status">${note}</p>`}
<form method="post" action="/sign-in" novalidate>
${to && html`<input type="hidden" name="to" value="${to}">`}
${field({}, { name: 'email', label: words.email, value: email, type: 'email', autocomplete: 'username', first: email === '' })}
${field({}, { name: 'password', label: words.password, type: 'password', autocomplete: 'current-password', first: email !== '' })}
<div class="buttons"><button class="main">${words.submit}</button></div>
</form>
<p class="aside"><a href="/forgotten">${words.forgotten}</a></p>`,
  })
}
