import { madeBy, newKey, type Outcome, send } from '../api/index.ts'
import { sayFailed } from '../shell/toasts.tsx'
import type { Words } from '../words/index.ts'
import { clear, type Draft, forget, giveBack, note } from './call-draft.ts'

/** What is missing before it can be logged, by field; `parent` is what it would be one more report of. */
export function missing(
  draft: Draft,
  parent: { ref: string } | null,
  words: Words['call'],
): Record<string, string> {
  const { caller, service, team, answered } = draft
  const chosen = (typed: string, key: unknown): boolean => key !== null || typed.trim() === ''
  return Object.fromEntries(
    [
      ['caller', chosen(caller.typed, caller.id ?? caller.makes) ? '' : words.chooseCaller],
      ['caller', parent && caller.id === null && caller.makes === null ? words.whoCalls : ''],
      ['service', chosen(service.typed, service.key) ? '' : words.chooseService],
      ['title', parent || draft.title.trim() !== '' ? '' : words.needTitle],
      ['team', chosen(team.typed, team.key) ? '' : words.chooseTeam],
      ['text', answered && draft.text.trim() === '' ? words.needText : ''],
    ].filter(([, why]) => why !== ''),
  )
}

export type Parent = {
  ref: string
  title: string
  service: { key: string } | null
  team: { key: string } | null
}

/**
 * Logs the call: makes the caller known where they are new, then reports for them. The form is free at once; what the
 * server refuses comes back to it.
 */
export async function logCall(
  draft: Draft,
  parent: Parent | null,
  code: string,
  words: Words,
): Promise<void> {
  const key = newKey()
  const { caller, makes } = { caller: draft.caller.typed, makes: draft.caller.makes }
  const logged = {
    key,
    title: draft.title || (parent?.title ?? ''),
    caller,
    ref: null,
    under: parent?.ref ?? null,
  }
  const label = words.call.logging(logged.title)
  const made = makes ? newKey() : null
  clear()
  note(logged)
  const person: Promise<Outcome> = made
    ? send({
        key: made,
        label: words.call.making(caller),
        method: 'POST',
        path: '/api/v1/people',
        body: { name: makes?.name.trim(), email: makes?.email.trim() || null },
        quiet: true,
      })
    : Promise.resolve({ ok: true, data: null })
  const requester = made ? madeBy(made) : (draft.caller.id ?? undefined)
  const incident = send({
    key,
    label,
    method: 'POST',
    path: '/api/v1/incidents',
    body: reportOf(draft, parent, requester, code),
    quiet: true,
  })
  const outcomes = await Promise.all([person, incident])
  const refused = outcomes.find((one) => !one.ok)
  if (refused) {
    forget(key)
    const why = comeBack(draft, refused, numberOf(outcomes[0]))
    if (location.pathname !== '/call') sayFailed(label, why, words)
  } else note({ ...logged, ref: (outcomes[1] as { data: { ref: string } }).data.ref })
}

function reportOf(draft: Draft, parent: Parent | null, requester: unknown, code: string): object {
  const service = draft.service.key ?? parent?.service?.key
  const team = draft.team.key ?? parent?.team?.key
  return {
    title: draft.title.trim() || parent?.title,
    ...(draft.more.trim() && { description: draft.more.trim() }),
    impact: draft.impact,
    urgency: draft.urgency,
    ...(service && { service }),
    ...(team && { team }),
    ...(requester !== undefined && { requester }),
    channel: 'phone',
    ...(parent && { parent: parent.ref }),
    ...(draft.answered && !parent && { resolution: { code, text: draft.text.trim() } }),
  }
}

/** Who was made, although the report was refused. */
function numberOf(outcome: Outcome | undefined): number | null {
  return (outcome?.ok && (outcome.data as { id?: number } | null)?.id) || null
}

const fieldOf: Record<string, string> = {
  requester: 'caller',
  name: 'caller',
  description: 'more',
  'resolution/code': 'code',
  'resolution/text': 'text',
}

/** Puts what was refused back where it can be mended; answers why it was. */
function comeBack(draft: Draft, outcome: Outcome, person: number | null): string {
  const problem = 'problem' in outcome ? outcome.problem : null
  const named = Object.entries(problem?.fields ?? {}).map(([field, why]) => [fieldOf[field] ?? field, why])
  const form = { form: problem?.message ?? '' }
  giveBack({
    draft: person === null ? draft : { ...draft, caller: { ...draft.caller, id: person, makes: null } },
    errors: named.length > 0 ? Object.fromEntries(named) : form,
  })
  return form.form
}
