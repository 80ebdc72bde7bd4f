import { randomUUID } from 'node:crypto'
import type { Sent } from '../load/messages.ts'
import { agentKey } from '../stage/house.ts'
import { report } from './reports.ts'

/** Requests that report incidents from number `from` on, each with an idempotency key, shared out among clients. */
export function reportingRequests(
  clients: number,
  amount: number,
  from: number,
  path = '/api/v1/incidents',
): Sent[][] {
  const requests = Array.from({ length: amount }, (_, n) => reporting(path, from + n))
  return Array.from({ length: clients }, (_, client) => requests.filter((_, n) => n % clients === client))
}

function reporting(path: string, n: number): Sent {
  return {
    method: 'POST',
    path,
    headers: {
      authorization: `Bearer ${agentKey}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(report(n)),
  }
}
