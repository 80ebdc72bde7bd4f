import { request } from './client.ts'
import { newKey } from './new-key.ts'
import { adoptAbandoned, openDrawer } from './outbox-drawer.ts'
import { Refused } from './problem.ts'

/**
 * Every change a person makes goes through here: it is kept in the browser until the server has acknowledged it, is
 * sent again after a failure with the same Idempotency-Key (so it happens once), and can be undone until it is sent.
 */
export type Write = {
  /** Idempotency-Key, and its name here. */
  key: string
  /** What the person did, in their words: shown with *Undo*, and when it failed. */
  label: string
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  path: string
  body?: unknown
  /** The version of the record the person was looking at. */
  ifMatch?: number
  /** Which record it is about. */
  ref?: string
  /** What its row shows meanwhile, such as `{state: 'resolved'}`. */
  patch?: Record<string, unknown>
  /** Who sends it says themselves what went wrong, beside the fields. */
  quiet?: boolean
  /** When it is sent, by this browser's clock. */
  sendAt: number
}

export type Outcome =
  | { ok: true; data: unknown }
  | { ok: false; problem: Refused }
  | { ok: false; undone: true }
export type NewWrite = Omit<Write, 'key' | 'sendAt'> & { key?: string; undoMs?: number }

type Listener = () => void
type Settled = (write: Write, outcome: Outcome) => void

const lastResort = 30_000

let writes: readonly Write[] = []
let store = (_writes: readonly Write[]): boolean => true
let stored = true
let held = true
let sending = false
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<Listener>()
const settled = new Set<Settled>()
const waiting = new Map<string, (outcome: Outcome) => void>()

/** Opens a person's outbox: what an earlier page could not send is sent now. */
export async function openOutbox(person: number): Promise<void> {
  const drawer = await openDrawer<Write>(`throughline.outbox.${person}`)
  store = drawer.store
  keep([...drawer.found.map(loud), ...writes])
  held = false
  addEventListener('beforeunload', (event) => {
    // Only this page knows of what the browser had no room for.
    if (!stored && writes.length > 0) event.preventDefault()
  })
  // What could still be undone is not undone by leaving.
  addEventListener('pagehide', leave)
  addEventListener('online', () => void flush())
  setInterval(() => void adopt(drawer.name), lastResort)
  void adopt(drawer.name)
}

/**
 * Sends what waits, the first about each record; the page is gone before the answer is there, so it stays in the
 * drawer, and the next page asks again with the same key.
 */
function leave(): void {
  if (held) return
  const first = new Map(writes.toReversed().map((write) => [write.ref ?? write.key, write]))
  for (const write of first.values()) {
    // What names a thing that is not made yet must wait for it.
    if (!JSON.stringify(write.body ?? null).includes(madeBy('')))
      void fetch(write.path, { ...initOf(write), keepalive: true }).catch(() => {})
  }
}

async function adopt(name: string): Promise<void> {
  const found = await adoptAbandoned<Write>(name)
  if (found.length > 0) keep([...found.map(loud), ...writes])
  void flush()
}

/** Who would have said what went wrong left with their page. */
const loud = (write: Write): Write => ({ ...write, quiet: false })

/** Stops sending, for as long as the person has to sign in again. */
export function holdOutbox(hold: boolean): void {
  held = hold
  if (!hold) void flush()
}

/** Puts a change in the outbox; resolves when it was acknowledged, refused, or undone. */
export function send({ key = newKey(), undoMs = 0, ...write }: NewWrite): Promise<Outcome> {
  const entry = { ...write, key, sendAt: Date.now() + undoMs }
  keep([...writes, entry])
  const outcome = new Promise<Outcome>((resolve) => waiting.set(key, resolve))
  void flush()
  return outcome
}

/** Takes back what was not sent yet. Answers whether it still could be. */
export function undo(key: string): boolean {
  const write = writes.find((one) => one.key === key)
  if (!write || waitFor(write) === 0) return false
  settle(write, { ok: false, undone: true })
  return true
}

export const pending = (): readonly Write[] => writes
export function onOutbox(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
export function onSettled(listener: Settled): () => void {
  settled.add(listener)
  return () => void settled.delete(listener)
}

/** Sends what is due, in order. */
async function flush(): Promise<void> {
  clearTimeout(timer)
  if (held || sending) return
  sending = true
  await sendDue().finally(() => {
    sending = false
  })
  schedule()
}

async function sendDue(): Promise<void> {
  for (let write = due(); write && !held; write = due()) {
    const outcome = await attempt(write)
    if (!outcome.ok && 'problem' in outcome && mustWait(outcome.problem)) {
      failures++
      return
    }
    failures = 0
    settle(write, outcome)
  }
}

/** Milliseconds until a change is sent. A clock that was set back meanwhile makes nothing wait. */
function waitFor({ sendAt }: Write): number {
  const left = sendAt - Date.now()
  return left > lastResort ? 0 : Math.max(left, 0)
}

/** The first one whose time has come; one about the same record waits for those before it. */
function due(): Write | undefined {
  const blocked = new Set<string>()
  for (const write of writes) {
    if (write.ref && blocked.has(write.ref)) continue
    if (waitFor(write) === 0) return write
    if (write.ref) blocked.add(write.ref)
  }
  return undefined
}

function initOf({ key, method, body, ifMatch }: Write): RequestInit {
  const headers: Record<string, string> = { 'idempotency-key': key }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`
  return { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
}

async function attempt(write: Write): Promise<Outcome> {
  try {
    return { ok: true, data: await request(write.path, initOf(write)) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error }
    throw error
  }
}

/** Not the change is at fault: the server is away, or the person must sign in first. */
function mustWait(problem: Refused): boolean {
  if (problem.status === 401) held = true
  return problem.passes || problem.status === 401
}

/** Stands in a later change for the number of what an earlier one makes, until that is known. */
export const madeBy = (key: string): string => `made-by:${key}`

function named(later: Write, key: string, outcome: Outcome): Write {
  const made = outcome.ok ? (outcome.data as { id?: unknown } | null)?.id : undefined
  const place = JSON.stringify(madeBy(key))
  const body = JSON.stringify(later.body)
  if (typeof made !== 'number' || !body?.includes(place)) return later
  return { ...later, body: JSON.parse(body.replaceAll(place, String(made))) }
}

function settle(write: Write, outcome: Outcome): void {
  const others = writes.filter(({ key }) => key !== write.key)
  keep(others.map((later) => named(later, write.key, outcome)))
  waiting.get(write.key)?.(outcome)
  waiting.delete(write.key)
  for (const listener of settled) listener(write, outcome)
}

function schedule(): void {
  if (writes.length === 0 || held) return
  const next = Math.min(...writes.map(waitFor))
  const backOff = failures > 0 ? Math.min(1_000 * 2 ** (failures - 1), lastResort) : 0
  timer = setTimeout(() => void flush(), Math.max(next, backOff, 20))
}

function keep(next: readonly Write[]): void {
  writes = next
  stored = store(writes)
  for (const listener of listeners) listener()
}
