import { between, oneOf, weighted } from './random.ts'
import { moveFor, weightsOf } from './verbs.ts'
import type { Worker } from './worker.ts'

type Act = (worker: Worker) => Promise<void>

/** What callers do. */
export const acts = { report, say, move, amend, relate, watch, set } satisfies Record<string, Act>

const base = '/api/v1/incidents'

async function report({ caller, callers, pool, random, writer }: Worker): Promise<void> {
  const requester = caller.staff ? (oneOf(random, callers.requesters) ?? caller) : caller
  const marker = writer.marker()
  const levels = { impact: between(random, 1, 4), urgency: between(random, 1, 4) }
  const body = {
    title: marker,
    description: 'It does not work.',
    ...(caller.staff && { ...levels, requester: requester.id, ...(random() < 0.7 && { team: 'desk' }) }),
  }
  const wish = {
    method: 'POST',
    path: base,
    token: caller.token,
    body,
    verb: 'open',
    ref: null,
    marker,
  } as const
  const answer = await writer.write(wish)
  if (answer?.status === 201) pool.add(answer.body.ref as string, requester)
}

async function say({ caller, pool, random, writer }: Worker): Promise<void> {
  const ref = pool.pick(random, caller)
  if (!ref) return
  const marker = writer.marker()
  const body = { body: marker, public: !caller.staff || random() < 0.5 }
  const path = `${base}/${ref}/comments`
  await writer.write({ method: 'POST', path, token: caller.token, body, verb: 'comment', ref, marker })
}

/** Reads an incident, and does one of the things that it offers, on the version that was read. */
async function move(worker: Worker): Promise<void> {
  const { caller, callers, random, writer } = worker
  const seen = await look(worker)
  const offered = weightsOf(seen?.can ?? [])
  if (!seen || Object.keys(offered).length === 0) return
  const verb = weighted(random, offered)
  const { body, marker } = moveFor(verb, writer.marker(), random, callers.staff)
  const { ref, version } = seen
  const path = `${base}/${ref}/actions/${verb}`
  await writer.write({ method: 'POST', path, token: caller.token, body, version, verb, ref, marker })
}

async function amend(worker: Worker): Promise<void> {
  const { caller, writer } = worker
  const seen = caller.staff ? await look(worker) : null
  if (!seen) return
  const marker = writer.marker()
  const { ref, version } = seen
  const path = `${base}/${ref}`
  await writer.write({
    method: 'PATCH',
    path,
    token: caller.token,
    body: { description: marker },
    version,
    verb: 'amend',
    ref,
    marker,
  })
}

type Seen = { ref: string; version: number; can: string[] }

async function look({ caller, client, pool, random }: Worker): Promise<Seen | null> {
  const ref = pool.pick(random, caller)
  if (!ref) return null
  const answer = await client.ask({ method: 'GET', path: `${base}/${ref}`, token: caller.token })
  return answer?.status === 200 ? (answer.body as Seen) : null
}

async function relate({ caller, pool, random, writer }: Worker): Promise<void> {
  const [ref, to] = [pool.pick(random, caller), pool.pick(random, caller)]
  if (!caller.staff || !ref || !to) return
  const type = random() < 0.3 ? 'child-of' : 'relates'
  const path = `${base}/${ref}/links`
  if (random() < 0.8) {
    const body = { type, to }
    await writer.write({ method: 'POST', path, token: caller.token, body, verb: 'link', ref, marker: null })
  } else {
    const ending = `${path}/${type}/${to}`
    await writer.write({
      method: 'DELETE',
      path: ending,
      token: caller.token,
      verb: 'unlink',
      ref,
      marker: null,
    })
  }
}

async function watch({ caller, pool, random, writer }: Worker): Promise<void> {
  const ref = pool.pick(random, caller)
  if (!ref) return
  const on = random() < 0.7
  const path = `${base}/${ref}/watch`
  const method = on ? 'PUT' : 'DELETE'
  await writer.write({ method, path, token: caller.token, verb: on ? 'watch' : 'unwatch', ref, marker: null })
}

/** An administrator changes how things are set up: a statement of another table in the same transaction. */
async function set({ callers, random, writer }: Worker): Promise<void> {
  const value = {
    remindAfterDays: 3,
    closeAfterDays: between(random, 4, 10),
    heldReopenDays: 1,
    cameBackDays: 14,
    recoveryHeldMinutes: 30,
  }
  const path = '/api/v1/settings/closing'
  const wish = {
    method: 'PUT',
    path,
    token: callers.administrator,
    body: { value },
    verb: 'change',
    ref: null,
  } as const
  await writer.write({ ...wish, marker: null })
}
