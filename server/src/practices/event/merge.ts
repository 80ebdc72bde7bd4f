import type { Sent } from './event.ts'

export type Counted = { sent: Sent; source: string; count: number }

/**
 * What several deliveries say of each alert, each once and in one order, so that two writers never wait for each other
 * in a circle. Of two episodes the later counts; of one episode, that it is over.
 */
export function merged(deliveries: readonly { source: string; alerts: readonly Sent[] }[]): Counted[] {
  const known = new Map<string, Counted>()
  for (const { source, alerts } of deliveries) {
    for (const sent of alerts) {
      const key = `${sent.fingerprint} ${source}`
      const before = known.get(key)
      if (!before) known.set(key, { sent, source, count: 1 })
      else {
        before.count++
        if (supersedes(sent, before.sent)) before.sent = sent
      }
    }
  }
  if (known.size === 1) return [...known.values()]
  return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

function supersedes(later: Sent, earlier: Sent): boolean {
  if (later.startsAt !== earlier.startsAt) return later.startsAt > earlier.startsAt
  return later.resolved || !earlier.resolved
}
