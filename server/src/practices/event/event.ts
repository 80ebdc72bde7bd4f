import type { AlertState, Severity } from '@throughline/contract'

/**
 * Monitoring and event management: what monitoring says reaches whoever must act, once, and nothing of it is lost.
 *
 * - *delivery*: what a tool sends in one request; it holds alerts, firing and resolved mixed.
 * - *source*: who sent it, by the name of its key. Two senders with keys of one name are one source.
 * - *fingerprint*: tells the alerts of a source apart; the same labels have the same.
 * - *episode*: from when an alert began to fire until it recovered. Known by the sender's `startsAt`.
 * - *turn*: something of an alert that somebody must know of: it fired, it recovered, it was suppressed. Sending it
 *   again is none.
 *
 * Instants are epoch milliseconds. Those of the sender tell its own deliveries apart (an older `startsAt` never undoes
 * a newer one); whatever we promise or show is by our clock.
 */
export type Sent = {
  fingerprint: string
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
  generator: string | null
  resolved: boolean
  startsAt: number
  endsAt: number | null
  /** Of a sender that repeats while it fires: when it counts as recovered if nothing more is heard. */
  expiresAt: number | null
}

/** What rules make of an alert. */
export type Judgement = {
  /** The rule that decided; null where none matched. */
  rule: string | null
  /** What is wrong with a rule, or with what it named. */
  note: string | null
  severity: Severity
  impact: number
  urgency: number
  serviceId: number | null
  teamId: number | null
  group: string
  /** Why nobody needs to act. */
  suppressed: string | null
}

export type AlertRow = Omit<Sent, 'resolved' | 'expiresAt'> &
  Omit<Judgement, 'suppressed'> & {
    id: number
    source: string
    name: string
    summary: string
    state: AlertState
    firedAt: number
    recoveredAt: number | null
    firstSeen: number
    lastSeen: number
    count: number
    episodes: number
    reason: string | null
    suppressedBy: number | null
    suppressedUntil: number | null
    acknowledgedBy: number | null
    acknowledgedAt: number | null
    runbook: string | null
    incidentId: number | null
  }

/** The same episode told as firing so long after we heard that it ended is no late delivery: it fires again, ms. */
export const settledAfter = 10 * 60_000

/** How long an alert of a sender that repeats holds without a word, if the sender does not say, ms. */
export const silentFor = 5 * 60_000

/** Longer values are cut: a page must be able to show them. */
const longest = 16_384
const mostLabels = 1_000

/** Texts as they can be stored: without NULs and broken Unicode, and of bounded length. */
export function storable(texts: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {}
  let left = mostLabels
  for (const name in texts) {
    if (left-- === 0) break
    kept[storableText(name, 300)] = storableText(texts[name] as string)
  }
  return kept
}

export function storableText(text: string, most = longest): string {
  const short = text.length > most ? `${text.slice(0, most - 1)}…` : text
  return (short.includes('\u0000') ? short.replaceAll('\u0000', '\uFFFD') : short).toWellFormed()
}

/** What an alert is called, in one line. */
export function nameOf({ labels }: Pick<Sent, 'labels'>): string {
  return oneLine(labels.alertname ?? labels.name ?? '') || 'Alert without a name'
}

/** What it says is wrong, in one line: its summary, else its name and where. */
export function summaryOf({ labels, annotations }: Pick<Sent, 'labels' | 'annotations'>): string {
  const said =
    annotations.summary ?? annotations.message ?? annotations.title ?? annotations.description ?? ''
  const where = labels.instance ?? labels.host ?? ''
  return oneLine(said) || oneLine(`${nameOf({ labels })} ${where}`)
}

/** Where its runbook is, as it says; whether that may be followed is asked where it is shown (`link`). */
export function runbookOf({ annotations }: Pick<Sent, 'annotations'>): string | null {
  const said = annotations.runbook_url ?? annotations.runbook ?? ''
  return said.length <= 2_000 && /^https?:\/\//i.test(said) ? said : null
}

/** An address that may be offered to be followed; null for anything else that calls itself one. */
export function link(text: string | null | undefined): string | null {
  if (!text || text.length > 2_000 || !URL.canParse(text)) return null
  const { protocol, href } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}

/** A text without line breaks and control characters; empty where there is nothing to see. */
export function oneLine(text: string): string {
  const flat = text
    .slice(0, 1_000)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  if (!/[^\s\p{Cf}]/u.test(flat)) return ''
  return flat.length > 250 ? `${flat.slice(0, 249).trim()}…` : flat
}
