import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { createFileStore } from '../../spine/attachments/index.ts'
import type { ServiceFacts, TeamFacts } from '../../spine/context/index.ts'
import { person, team } from '../../spine/context/testing.ts'
import type { Db } from '../../spine/db/index.ts'
import { createIdentity } from '../../spine/identity/index.ts'
import { publicUrl, somebody } from '../../spine/identity/testing.ts'
import { testSpine } from '../../spine/practice/testing.ts'
import { createServer } from '../server.ts'

export const teams: TeamFacts[] = [team(10, 'desk', 1), { ...team(11, 'network', 2, []), leadId: null }]
export const mail: ServiceFacts = {
  id: 100,
  ref: 'SVC-100',
  key: 'mail',
  name: 'Mail',
  tier: 1,
  ownerId: null,
  teamId: 11,
  calendarKey: null,
  state: 'live',
}

type Ask = { payload?: string | object; headers?: Record<string, string> }

/** A house that monitoring delivers to: the API with real keys, an administrator, a service and its team. */
export async function openIntake(db: Db) {
  const known = [person(2, 'Ana', 'agent', [10]), person(8, 'Rob', 'requester')]
  const spine = await testSpine(db, { people: known, teams, services: [mail] })
  const administrator = await somebody(spine, 'max@example.org', 'administrator', 'Max')
  const files = await createFileStore(await mkdtemp(path.join(tmpdir(), 'files-')))
  const identity = await createIdentity(spine, { publicUrl })
  const app = await createServer({
    spine: Object.assign(spine, { files }),
    bodyLimit: 1_000_000,
    authenticate: async (request) => {
      const who = request.headers['x-person']
      if (who === undefined) return identity.authenticate(request)
      const id = who === 'max' ? administrator : Number(who)
      return spine.as({ id, ...(who === 'max' && { role: 'administrator' as const }) }).actor
    },
  })
  afterAll(() => app.close())
  const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, { payload, headers = {} }: Ask = {}) =>
    app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { ...(headers.authorization === undefined && { 'x-person': 'max' }), ...headers },
      ...(payload !== undefined && { payload }),
    })
  const made = await ask('POST', '/intake-keys', { payload: { name: 'prometheus' } })
  const { key } = made.json() as { key: string }
  const send = (url: string, payload: string | object, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/intake/alertmanager${url}`,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      payload,
    })
  return { app, spine, ask, send, key, db }
}

type Told = { status: string; startsAt: string; endsAt: string; fingerprint: string; annotations: object }

/** An alert as Alertmanager's webhook tells it. */
export function told(
  labels: Record<string, string>,
  {
    status = 'firing',
    startsAt = '2026-03-02T08:59:00Z',
    endsAt = '0001-01-01T00:00:00Z',
    ...more
  }: Partial<Told> = {},
) {
  return {
    status,
    labels,
    annotations: {},
    startsAt,
    endsAt,
    generatorURL: 'http://prometheus:9090/graph',
    ...more,
  }
}

export function webhook(...alerts: object[]) {
  return {
    version: '4',
    groupKey: '{}:{}',
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'throughline',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alertmanager:9093',
    notification_reason: 'new in a later version',
    alerts,
  }
}
