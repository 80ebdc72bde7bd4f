import createClient from 'openapi-fetch'
import { away, Refused, refusedBy } from './problem.ts'
import { learnTime } from './server-time.ts'
import type { paths } from './types.ts'

const client = createClient<paths>({ baseUrl: location.origin, fetch: send })

type Signals = { signedOut: () => void; reached: (there: boolean) => void }
const signals: Signals = { signedOut: () => {}, reached: () => {} }

/** Whom to tell that the session ended, and whether the server can be reached. */
export function onSignals(given: Signals): void {
  Object.assign(signals, given)
}

let person: number | undefined

/** Says with every request whom this page is of: another who signs in beside it in this browser is not taken for them. */
export function sayWhose(id: number): void {
  person = id
}

async function send(request: Request): Promise<Response> {
  if (person !== undefined) request.headers.set('throughline-person', String(person))
  const response = await fetch(request).catch((error: unknown) => {
    if (request.signal.aborted) throw error
    signals.reached(false)
    throw away()
  })
  learnTime(response)
  signals.reached(![502, 503, 504].includes(response.status))
  if (response.status === 401) signals.signedOut()
  return response
}

/** Any request, for what the typed client cannot say (a path known only at run time). @throws Refused */
export async function request(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await send(new Request(new URL(path, location.origin), init))
  if (!response.ok) throw await refusedBy(response)
  return response.status === 204 ? null : response.json()
}

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** What was asked for. @throws Refused */
async function or<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer
  if (!response.ok)
    throw error && isProblem(error) ? new Refused(response.status, error) : await unsaid(response)
  return data as T
}

const isProblem = (error: unknown): error is Refused['body'] =>
  typeof error === 'object' && error !== null && 'code' in error

const unsaid = (response: Response): Promise<Refused> =>
  refusedBy(new Response(null, { status: response.status }))

/** The API, typed by its own description: `read(api.GET('/api/v1/me'))`. */
export const api = client
export const read = or
