import { setTimeout as sleep } from 'node:timers/promises'

export type Request = {
  method: string
  path: string
  token: string
  body?: object
  key?: string
  version?: number
}
export type Answer = {
  status: number
  body: Record<string, any>
  attempts: number
  sentAt: number
  answeredAt: number
  /** When the last answer on the way said that the database is away. */
  awayAt: number | null
}

/** What the client met on the way, apart from answers. */
export type Tally = {
  requests: number
  /** Requests that are waiting for an answer. */
  waiting: number
  cut: number
  databaseAway: number
  stillRunning: number
  /** Answers that no kill explains: a 5xx other than `database-away`, or one that is not problem+json. */
  unexplained: string[]
  /** Requests that had no answer at all within `patience`, although their connection was not cut. */
  timedOut: string[]
  longestMs: number
}

export type Client = { readonly tally: Tally; ask(request: Request): Promise<Answer | null> }

/** How long one sending waits for its answer, ms. */
const patience = 15_000

/**
 * Sends a request until it is answered for good: the same one again, with the same key, whenever the connection is
 * cut, the database is away or the first one still runs. Null when `givenUp` says that the run is over.
 */
export function makeClient(url: string, givenUp: () => boolean): Client {
  const tally: Tally = {
    requests: 0,
    waiting: 0,
    cut: 0,
    databaseAway: 0,
    stillRunning: 0,
    unexplained: [],
    timedOut: [],
    longestMs: 0,
  }
  const ask = async (request: Request): Promise<Answer | null> => {
    const sentAt = Date.now()
    let awayAt: number | null = null
    tally.requests++
    tally.waiting++
    try {
      for (let attempts = 1; !givenUp(); attempts++) {
        const got = await send(url, request).catch((error: Error) => {
          if (error.name === 'TimeoutError') tally.timedOut.push(`${request.method} ${request.path}`)
          return null
        })
        const answeredAt = Date.now()
        if (got && isFinal(got, tally, request)) {
          tally.longestMs = Math.max(tally.longestMs, answeredAt - sentAt)
          return { ...got, attempts, sentAt, answeredAt, awayAt }
        }
        if (got?.status === 503) awayAt = answeredAt
        if (!got) tally.cut++
        await sleep(50)
      }
      return null
    } finally {
      tally.waiting--
    }
  }
  return { tally, ask }
}

type Got = { status: number; type: string; body: Record<string, any> }

async function send(url: string, { method, path, token, body, key, version }: Request): Promise<Got> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patience),
  })
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  return { status: response.status, type, body: text === '' ? {} : JSON.parse(text) }
}

function isFinal({ status, type, body }: Got, tally: Tally, { method, path }: Request): boolean {
  const problem = type.startsWith('application/problem+json')
  if (status === 409 && body.code === 'still-running') {
    tally.stillRunning++
    return false
  }
  if (status < 500 && (status < 400 || problem)) return true
  if (status === 503 && problem && body.code === 'database-away') tally.databaseAway++
  else tally.unexplained.push(`${method} ${path}: ${status} ${type} ${body.code} ${body.detail}`)
  return false
}
