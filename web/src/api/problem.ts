import type { ErrorCode } from '@throughline/contract'
import type { ProblemBody } from './types.ts'

type Details = Record<string, unknown>
/** How a refusal is told to people. */
export type ProblemWords = {
  /** By the code: the API's own sentence and the facts that came with it, as one sentence. */
  codes: Record<ErrorCode | 'away' | 'unexpected', (detail: string, details: Details) => string>
  /** What the API says of a field or of a broken rule, and how it is said here; what none fits stays as it is. */
  sentences: readonly (readonly [RegExp, string])[]
}

let spoken: ProblemWords | null = null

/** Says what is refused from now on in these words. Said once for all screens, so that none can forget it. */
export function sayProblemsIn(words: ProblemWords): void {
  spoken = words
}

function sentence(said: string): string | null {
  for (const [pattern, replacement] of spoken?.sentences ?? [])
    if (pattern.test(said)) return said.replace(pattern, replacement)
  return null
}

function told(body: ProblemBody): string {
  const why = (body as Details).why ?? (body as Details).what
  const known = typeof why === 'string' ? sentence(why) : null
  const byCode = spoken?.codes[body.code as ErrorCode]
  return known ?? byCode?.(body.detail, body as Details) ?? body.detail
}

/** What the API refused, and why, in the person's language. */
export class Refused extends Error {
  readonly status: number
  readonly body: ProblemBody

  constructor(status: number, body: ProblemBody) {
    super(told(body))
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

  /** What is wrong with each field, by its name: `{title: "This is missing."}`. */
  get fields(): Record<string, string> {
    return Object.fromEntries(
      (this.body.problems ?? []).map(({ path, message }) => [
        path.replace(/^\//, ''),
        sentence(message) ?? message,
      ]),
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
