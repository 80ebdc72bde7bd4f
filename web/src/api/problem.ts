import type { ProblemBody } from './types.ts'

/** What the API refused, and why. `offline` when there was no answer at all. */
export class Refused extends Error {
  readonly status: number
  readonly body: ProblemBody

  constructor(status: number, body: ProblemBody) {
    super(body.detail)
    this.name = 'Refused'
    this.status = status
    this.body = body
  }

  get code(): string {
    return this.body.code
  }

  /** Asking again, as it is, may succeed. */
  get passes(): boolean {
    return [0, 408, 425, 429, 502, 503, 504].includes(this.status) || this.code === 'still-running'
  }

  /** What is wrong with each field, by its name: `{title: "is required"}`. */
  get fields(): Record<string, string> {
    return Object.fromEntries(
      (this.body.problems ?? []).map(({ path, message }) => [path.replace(/^\//, ''), message]),
    )
  }
}

/** No answer came: the server or the network is away. */
export function away(): Refused {
  return refusedLocally(0, 'away', 'The server cannot be reached just now.')
}

function refusedLocally(status: number, code: string, detail: string): Refused {
  return new Refused(status, { type: 'about:blank', title: code, status, code, detail })
}

/** What a response that is not good says. */
export async function refusedBy(response: Response): Promise<Refused> {
  const body = (await response.json().catch(() => null)) as ProblemBody | null
  if (body?.code) return new Refused(response.status, body)
  return refusedLocally(response.status, 'unexpected', `The server answered ${response.status}.`)
}
