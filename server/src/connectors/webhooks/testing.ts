import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { WebhookIn } from '@throughline/contract'
import { system } from '../../spine/audit/index.ts'
import { plain } from '../../spine/audit/testing.ts'
import type { PersonFacts } from '../../spine/context/index.ts'
import { person, team } from '../../spine/context/testing.ts'
import type { Db } from '../../spine/db/index.ts'
import { followAll } from '../../spine/jobs/index.ts'
import { createOutgoing } from '../../spine/outgoing/index.ts'
import { receiver } from '../../spine/outgoing/testing.ts'
import { comment, open, registryOf } from '../../spine/practice/index.ts'
import { testSpine } from '../../spine/practice/testing.ts'
import { sealOf } from '../../spine/sealing/index.ts'
import { subscribe } from './commands.ts'
import { webhookDeliveries, webhookFailures } from './follow.ts'
import { webhookLoop } from './loop.ts'
import type { Tools } from './webhook.ts'

const registry = registryOf([plain, system])
const people: PersonFacts[] = [
  person(1, 'Rita', 'requester'),
  person(2, 'Ana', 'agent', [10]),
  person(3, 'Ada', 'administrator'),
  person(4, 'Uma', 'administrator'),
]

/** A house with an administrator who subscribes programs, and a loop that sends to them. */
export async function openHouse(db: Db) {
  for (const { id, name, role } of people)
    await db.pool.query(
      `insert into person (id, name, role, created_at, updated_at) overriding system value
       values ($1, $2, $3, '2026-01-01Z', '2026-01-01Z')`,
      [id, name, role],
    )
  const spine = await testSpine(db, { people, teams: [team(10, 'desk', 1, [2]), team(11, 'network')] })
  const tools: Tools = {
    registry,
    publicUrl: 'https://desk.example.org',
    outgoing: createOutgoing({ allow: ['127.0.0.0/8'], http: true, timeoutMs: 400 }),
    seal: sealOf('the key that this test seals with'),
  }
  const loop = webhookLoop(spine, tools)
  const ada = spine.as({ id: 3 })
  const wanted: WebhookIn = {
    name: 'Chat',
    url: 'https://hooks.example.com/',
    kinds: [],
    verbs: [],
    services: [],
    teams: [],
    restricted: false,
  }
  return {
    spine,
    tools,
    loop,
    wanted,
    rita: spine.as({ id: 1 }),
    ana: spine.as({ id: 2 }),
    ada,
    uma: spine.as({ id: 4 }),
    subscribe: (url: string, more: Partial<WebhookIn> = {}) =>
      subscribe(ada, tools, { ...wanted, url, ...more }),
    report: async (title = 'Mail is down'): Promise<number> =>
      (await open(spine.as({ id: 1 }), plain, { title, requesterId: 1 })).row.id,
    say: (id: number, body: string, open = true) =>
      comment(spine.as({ id: 2 }), plain, { id, body, public: open }),
    follow: () => followAll(spine, { registry, handlers: [webhookDeliveries, webhookFailures] }),
    /** Does all that is due now, however often it takes. */
    send: async (): Promise<number | null> => {
      for (;;) {
        const due = await loop.tick(spine.time.now())
        if (due === null || due > spine.time.now()) return due
      }
    },
  }
}

export type Got = { headers: IncomingHttpHeaders; body: string }

/** A program on loopback that keeps what it gets. */
export async function program(answer: (response: ServerResponse, got: Got) => void = ok) {
  const got: Got[] = []
  const open = await receiver(async (request: IncomingMessage, response) => {
    const body = (await request.setEncoding('utf8').toArray()).join('')
    const one = { headers: request.headers, body }
    got.push(one)
    answer(response, one)
  })
  return { ...open, got, events: () => got.map(({ headers }) => headers['webhook-id']) }
}

export function ok(response: ServerResponse): void {
  response.end('thanks')
}
