import { html } from '../../spine/markup/index.ts'
import { saidOf } from '../failed.ts'
import { field, type Wrong, wrongAbove } from '../forms.ts'
import { page } from '../layout.ts'
import { addPage, type Place } from '../place.ts'
import { sendPage, sendTo } from '../respond.ts'
import { ownPath, type Visitor } from '../visitor.ts'
import { toQuery } from './sign-in.ts'

/** After the password: a code of the moment or a backup code, in one field. */
export function addSecondFactor(place: Place): void {
  addPage(place, 'GET', '/sign-in/second-factor', ({ visitor, reply, query }) => {
    const to = ownPath(query('to'))
    return visitor.me ? sendTo(reply, to ?? '/') : sendPage(reply, codePage(visitor, to, {}))
  })
  addPage(place, 'POST', '/sign-in/second-factor', async ({ visitor, reply, sent }) => {
    const [code, to] = [sent('code').trim(), ownPath(sent('to'))]
    const digits = code.replace(/[\s-]/g, '')
    const [way, given] = /^\d{6}$/.test(digits) ? ['verify-totp', digits] : ['verify-backup-code', code]
    const answer = await visitor.api('POST', `/auth/two-factor/${way}`, { body: { code: given } })
    if (!answer.problem) return sendTo(reply, to ?? '/', answer.cookies)
    const { words } = visitor
    const known = [400, 401, 422].includes(answer.status)
    const wrong: Wrong = known ? { code: words.secondFactor.failed } : { '': saidOf(words, answer.problem) }
    return sendPage(reply, codePage(visitor, to, wrong), { status: answer.status })
  })
}

function codePage(visitor: Visitor, to: string | null, wrong: Wrong): string {
  const words = visitor.words.secondFactor
  return page(visitor, {
    title: words.title,
    narrow: true,
    wrong: Object.keys(wrong).length > 0,
    content: html`<h1>${words.title}</h1>
${wrongAbove(visitor.words, wrong)}
<form method="post" action="/sign-in/second-factor" novalidate>
${to && html`<input type="hidden" name="to" value="${to}">`}
${field(wrong, { name: 'code', label: words.code, hint: words.hint, autocomplete: 'one-time-code', first: true })}
<div class="buttons"><button class="main">${words.submit}</button></div>
</form>
<p class="aside"><a href="/sign-in${toQuery(to)}">${words.restart}</a></p>`,
  })
}
