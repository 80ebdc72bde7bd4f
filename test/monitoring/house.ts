import { setTimeout as sleep } from 'node:timers/promises'
import { bootstrapKey } from '../faults/service.ts'

type Method = 'GET' | 'POST' | 'PUT'
export type Alert = { name: string; state: string; incident: string | null; count: number }
export type Incident = {
  ref: string
  state: string
  priority: number
  title: string
  team: { key: string } | null
  service: { key: string } | null
  closure: string | null
}

/** The house as its administrator asks it. */
export type House = ReturnType<typeof houseAt>

export function houseAt(url: string) {
  const ask = async <T>(method: Method, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bootstrapKey}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  return {
    ask,
    incidents: () => ask<{ items: Incident[] }>('GET', '/incidents?limit=200').then(({ items }) => items),
    alerts: async () => {
      const all: Alert[] = []
      for (let next: string | null = ''; next !== null; ) {
        const path = `/alerts?limit=200${next === '' ? '' : `&cursor=${next}`}`
        const page: { items: Alert[]; next: string | null } = await ask('GET', path)
        all.push(...page.items)
        next = page.next
      }
      return all
    },
  }
}

/** A team behind a service, recovery that is held for a minute, and a key for the tools. */
export async function furnish({ ask }: House): Promise<string> {
  await ask('POST', '/teams', { key: 'booking', name: 'Booking team', line: 2 })
  await ask('POST', '/services', { key: 'booking', name: 'Booking', state: 'live', tier: 2, team: 'booking' })
  const { items } = await ask<{ items: { key: string; value: object }[] }>('GET', '/settings')
  const closing = items.find(({ key }) => key === 'closing')?.value
  await ask('PUT', '/settings/closing', { value: { ...closing, recoveryHeldMinutes: 1 } })
  const { key } = await ask<{ key: string }>('POST', '/intake-keys', { name: 'prometheus' })
  return key
}

/** Asks until it is so, at most so many seconds. @throws Error with what was seen last */
export async function until<T>(
  what: string,
  seconds: number,
  look: () => Promise<T>,
  isSo: (seen: T) => boolean,
): Promise<T> {
  let last = 'nothing'
  for (let waited = 0; waited < seconds * 4; waited++) {
    const seen = await look().catch((error: Error) => error)
    if (seen instanceof Error) last = seen.message
    else if (isSo(seen)) return seen
    else last = JSON.stringify(seen).slice(0, 800)
    await sleep(250)
  }
  throw new Error(`${what}: not within ${seconds} s; last seen ${last}`)
}
