import { badField, incident as facts, type IncidentState, Problem } from '@throughline/contract'
import type { ClockWish } from '../../spine/practice/index.ts'
import type { JsonObject, RecordRow } from '../../spine/records/index.ts'
import { priorityOf, type Settings } from '../../spine/settings/index.ts'

/**
 * Incident management: restore service as fast as possible, and know that it stays restored.
 *
 * An incident's own fields (`row.data`), all optional. Instants are epoch milliseconds.
 */
export type IncidentData = {
  /** The moments: impactFrom ≤ detectedAt ≤ reportedAt (the opening); restoredAt may be before it was resolved. */
  impactFrom?: number
  detectedAt?: number
  restoredAt?: number
  /** `restoredAt`, where nobody but monitoring said so: it is taken back when an alert fires again. */
  recoveredAt?: number
  /** When a named person first took it, and when staff first answered the requester. */
  takenAt?: number
  answeredAt?: number
  /** Marked as an outage of its service. */
  outage?: boolean
  alsoAffected?: string[]
  symptomCategory?: string
  subcategory?: string
  symptom?: string
  overridden?: boolean
  supplier?: string
  supplierReference?: string
  chaseAt?: number
  /** The chase time at which the holder was told. */
  chasedFor?: number
  contained?: boolean
  resolutionCode?: string
  resolutionText?: string
  workaround?: string
  closure?: 'confirmed' | 'confirmed-for' | 'unconfirmed' | 'recovered' | 'imported'
  /** A human mail came after resolution: the timer waits until someone has read it. */
  heldSince?: number
  remindedAt?: number
  reopened?: number
  /** How many times it was passed to another team, and whether the requester was waited for. */
  teams?: number
  asked?: boolean
  contacts?: number
}

export function dataOf(row: RecordRow): IncidentData {
  return row.data as IncidentData
}

/** Raised by monitoring alone: nobody waits to be answered or asked to confirm. */
export function raisedByAlert(row: RecordRow): boolean {
  return row.channel === 'monitoring'
}

/**
 * Response stops when a named person takes it and, if a person reported it, has answered them.
 * Automatic answers never count: only staff's own comments set `answeredAt`.
 */
export function responseWish(row: RecordRow): ClockWish {
  const { takenAt, answeredAt } = dataOf(row)
  if (row.category === 'cancelled') return { mode: 'cancelled' }
  if (takenAt === undefined) {
    // Resolved with its parent, or by recovery: nobody answered, and there is nothing left to answer.
    if (row.category === 'done' && row.resolvedAt !== null)
      return { mode: 'stopped', why: 'resolved by itself', effectiveAt: row.resolvedAt }
    return { mode: 'counting', why: 'nobody has taken it' }
  }
  if (raisedByAlert(row) || row.requesterId === null)
    return { mode: 'stopped', why: 'taken', effectiveAt: takenAt }
  if (answeredAt === undefined) return { mode: 'counting', why: 'the requester has no answer' }
  return { mode: 'stopped', why: 'taken and answered', effectiveAt: Math.max(takenAt, answeredAt) }
}

/** Resolution stops at restoredAt. Only waiting on the requester pauses it, and never for priority 1. */
export function resolutionWish(row: RecordRow): ClockWish {
  const { restoredAt } = dataOf(row)
  if (row.category === 'cancelled') return { mode: 'cancelled' }
  // Service may work again, by a workaround, while there is still work to do.
  if (restoredAt !== undefined) return { mode: 'stopped', why: 'service restored', effectiveAt: restoredAt }
  if (row.category === 'done') return { mode: 'stopped', why: 'service restored' }
  if (row.cause === 'requester' && row.priority !== 1)
    return { mode: 'paused', why: 'waiting for the requester' }
  return { mode: 'counting', why: facts.lifecycle.states[row.state as IncidentState]?.title ?? row.state }
}

/** impactFrom ≤ detectedAt ≤ reportedAt, and restored not before the impact nor after `latest`: its resolution, or now. */
export function checkMoments(moments: IncidentData, reportedAt: number, latest: number): void {
  const { impactFrom, detectedAt, restoredAt } = moments
  if (detectedAt !== undefined && detectedAt > reportedAt)
    throw badField('detectedAt', 'must not be after it was reported')
  if (impactFrom !== undefined && impactFrom > (detectedAt ?? reportedAt)) {
    throw badField('impactFrom', 'must not be after it was detected or reported')
  }
  if (restoredAt === undefined) return
  if (restoredAt > latest)
    throw badField('restoredAt', 'must not be in the future, nor after it was resolved')
  if (restoredAt < (impactFrom ?? detectedAt ?? reportedAt))
    throw badField('restoredAt', 'must not be before the impact began')
}

/** The state a reopened incident returns to: with whom it was, or in the queue. */
export function reopenedState(row: RecordRow): IncidentState {
  if (row.holderId !== null) return 'in-progress'
  return row.teamId === null ? 'new' : 'assigned'
}

/** What reopening clears: the same clocks go on, the resolved span left out. */
export function reopening(row: RecordRow): { state: IncidentState; data: JsonObject } {
  const reopened = (dataOf(row).reopened ?? 0) + 1
  return {
    state: reopenedState(row),
    data: {
      reopened,
      restoredAt: null,
      heldSince: null,
      remindedAt: null,
      resolutionCode: null,
      resolutionText: null,
    },
  }
}

export function checkResolutionCode(settings: Settings, code: string): void {
  if (!settings.resolutionCodes.includes(code)) {
    throw badField('code', `must be one of ${settings.resolutionCodes.join(', ')}`)
  }
}

/** The priority after impact or urgency changed; an override stands until it is given up. */
export function nextPriority(
  settings: Settings,
  row: RecordRow,
  impact: number | null,
  urgency: number | null,
): number | null {
  return dataOf(row).overridden ? row.priority : priorityOf(settings, impact, urgency)
}

/**
 * Resolved at first contact: by a first-line team, no other team, no wait on the requester, one contact, neither
 * reopened nor come back. Provisional while it may still come back. Null where it does not count: raised by an
 * alert, not resolved, cancelled, merged into another.
 */
export function firstContact(
  row: RecordRow,
  facts: { firstLine: boolean; cameBack: boolean; now: number; cameBackMs: number },
): 'yes' | 'provisional' | 'no' | null {
  const { restoredAt, reopened = 0, teams = 0, asked, contacts = 1 } = dataOf(row)
  const counts = row.category === 'done' && row.mergedInto === null
  if (raisedByAlert(row) || row.requesterId === null || !counts) return null
  const once = facts.firstLine && teams <= 1 && !asked && contacts <= 1 && reopened === 0 && !facts.cameBack
  if (!once) return 'no'
  return facts.now < (restoredAt ?? row.resolvedAt ?? facts.now) + facts.cameBackMs ? 'provisional' : 'yes'
}

/** An override changes the priority; one to what the matrix gives anyway gives an earlier one up. */
export function checkOverride(row: RecordRow, priority: number): void {
  if (row.priority === priority)
    throw new Problem('rule-broken', { why: `The priority is ${priority} already.` })
}
