/** One write that the load asked for, and what became of it as far as the client knows. */
export type Line = {
  /** The Idempotency-Key; null for verbs of HTTP that have none (PATCH, PUT, DELETE). */
  key: string | null
  /** Words in the content that nothing else has; null where the verb takes no words. */
  marker: string | null
  /** The entry's verb. */
  verb: string
  /** Null until an opening is acknowledged. */
  ref: string | null
  request: { method: string; path: string; body: object; token: string; version?: number }
  /**
   * `acknowledged`: it must be there once. `refused`: it must not be there. `open`: asked again after a cut, an
   * amendment finds its record changed, perhaps by itself; or the run ended first. It may be there once.
   */
  outcome: 'acknowledged' | 'refused' | 'open'
  status: number
  /** What the answer said. */
  seq?: number
  version?: number
  attempts: number
  /** Epoch ms: first sent, and answered. */
  sentAt: number
  answeredAt: number
  /** When the last answer said that the database is away, epoch ms; null where none did. */
  awayAt: number | null
}

/** The client's log of acknowledgements. */
export type Ledger = {
  readonly lines: Line[]
  add(line: Line): void
  /** When the first write was acknowledged that was sent after an instant, epoch ms. */
  firstAfter(at: number): number | null
}

export function openLedger(): Ledger {
  const lines: Line[] = []
  return {
    lines,
    add: (line) => lines.push(line),
    firstAfter: (at) => {
      const after = lines.filter(({ outcome, sentAt }) => outcome === 'acknowledged' && sentAt >= at)
      return after.length === 0 ? null : Math.min(...after.map(({ answeredAt }) => answeredAt))
    },
  }
}
