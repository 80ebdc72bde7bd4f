import type { Answer, Client } from './client.ts'
import type { Ledger, Line } from './ledger.ts'

/** A write that the load wants, and how its entry will be known. */
export type Wish = {
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  path: string
  token: string
  body?: object
  version?: number
  verb: string
  ref: string | null
  marker: string | null
}

/** Sends writes and keeps the log of what was acknowledged. */
export type Writer = {
  write(wish: Wish): Promise<Answer | null>
  /** Words that occur nowhere else. */
  marker(): string
  /** An earlier acknowledged request again, as a client does that lost the answer. */
  repeat(line: Line): Promise<Answer | null>
}

export function makeWriter(client: Client, ledger: Ledger): Writer {
  let made = 0
  return {
    marker: () => `#${++made}#`,
    write: async (wish) => {
      const { verb, ref, marker, body = {}, version, ...rest } = wish
      const key = wish.method === 'POST' ? `key-${++made}` : null
      const answer = await client.ask({
        ...rest,
        body,
        ...(version !== undefined && { version }),
        ...(key && { key }),
      })
      const request = { ...rest, body, ...(version !== undefined && { version }) }
      ledger.add({
        key,
        marker,
        verb,
        ref: ref ?? answer?.body.ref ?? null,
        request,
        ...outcomeOf(wish, answer),
      })
      return answer
    },
    repeat: ({ key, request }) => client.ask({ ...request, ...(key !== null && { key }) }),
  }
}

function outcomeOf(
  { method }: Wish,
  answer: Answer | null,
): Pick<Line, 'outcome' | 'status' | 'seq' | 'version' | 'attempts' | 'sentAt' | 'answeredAt' | 'awayAt'> {
  if (!answer) return { outcome: 'open', status: 0, attempts: 0, sentAt: 0, answeredAt: 0, awayAt: null }
  const { status, body, attempts, sentAt, answeredAt, awayAt } = answer
  const common = { status, attempts, sentAt, answeredAt, awayAt }
  if (status >= 300) {
    const perhapsWritten = method !== 'POST' && attempts > 1
    return { outcome: perhapsWritten ? 'open' : 'refused', ...common }
  }
  const { seq, version } = body as { seq?: number; version?: number }
  return {
    outcome: 'acknowledged',
    ...common,
    ...(seq !== undefined && { seq }),
    ...(version !== undefined && { version }),
  }
}
