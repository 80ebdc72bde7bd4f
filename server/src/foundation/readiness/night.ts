import { isoOf } from '@throughline/contract'
import type { Ctx } from '../../spine/context/index.ts'
import type { instantOf } from '../../spine/time/index.ts'
import { type Call, callsOf, type PathRow, readContacts } from '../workforce/index.ts'
import type { Known } from './known.ts'
import { runbookOf } from './lines.ts'
import type { ServiceRow } from './store.ts'

const MINUTE = 60_000
const FIRST = 3

type Contact = { kind: 'mail' | 'phone'; value: string; verified: boolean }
type Reached = { id: number; name: string; contacts: Contact[] }
type Answer = { afterMinutes: number; people: Reached[]; via: string | null }

/** Whose names the night's answer needs beside those that are known: all who are called at that time. */
export function calledAt(known: Known, service: ServiceRow, instant: number): number[] {
  const path = pathOf(known, service)
  return path ? onceThrough(path).flatMap((call) => idsOf(known, path, call, instant)) : []
}

/** If it fails then: who is called, how they are reached, who is next, and the first three steps. */
export async function nightOf(
  known: Known,
  service: ServiceRow,
  { instant, took }: ReturnType<typeof instantOf>,
  zone: string,
) {
  const path = pathOf(known, service)
  const ids = calledAt(known, service, instant)
  const people = await known.ctx.directory.people(ids)
  const contacts = await contactsOf(known.ctx, ids)
  const reached = (id: number): Reached[] => {
    const person = people.get(id)
    if (!person?.active) return []
    const usual: Contact[] =
      person.email === null ? [] : [{ kind: 'mail', value: person.email, verified: true }]
    return [{ id, name: person.name, contacts: contacts.get(id) ?? usual }]
  }
  const answers = (path ? onceThrough(path) : []).map(
    (call): Answer => ({
      afterMinutes: call.afterMinutes,
      people: idsOf(known, path as PathRow, call, instant).flatMap(reached),
      via: viaOf(known, call),
    }),
  )
  const first = answers.findIndex(({ people: who }) => who.length > 0)
  const runbook = runbookOf(known, service)
  return {
    at: isoOf(instant),
    zone,
    took,
    person: answers[first]?.people[0] ?? null,
    why: first >= 0 ? null : whyNobody(known, service, path),
    via: answers[first]?.via ?? null,
    next: answers.slice(first + 1).filter(({ people: who }) => who.length > 0),
    rounds: path?.rounds ?? 0,
    runbook: runbook && {
      ref: runbook.ref,
      title: runbook.title,
      reviewed: runbook.reviewed ? isoOf(runbook.reviewed.at) : null,
    },
    steps: runbook?.steps.slice(0, FIRST) ?? [],
  }
}

/** How they want to be reached, where they said so. */
async function contactsOf({ db }: Ctx, ids: readonly number[]): Promise<Map<number, Contact[]>> {
  const all = new Map<number, Contact[]>()
  for (const { personId, kind, address, verifiedAt } of await readContacts(db, ids))
    all.set(personId, [...(all.get(personId) ?? []), { kind, value: address, verified: verifiedAt !== null }])
  return all
}

function pathOf({ paths }: Known, { data }: ServiceRow): PathRow | null {
  const path = data.escalationPath ? paths.get(data.escalationPath) : undefined
  return path?.state === 'in-force' ? path : null
}

/** The steps of the first round, and the last resort, which comes after all rounds. */
const onceThrough = (path: PathRow): Call[] => callsOf(path).filter(({ round }) => round <= 1)

function idsOf(
  { ctx, schedules }: Known,
  path: PathRow,
  { step, afterMinutes }: Call,
  instant: number,
): number[] {
  if (step === null) return [path.lastResort]
  if (step.person !== null) return [step.person]
  if (step.team !== null) return [...(ctx.directory.team(step.team)?.memberIds ?? [])]
  const told = step.schedule === null ? undefined : schedules.get(step.schedule)?.told
  const person = told?.at(instant + afterMinutes * MINUTE).person ?? null
  return person === null ? [] : [person]
}

function viaOf({ ctx, schedules }: Known, { step }: Call): string | null {
  if (step?.schedule) return schedules.get(step.schedule)?.name ?? null
  return step?.team ? (ctx.directory.team(step.team)?.name ?? null) : null
}

function whyNobody({ paths }: Known, { data }: ServiceRow, path: PathRow | null): string {
  if (path) return 'Nobody that its escalation path names is on call or here then.'
  return data.escalationPath && paths.has(data.escalationPath)
    ? 'Its escalation path is retired.'
    : 'It has no escalation path.'
}
