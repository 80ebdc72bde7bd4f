import { isOpen, type MajorState, openMajorStates } from '@throughline/contract'
import type { ServiceFacts } from '../../spine/context/index.ts'
import type { JsonObject, RecordRow } from '../../spine/records/index.ts'
import type { Settings } from '../../spine/settings/index.ts'

/**
 * The major incident: so many are hit that somebody has to lead, and users have to be told, beside the mending. A role
 * that an incident has for a while: proposed → accepted → restored → stood down; or declined. It may fail again.
 *
 * `row.data.major`, replaced whole by each entry. Instants are epoch milliseconds, people their numbers. What was posted
 * stands in the entries, the bridge among the words (`data.majorBridge`).
 */
export type MajorData = {
  state: MajorState
  proposedAt: number
  /** Missing where a rule proposed it. */
  proposedBy?: number
  rule?: MajorRule
  /** Whom the rule joined to it: children, of which a decline lets go. */
  joined?: number[]
  acceptedAt?: number
  declinedAt?: number
  managerId?: number
  communicationsId?: number
  posts?: number
  postedAt?: number
  /** By when users have to hear again; missing once they heard that service is restored. */
  nextPostAt?: number
  /** The promise that was missed last, and how many were. */
  lateFor?: number
  late?: number
  restoredAt?: number
  stoodDownAt?: number
}
export type MajorRule = 'priority' | 'reporters'
export type MajorRules = Settings['major']

const minute = 60_000

export function majorOf(row: Pick<RecordRow, 'data'>): MajorData | undefined {
  return row.data.major as MajorData | undefined
}

/** A major as it is set: what is not known is not there. */
export function settingMajor(major: MajorData): { data: JsonObject } {
  return { data: { major: JSON.parse(JSON.stringify(major)) as JsonObject } }
}

export function isOpenMajor(major: MajorData | undefined): major is MajorData {
  return major !== undefined && (openMajorStates as readonly string[]).includes(major.state)
}

/** Users are told, and somebody leads. */
export function isRun(major: MajorData | undefined): boolean {
  return major?.state === 'accepted' || major?.state === 'restored'
}

type Guard = (row: RecordRow) => string | null

const run: Guard = (row) => (isRun(majorOf(row)) ? null : standing(majorOf(row)))
const inState =
  (state: MajorState): Guard =>
  (row) =>
    majorOf(row)?.state === state ? null : standing(majorOf(row))

/** What stands against each of its verbs, as the record is; null where nothing does. */
export const majorGuards = {
  'propose-major': (row) => (isOpenMajor(majorOf(row)) ? standing(majorOf(row)) : null),
  'accept-major': inState('proposed'),
  'decline-major': inState('proposed'),
  'post-update': run,
  'hand-over-role': run,
  'set-bridge': run,
  'note-decision': run,
  'note-action': run,
  'restore-service': inState('accepted'),
  'fails-again': (row) =>
    isOpen(row.category) ? inState('restored')(row) : 'no longer worked on: reopen it instead',
  'stand-down': run,
} as const satisfies Record<string, Guard>

const stands: Record<MajorState, string> = {
  proposed: 'proposed as a major incident, and not yet accepted',
  accepted: 'a major incident that is being worked on',
  restored: 'a major incident whose service is restored',
  'stood-down': 'a major incident that was stood down',
  declined: 'declined as a major incident',
}

function standing(major: MajorData | undefined): string {
  return major ? stands[major.state] : 'no major incident'
}

export function proposed(
  now: number,
  by: { personId: number | null; rule?: MajorRule; joined?: number[] },
): MajorData {
  return {
    state: 'proposed',
    proposedAt: now,
    ...(by.personId !== null && { proposedBy: by.personId }),
    ...(by.rule && { rule: by.rule }),
    ...(by.joined?.length && { joined: by.joined }),
  }
}

/** Accepted: from now on users have to be told. */
export function accepted(
  major: MajorData,
  rules: MajorRules,
  {
    now,
    managerId,
    communicationsId,
  }: { now: number; managerId: number | null; communicationsId: number | null },
): MajorData {
  return {
    ...major,
    state: 'accepted',
    acceptedAt: now,
    ...(managerId !== null && { managerId }),
    ...(communicationsId !== null && { communicationsId }),
    nextPostAt: now + rules.firstPostMinutes * minute,
  }
}

/** A post keeps the promise and makes the next one; what comes after the restoration ends it. */
export function posted(major: MajorData, now: number, inMinutes: number): MajorData {
  const { nextPostAt: _, ...rest } = major
  return {
    ...rest,
    posts: (major.posts ?? 0) + 1,
    postedAt: now,
    ...(major.state === 'accepted' && { nextPostAt: now + inMinutes * minute }),
  }
}

/** The promised post did not come. */
export function missed(major: MajorData): MajorData {
  return {
    ...major,
    ...(major.nextPostAt !== undefined && { lateFor: major.nextPostAt }),
    late: (major.late ?? 0) + 1,
  }
}

/** Service works again. Users have to hear so, soon. */
export function restored(
  major: MajorData,
  rules: MajorRules,
  at: { now: number; restoredAt: number },
): MajorData {
  const soon = at.now + rules.firstPostMinutes * minute
  return {
    ...major,
    state: 'restored',
    restoredAt: at.restoredAt,
    nextPostAt: Math.min(major.nextPostAt ?? soon, soon),
  }
}

/** It fails again, or was reopened: users have to be told as after the acceptance. */
export function returned(major: MajorData, rules: MajorRules, now: number): MajorData {
  const { restoredAt: _, stoodDownAt: __, ...rest } = major
  return { ...rest, state: 'accepted', nextPostAt: now + rules.firstPostMinutes * minute }
}

export function stoodDown(major: MajorData, now: number): MajorData {
  const { nextPostAt: _, ...rest } = major
  return { ...rest, state: 'stood-down', stoodDownAt: now }
}

export function declined(major: MajorData, now: number): MajorData {
  return { ...major, state: 'declined', declinedAt: now }
}

/** When a proposal is accepted by itself. */
export function answerBy({ proposedAt }: MajorData, rules: MajorRules): number {
  return proposedAt + rules.answerMinutes * minute
}

/** When a restored one stands down by itself; null while it is not restored. */
export function standsDownAt({ state, restoredAt }: MajorData, rules: MajorRules): number | null {
  return state === 'restored' && restoredAt !== undefined
    ? restoredAt + rules.standDownMinutes * minute
    : null
}

/** Whether the first rule proposes it: what stops everybody's work on a service that matters. */
export function deservesProposal(
  row: RecordRow,
  service: ServiceFacts | null,
  { proposeTier }: MajorRules,
): boolean {
  if (!isOpen(row.category) || majorOf(row) !== undefined || service === null) return false
  return row.priority === 1 && service.tier <= proposeTier
}

/** A bridge that may stand as a link; anything else is shown as text. */
export function isSafeBridge(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:', 'tel:'].includes(new URL(text).protocol)
}
