import { incident } from '@throughline/contract'
import type { Ctx } from '../context/index.ts'
import { person } from '../context/testing.ts'
import type { Db } from '../db/index.ts'
import {
  act,
  amend,
  comment,
  definePractice,
  link,
  open,
  participate,
  registryOf,
  restrict,
  unlink,
} from '../practice/index.ts'
import { type TestSpine, testSpine } from '../practice/testing.ts'
import type { JsonObject } from '../records/index.ts'
import { recordChange } from './system-record.ts'

const MINUTE = 60_000

/** Incidents without an incident's rules: as much of a practice as the audit has to do with. */
export const plain = definePractice({
  facts: incident,
  openedBy: 'requester',
  amendedBy: 'staff',
  open: (_ctx: Ctx, { title, description = '', tags = [], custom = {}, requesterId }: PlainInput) => ({
    state: 'new',
    set: {
      impact: 2,
      urgency: 1,
      priority: 2,
      requesterId: requesterId ?? null,
      teamId: 10,
      channel: 'portal',
    },
    content: { title, description, tags, custom },
  }),
  rules: {
    take: (ctx) => ({ set: { holderId: ctx.actor.personId } }),
    resolve: (_ctx, _row, { text }: { text: string }, now) => ({
      public: true,
      set: { resolvedAt: now, data: { restoredAt: now } },
      content: { fields: { resolutionText: text } },
    }),
  },
  clocks: {
    resolution: (row) => ({
      mode: row.category === 'done' ? 'stopped' : row.cause === 'requester' ? 'paused' : 'counting',
      why: row.state,
    }),
  },
})
export const plainRegistry = registryOf([plain])
export type PlainInput = {
  title: string
  description?: string
  tags?: string[]
  custom?: JsonObject
  requesterId?: number
}

/** A spine with a requester (1), an agent (2) and an administrator (3). */
export async function auditSpine(db: Db): Promise<{ spine: TestSpine; rita: Ctx; ana: Ctx; adam: Ctx }> {
  const people = [
    person(1, 'Rita', 'requester'),
    person(2, 'Ana', 'agent'),
    person(3, 'Adam', 'administrator'),
  ]
  const spine = await testSpine(db, { people })
  return { spine, rita: spine.as({ id: 1 }), ana: spine.as({ id: 2 }), adam: spine.as({ id: 3 }) }
}

/** Two linked incidents with all kinds of entries, a restricted one, and a change of the set-up. Answers the first two's ids. */
export async function variedRecords(spine: TestSpine, ana: Ctx): Promise<[number, number]> {
  const { row } = await open(ana, plain, {
    title: 'Mail is <b>down</b>',
    description: 'Since "this" morning: ünï\\codé 👩‍🚒',
    tags: ['a,b', '"c"'],
    custom: { floor: '3 west' },
    requesterId: 1,
  })
  const other = await open(ana, plain, { title: 'Again down' })
  const id = row.id
  spine.time.advance(5 * MINUTE)
  await act(ana, plain, { id, verb: 'take', input: {} })
  await comment(ana, plain, { id, body: 'A note with < a sign', public: false })
  await comment(ana, plain, { id, body: 'and its > end', public: true })
  await act(ana, plain, { id, verb: 'await-change', input: {} })
  spine.time.advance(61 * MINUTE)
  await act(ana, plain, { id, verb: 'resume', input: {} })
  await amend(ana, plain, { id, input: { title: 'Mail is slow', tags: ['c'], custom: { floor: null } } })
  const registry = plainRegistry
  const from = { practice: plain, id }
  await link(ana, registry, from, 'relates', `INC-${other.row.id}`)
  await unlink(ana, registry, from, 'relates', `INC-${other.row.id}`)
  await link(ana, registry, from, 'relates', `INC-${other.row.id}`)
  await participate(ana, plain, id, { op: 'add', role: 'helper', subject: 'person', id: 3 })
  await participate(ana, plain, id, { op: 'add', role: 'watcher', subject: 'team', id: 10 })
  await participate(ana, plain, id, { op: 'remove', role: 'helper', subject: 'person', id: 3 })
  spine.time.advance(MINUTE)
  await act(ana, plain, { id, verb: 'resolve', input: { text: 'Restarted.' } })
  const secret = await open(ana, plain, { title: 'Someone took a laptop' })
  await act(ana, plain, { id: secret.row.id, verb: 'take', input: {} })
  await restrict(ana, plainRegistry, plain, {
    id: secret.row.id,
    people: [3],
    teams: [],
    reason: 'Personnel',
  })
  await recordChange(ana, {
    area: 'settings',
    verb: 'set',
    facts: { key: 'closing' },
    note: { reason: 'Shorter' },
  })
  return [id, other.row.id]
}
