import type { Client } from './client.ts'
import { bootstrapKey } from './service.ts'

/** Who sends requests. */
export type Caller = { id: number; email: string; staff: boolean; token: string }
export type Callers = { staff: Caller[]; requesters: Caller[]; administrator: string }

type Person = { name: string; role: 'agent' | 'manager' | 'requester' }

const people: readonly Person[] = [
  { name: 'Ana', role: 'agent' },
  { name: 'Bo', role: 'agent' },
  { name: 'Cem', role: 'manager' },
  { name: 'Dee', role: 'requester' },
  { name: 'Eli', role: 'requester' },
]

/** Each incident has clocks that become due again and again in its first minute: the least target there is. */
const targets = [1, 2, 3, 4, 5].flatMap((priority) => [
  { priority, name: 'response', ms: 60_000, hours: 'around the clock', steps: [5, 25, 100] },
  { priority, name: 'resolution', ms: 60_000, hours: 'around the clock', steps: [10, 40, 100] },
])

/** Makes people with keys, a team and short targets, through the API. */
export async function setUp(client: Client): Promise<Callers> {
  const administrate = async (method: string, path: string, body: object): Promise<Record<string, any>> => {
    const answer = await client.ask({ method, path: `/api/v1${path}`, token: bootstrapKey, body })
    if (!answer || answer.status >= 300) {
      throw new Error(`${method} ${path}: ${answer?.status} ${JSON.stringify(answer?.body)}`)
    }
    return answer.body
  }
  const callers: Caller[] = []
  for (const { name, role } of people) {
    const email = `${name.toLowerCase()}@example.com`
    const { id } = await administrate('POST', '/people', { name, email, role })
    const { key } = await administrate('POST', `/people/${id}/keys`, {
      name: 'Faults',
      scopes: ['read', 'write'],
    })
    callers.push({ id, email, staff: role !== 'requester', token: key })
  }
  const staff = callers.filter((caller) => caller.staff)
  const [shiftLead, , manager] = staff.map(({ id }) => id)
  const members = staff.map(({ id }) => id)
  await administrate('POST', '/teams', { key: 'desk', name: 'Service desk', shiftLead, manager, members })
  await administrate('PUT', '/settings/targets', { value: { incident: targets } })
  return { staff, requesters: callers.filter((caller) => !caller.staff), administrator: bootstrapKey }
}
