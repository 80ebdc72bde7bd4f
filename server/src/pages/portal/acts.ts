import { wrongIn } from '../failed.ts'
import { addPage, isSigned, type Place, type Visit } from '../place.ts'
import { sendPage, sendTo } from '../respond.ts'
import type { Visitor } from '../visitor.ts'
import { keptPage } from './kept.ts'
import { showRecord } from './record.ts'
import { pathOf } from './records.ts'
import { type SentForm, sentForm } from './sent-form.ts'
import type { Beside } from './shown.ts'

/** What a requester can do with a record: the form's name, the API's, and which field its words go into. */
type Act = {
  done: string
  path: string
  body(text: string): object
  field: 'text' | 'reason'
  problem: string
}

const comment = { path: '/comments', body: (body: string) => ({ body, public: true }), problem: '/body' }
const ACTS: Readonly<Record<string, Act>> = {
  reply: { ...comment, done: 'reply', field: 'text' },
  // Words in a closed record become a new one; the API sees to that.
  again: { ...comment, done: 'again', field: 'text' },
  reopen: {
    done: 'reopen',
    path: '/actions/reopen',
    body: (reason) => ({ reason }),
    field: 'text',
    problem: '/reason',
  },
  confirm: { done: 'confirm', path: '/actions/confirm', body: () => ({}), field: 'text', problem: '' },
  withdraw: {
    done: 'withdraw',
    path: '/actions/cancel',
    body: (reason) => ({ reason }),
    field: 'reason',
    problem: '/reason',
  },
}

export function addActs(place: Place): void {
  // Loaded anew after something was wrong.
  addPage(place, 'GET', '/portal/:ref/:act', ({ reply, params }) =>
    sendTo(reply, `/portal/${encodeURIComponent(params.ref ?? '')}`),
  )
  for (const [name, act] of Object.entries(ACTS))
    addPage(place, 'POST', `/portal/:ref/${name}`, (visit) => perform(visit, act))
}

async function perform(visit: Visit, act: Act) {
  const { visitor, reply, params } = visit
  const ref = params.ref ?? ''
  const path = pathOf(ref)
  const form = await sentForm(visit)
  if (!isSigned(visit)) {
    await form.drop()
    return sendPage(reply, keptPage(visitor, `/portal/${ref}`, form.field(act.field)), { status: 401 })
  }
  const refusal = path === null ? {} : await send(visitor, act, form, `${path}${act.path}`)
  if (path === null || refusal) {
    await form.drop()
    return showRecord(visit, refusal ?? {})
  }
  const refused = await form.attachTo(visitor.api, path)
  return sendTo(reply, `/portal/${ref}?done=${act.done}${refused ? `&file=${refused}` : ''}`)
}

/** Asks the API; answers what to show where it refused. */
async function send(visitor: Visitor, act: Act, form: SentForm, path: string): Promise<Beside | null> {
  const { words, api } = visitor
  const text = form.field(act.field)
  // A picture alone is an answer as well.
  const said = text.trim() === '' && form.hasFiles ? words.reply.seeFile : text
  const { problem, status } = await api('POST', path, { body: act.body(said), key: form.key })
  if (!problem) return null
  const wrong = wrongIn(words, problem, { [act.problem]: act.field })
  // A page has one key, of which each of its forms has its own end; after other words it takes a new one.
  const again = problem.code === 'key-reused' ? {} : { key: form.key.replace(/-[cw]$/, '') }
  return { [act.field]: text, wrong, status, ...again }
}
