import { randomBytes } from 'node:crypto'
import { Problem, type WebhookState } from '@throughline/contract'
import { type Actor, atLeast } from '../../spine/access/index.ts'
import type { PersonFacts } from '../../spine/context/index.ts'
import type { Outgoing } from '../../spine/outgoing/index.ts'
import type { Registry } from '../../spine/practice/index.ts'
import type { Seal } from '../../spine/sealing/index.ts'

/**
 * - *webhook*: a program outside that wants to be told of entries. Its *owner* is who saved it last: what they may read
 *   is what it gets.
 * - *event*: an entry, as programs outside know it; its name is the same at every webhook and every time it is sent.
 * - *delivery*: an event on its way to one webhook. It is *tried* until the program says yes, or three days have passed.
 */
export type WebhookRow = {
  id: number
  name: string
  url: string
  ownerId: number
  kinds: string[]
  verbs: string[]
  serviceIds: number[]
  teamIds: number[]
  restricted: boolean
  state: WebhookState
  failingSince: number | null
  /** Sealed, as `sealedFor` says. */
  secret: string
  earlierSecret: string | null
  earlierUntil: number | null
  version: number
  madeAt: number
}

/** What webhooks need of the process that they run in. */
export type Tools = {
  outgoing: Outgoing
  seal: Seal
  registry: Registry /** Who sends. */
  publicUrl: string
}

export const day = 86_400_000
/** So long both secrets sign after a change. */
export const overlap = 24 * 3_600_000
/** So long a delivery is tried. */
export const triedFor = 3 * day
/** After so long without anything arriving a webhook is turned off. */
export const failsFor = 5 * day
/** So long the log is kept. */
export const logKept = 30 * day
/** What a webhook's secret is sealed for. */
export const sealedFor = 'webhook'

export function authorizeWebhooks(actor: Actor, action: string): void {
  if (!atLeast(actor, 'administrator')) throw new Problem('not-allowed', { action: `${action} webhooks` })
}

/** A secret as Standard Webhooks writes it: 256 random bits. */
export function makeSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

export function eventOf(recordId: number, seq: number): string {
  return `evt_${recordId}_${seq}`
}

/** Somebody as the owner of a webhook reads: by their role of now. */
export function readerOf({ id, name, role, teamIds }: PersonFacts): Actor {
  return { personId: id, name, role, teamIds, via: 'system', caller: `person:${id}` }
}
