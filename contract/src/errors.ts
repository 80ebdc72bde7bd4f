/**
 * Every error that leaves Throughline: a stable code, an HTTP status and a message that says what to do.
 * `{name}` in a message is filled from the error's details. Sent as `application/problem+json` (RFC 9457).
 */
export const errors = {
  'invalid-input': {
    status: 400,
    message: 'Some of what was sent cannot be used; see `problems`, one line for each.',
  },
  'invalid-json': { status: 400, message: 'The body is not valid JSON: {why}.' },
  'invalid-cursor': {
    status: 400,
    message: 'This cursor was not made by this list; start again without it.',
  },
  'unsupported-media-type': { status: 415, message: 'Send {expected}; this was {got}.' },
  'body-too-large': { status: 413, message: 'The body is larger than the limit of {limit} bytes.' },
  'not-signed-in': { status: 401, message: 'Sign in, or send a valid key as `Authorization: Bearer …`.' },
  'sign-in-failed': { status: 401, message: 'Signing in failed: {why}.' },
  'not-allowed': { status: 403, message: 'You may not {action} here.' },
  'not-found': { status: 404, message: '{what} was not found, or is not yours to see.' },
  'no-such-route': { status: 404, message: 'There is nothing at {path}; see /docs for what there is.' },
  'illegal-move': {
    status: 409,
    message: '{ref} is {state}: `{verb}` is not possible from there. Possible now: {legal}.',
  },
  'is-merged': {
    status: 409,
    message: '{ref} is merged into another record: act on that one, or take it out of the merge first.',
  },
  conflict: { status: 409, message: '{what}.' },
  'still-running': {
    status: 409,
    message: 'A request with this Idempotency-Key is still running; ask again in a moment.',
  },
  'key-reused': {
    status: 422,
    message: 'This Idempotency-Key was used before with another request; use a new key.',
  },
  'stale-version': {
    status: 412,
    message: '{ref} is at version {current}, not {sent}: read it again and repeat your change.',
  },
  'too-many-files': {
    status: 413,
    message: 'At most {limit} files are taken at once; send the others again.',
  },
  'content-mismatch': {
    status: 415,
    message: '{name} says it is {claimed}, its content says {found}: it was not kept.',
  },
  'type-refused': { status: 415, message: 'Files of type {type} are not accepted here.' },
  'too-many-requests': { status: 429, message: 'Too many requests; try again in {seconds} seconds.' },
  'rule-broken': { status: 422, message: '{why}' },
  'database-away': {
    status: 503,
    message:
      'The database cannot be reached just now. Send it again shortly: with the same Idempotency-Key it is done once.',
  },
  overloaded: {
    status: 503,
    message:
      'More is coming in than can be written just now; nothing of this was kept. Send it again shortly.',
  },
  stopping: { status: 503, message: 'The server is stopping; try again shortly.' },
  internal: {
    status: 500,
    message: 'Something went wrong on our side (reference {trace}); nothing was written.',
  },
} as const satisfies Record<string, { status: number; message: string }>

export type ErrorCode = keyof typeof errors

/** One unusable field: where it is (a JSON pointer) and what to do about it. */
export type FieldProblem = { path: string; message: string }

/** An error of the table above. Thrown anywhere, turned into problem+json at the edge. */
export class Problem extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, unknown>>
  readonly problems: readonly FieldProblem[]

  constructor(
    code: ErrorCode,
    details: Record<string, unknown> = {},
    problems: readonly FieldProblem[] = [],
  ) {
    super(fill(errors[code].message, details))
    this.name = 'Problem'
    this.code = code
    this.details = details
    this.problems = problems
  }

  get status(): number {
    return errors[this.code].status
  }
}

/** Input that breaks a rule of the practice, said in one sentence about one field. */
export function badField(path: string, message: string): Problem {
  return new Problem('invalid-input', {}, [{ path: path.startsWith('/') ? path : `/${path}`, message }])
}

function fill(template: string, details: Record<string, unknown>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = details[name]
    return Array.isArray(value) ? value.join(', ') || 'nothing' : String(value ?? '?')
  })
}
