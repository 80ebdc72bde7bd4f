import { type Cause, isOpen, type ListQuery, sorts } from '@throughline/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { may } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { testDatabase } from '../db/testing.ts'
import { testSpine } from '../practice/testing.ts'
import type { RecordRow } from '../records/index.ts'
import { countRecords, listRecords } from './index.ts'
import { incidents, putRecords, requests } from './testing.ts'

const { db } = await testDatabase()
const team = (id: number, key: string) => ({
  id,
  key,
  name: key,
  line: 1,
  leadId: null,
  managerId: null,
  shiftLeadId: null,
  memberIds: [],
})
const service = {
  id: 20,
  ref: 'SVC-20',
  key: 'mail',
  name: 'Mail',
  tier: 1,
  ownerId: null,
  teamId: null,
  calendarKey: null,
  state: 'live',
}
const spine = await testSpine(db, { teams: [team(10, 'desk'), team(11, 'network')], services: [service] })
const practices = [incidents, requests]

const states = {
  'new': 'queue',
  'in-progress': 'active',
  'waiting-supplier': 'waiting',
  resolved: 'done',
  cancelled: 'cancelled',
} as const
const hour = 3_600_000
const instant = fc.integer({ min: 0, max: 6 }).map((hours) => Date.UTC(2026, 0, 1) + hours * hour)
const few = fc.integer({ min: 1, max: 3 })
const row = fc.record({
  kind: fc.constantFrom('incident', 'request', 'system'),
  state: fc.constantFrom(...(Object.keys(states) as (keyof typeof states)[])),
  title: fc.constantFrom('Mail is down', 'Printer jams', 'Mail and printer'),
  priority: fc.option(fc.integer({ min: 1, max: 5 })),
  serviceId: fc.option(fc.constant(20)),
  teamId: fc.option(fc.constantFrom(10, 11)),
  holderId: fc.option(few),
  requesterId: fc.option(few),
  restricted: fc.boolean(),
  openedAt: instant,
  updatedAt: instant,
  dueAt: fc.option(instant),
  tags: fc.constantFrom<string[]>([], ['vip'], ['vip', 'late']),
})
const part = fc.option(fc.record({ role: fc.constantFrom('reader', 'watcher'), person: few }))
const asked = fc.record(
  {
    kind: fc.constantFrom(['incident'], ['request', 'incident']),
    state: fc.constantFrom<string[]>(['new'], ['resolved', 'cancelled'], ['new', 'resolved']),
    category: fc.constantFrom<RecordRow['category'][]>(['queue', 'active'], ['done']),
    open: fc.boolean(),
    team: fc.constantFrom('desk', 'none', 'mine'),
    holder: fc.constantFrom<number | 'me' | 'none'>('me', 'none', 2),
    requester: fc.constantFrom<number | 'me'>('me', 2),
    service: fc.constant('SVC-20'),
    priority: fc.constantFrom([1], [2, 3]),
    restricted: fc.boolean(),
    openedAfter: instant,
    updatedBefore: instant,
    dueAfter: instant,
    dueBefore: instant,
    waitingOn: fc.constantFrom<Cause[]>(['supplier'], ['requester', 'change']),
    tag: fc.constant('late'),
    q: fc.constantFrom('mail', 'mail print', '"mail is"', '&|!:*()', 'INC-3'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<ListQuery>>
const query = fc.tuple(asked, asked).map(([one, other]) => {
  // A few filters at a time, so that something is left.
  const names = [...Object.keys(one).slice(0, 2), ...Object.keys(other).slice(0, 1)]
  return Object.fromEntries(names.map((name) => [name, { ...other, ...one }[name as keyof ListQuery]]))
})

type Made = RecordRow & { part: { role: string; person: number } | null }

async function build(rows: Partial<RecordRow>[], parts: Made['part'][]): Promise<Made[]> {
  await db.pool.query('delete from record; delete from participant; delete from record_search')
  const made = rows.map((one, at) => ({
    ...one,
    id: at + 1,
    category: states[one.state as keyof typeof states],
    cause: one.state === 'waiting-supplier' ? ('supplier' as const) : null,
  }))
  const full = await putRecords(db, made)
  for (const [at, { id }] of full.entries()) {
    const one = parts[at]
    if (one)
      await db.pool.query('insert into participant values ($1, $2, $3, $4)', [
        id,
        one.role,
        'person',
        one.person,
      ])
  }
  return full.map((one, at) => ({ ...one, part: parts[at] ?? null }))
}

/** What a list means, said without SQL. */
function expected(ctx: Ctx, rows: Made[], asked: Partial<ListQuery>, sort: ListQuery['sort']): number[] {
  const { personId } = ctx.actor
  const mine = (one: Made) => (one.part?.person === personId ? [one.part.role] : [])
  const words: Record<string, (one: Made) => boolean> = {
    mail: ({ title }) => title.includes('Mail'),
    'mail print': ({ title }) => title === 'Mail and printer',
    '"mail is"': ({ title }) => title === 'Mail is down',
    '&|!:*()': () => false,
    'INC-3': ({ id }) => id === 3,
  }
  const is = <T>(wish: T | undefined, test: (wish: T) => boolean): boolean => wish === undefined || test(wish)
  const id = (wish: number | 'me' | 'none') => (wish === 'me' ? personId : wish === 'none' ? null : wish)
  return rows
    .filter((one) => one.kind !== 'system' && may(ctx.actor, 'read', { ...one, mine: mine(one) }))
    .filter((one) => is(asked.kind, (kinds) => kinds.includes(one.kind)))
    .filter((one) => is(asked.state, (wish) => wish.includes(one.state)))
    .filter((one) => is(asked.category, (wish) => wish.includes(one.category)))
    .filter((one) => is(asked.open, (wish) => isOpen(one.category) === wish))
    .filter((one) =>
      is(asked.team, (wish) =>
        wish === 'mine'
          ? ctx.actor.teamIds.includes(one.teamId ?? 0)
          : one.teamId === (wish === 'none' ? null : 10),
      ),
    )
    .filter((one) => is(asked.holder, (wish) => one.holderId === id(wish)))
    .filter((one) => is(asked.requester, (wish) => one.requesterId === id(wish)))
    .filter((one) => is(asked.service, () => one.serviceId === 20))
    .filter((one) => is(asked.priority, (wish) => one.priority !== null && wish.includes(one.priority)))
    .filter((one) => is(asked.restricted, (wish) => one.restricted === wish))
    .filter((one) => is(asked.openedAfter, (wish) => one.openedAt >= wish))
    .filter((one) => is(asked.updatedBefore, (wish) => one.updatedAt < wish))
    .filter((one) => is(asked.dueAfter, (wish) => one.dueAt !== null && one.dueAt >= wish))
    .filter((one) => is(asked.dueBefore, (wish) => one.dueAt !== null && one.dueAt < wish))
    .filter((one) => is(asked.waitingOn, (wish) => one.cause !== null && wish.includes(one.cause)))
    .filter((one) => is(asked.tag, (wish) => one.tags.includes(wish)))
    .filter((one) => is(asked.q, (wish) => words[wish]?.(one) ?? false))
    .sort(orders[sort])
    .map((one) => one.id)
}

const up = (value: (one: RecordRow) => number | null) => (a: RecordRow, b: RecordRow) =>
  (value(a) ?? Infinity) - (value(b) ?? Infinity) || a.id - b.id
const orders: Record<ListQuery['sort'], (a: RecordRow, b: RecordRow) => number> = {
  updated: up((one) => one.updatedAt),
  '-updated': (a, b) => up((one) => one.updatedAt)(b, a),
  opened: up((one) => one.openedAt),
  '-opened': (a, b) => up((one) => one.openedAt)(b, a),
  due: (a, b) => (a.dueAt === null && b.dueAt === null ? a.id - b.id : up((one) => one.dueAt)(a, b)),
  priority: (a, b) =>
    a.priority === null && b.priority === null ? a.id - b.id : up((one) => one.priority)(a, b),
}

async function allPages(
  ctx: Ctx,
  query: Partial<ListQuery> & Pick<ListQuery, 'sort' | 'limit'>,
): Promise<number[]> {
  const ids: number[] = []
  let cursor: string | undefined
  do {
    const page = await listRecords(ctx, practices, { ...query, ...(cursor !== undefined && { cursor }) })
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return ids
}

test('whatever is asked by whomever, all pages together are exactly what they may read, in order, each once', async () => {
  const roles = fc.constantFrom('requester', 'agent', 'administrator')
  const ask = fc.record({
    query,
    sort: fc.constantFrom(...sorts),
    limit: fc.integer({ min: 1, max: 9 }),
    person: few,
    role: roles,
    teamIds: fc.subarray([10, 11]),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(row, part), { minLength: 5, maxLength: 40 }),
      fc.array(ask, { minLength: 8, maxLength: 12 }),
      async (facts, asks) => {
        const rows = await build(
          facts.map(([one]) => one),
          facts.map(([, one]) => one),
        )
        for (const { query, sort, limit, person, role, teamIds } of asks) {
          const ctx = spine.as({ id: person, role: role as 'agent', teamIds })
          const wish = expected(ctx, rows, query, sort)
          expect(
            await allPages(ctx, { ...query, sort, limit }),
            JSON.stringify({ query, sort, role }),
          ).toEqual(wish)
          expect(await countRecords(ctx, practices, query)).toEqual({ count: wish.length, capped: false })
        }
      },
    ),
    { numRuns: 25 },
  )
})
