import { html } from '../../spine/markup/index.ts'
import { wrongIn } from '../failed.ts'
import { field, select, type Wrong, wrongAbove } from '../forms.ts'
import { page } from '../layout.ts'
import { addPage, type Place, type Visit } from '../place.ts'
import { sendPage, sendTo } from '../respond.ts'
import type { Visitor } from '../visitor.ts'
import { languages, wordsIn } from '../words/index.ts'

const FIELDS = ['name', 'email', 'password', 'organisation', 'zone', 'language', 'begin'] as const
type Entered = Record<(typeof FIELDS)[number] | 'token', string>

const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
  value: zone,
  label: zone.replaceAll('_', ' '),
}))
/** On one's own machine the server's zone is one's own; elsewhere the script sets the browser's. */
const likelyZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The first visit, at the link that start prints: the administrator, and what this place is called. */
export function addSetUp(place: Place): void {
  addPage(place, 'GET', '/set-up', async ({ visitor, reply, query }) => {
    if (!(await needed(visitor))) return sendTo(reply, '/sign-in')
    const token = query('token')
    if (token === '') return sendTo(reply, '/')
    const entered = {
      token,
      name: '',
      email: '',
      password: '',
      organisation: '',
      zone: likelyZone,
      begin: 'empty',
    }
    return sendPage(reply, setUpPage(visitor, { ...entered, language: visitor.words.code }, {}))
  })
  addPage(place, 'POST', '/set-up', (visit) => setUp(visit))
}

export async function needed({ api }: Visitor): Promise<boolean> {
  return (await api<{ needed: boolean }>('GET', '/set-up')).body.needed
}

async function setUp({ visitor, reply, sent }: Visit) {
  const entered = Object.fromEntries(['token', ...FIELDS].map((name) => [name, sent(name).trim()])) as Entered
  // A password is taken as it was typed.
  entered.password = sent('password')
  const { begin, ...body } = entered
  const { status, problem } = await visitor.api('POST', '/set-up', { body })
  if (problem) {
    const { words } = visitor
    const names = Object.fromEntries(FIELDS.map((name) => [`/${name}`, name]))
    const wrong: Wrong =
      problem.code === 'not-allowed' ? { '': words.setUp.badLink } : wrongIn(words, problem, names)
    return sendPage(reply, setUpPage(visitor, entered, wrong), { status })
  }
  const { email, password } = entered
  const signedIn = await visitor.api('POST', '/auth/sign-in/email', { body: { email, password } })
  return signedIn.problem
    ? sendTo(reply, '/sign-in')
    : sendTo(reply, begin === 'demo' ? '/set-up/demo' : '/settings/first-steps', signedIn.cookies)
}

function setUpPage(visitor: Visitor, entered: Entered, wrong: Wrong): string {
  const words = visitor.words.setUp
  const { name, email, organisation, zone, language, token, begin } = entered
  return page(visitor, {
    title: words.title,
    narrow: true,
    wrong: Object.keys(wrong).length > 0,
    content: html`<h1>${words.title}</h1><p class="lead">${words.text}</p>
${wrongAbove(visitor.words, wrong)}
<form method="post" action="/set-up" novalidate>
<input type="hidden" name="token" value="${token}">
${field(wrong, { name: 'name', label: words.name, value: name, autocomplete: 'name', first: true })}
${field(wrong, { name: 'email', label: words.email, value: email, type: 'email', autocomplete: 'username' })}
${field(wrong, { name: 'password', label: words.password, hint: visitor.words.password.hint, type: 'password', autocomplete: 'new-password' })}
${field(wrong, { name: 'organisation', label: words.organisation, hint: words.organisationHint, value: organisation, autocomplete: 'organization' })}
<div class="pair">
${select(wrong, { name: 'zone', label: words.zone, value: zone, choices: zones })}
${select(wrong, { name: 'language', label: words.language, value: wordsIn(language).code, choices: languages.map(({ code, name: label }) => ({ value: code, label })) })}
</div>
<fieldset class="field begin"><legend class="flush">${words.begin}</legend>
${(['empty', 'demo'] as const).map((one) => html`<label><input type="radio" name="begin" value="${one}"${(begin === 'demo') === (one === 'demo') && html` checked`}> <span>${words.beginWith[one]}</span></label>`)}
</fieldset>
<div class="buttons"><button class="main">${words.submit}</button></div>
</form>`,
  })
}
