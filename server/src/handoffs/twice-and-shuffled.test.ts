import { expect, test } from 'vitest'
import { incident } from '../practices/incident/index.ts'
import { openCompany } from '../practices/incident/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import type { Order } from '../spine/jobs/index.ts'
import { link, merge, participate } from '../spine/practice/index.ts'
import { handoffs } from './index.ts'

type Company = Awaited<ReturnType<typeof openCompany>>

/** A busy quarter of an hour, after which everything waits in the outbox at once. */
async function busyMorning({
  rita,
  rob,
  ana,
  ben,
  lea,
  report,
  act,
  say,
  registry,
  spine,
}: Company): Promise<void> {
  const fixed = { code: 'fixed', text: 'Restarted the relay.' }
  const ids: number[] = []
  for (const ctx of [rita, rob, rita, rob, rita]) ids.push((await report({ impact: 2 }, ctx)).row.id)
  const [parent = 0, child = 0, duplicate = 0, closed = 0, waiting = 0] = ids
  await link(ana, registry, { practice: incident, id: child }, 'child-of', `INC-${parent}`)
  await merge(ana, registry, incident, { id: duplicate, into: `INC-${parent}` })
  await participate(ana, incident, parent, { op: 'add', role: 'helper', subject: 'person', id: 5 })
  await participate(ana, incident, parent, { op: 'add', role: 'watcher', subject: 'person', id: 8 })
  await act(ben, parent, 'take')
  await say(ben, parent, 'We are on it.')
  await say(lea, parent, 'Look at the relay.', false)
  await act(ben, parent, 'give', { holder: 5 })
  await act(lea, parent, 'resolve', fixed)
  await act(ben, closed, 'resolve', fixed)
  await act(rob, closed, 'confirm')
  await say(rob, closed, 'It is back.')
  await act(ben, waiting, 'take')
  await act(ben, waiting, 'ask', { question: 'Which building?' })
  await say(rita, waiting, 'The north one.')
  await act(ben, waiting, 'await-supplier', {
    supplier: 'Telco',
    reference: 'T',
    chaseAt: spine.time.now() + 3_600_000,
  })
}

/** Everything but what is drawn or measured anew each time: numbers of notices, salts and what hangs on them. */
async function everything({ db }: Company): Promise<object> {
  const queries = {
    record: `select id, kind, state, category, cause, title, description, priority, service_id, team_id, holder_id,
      requester_id, restricted, resolved_at, closed_at, due_at, version, seq, data from record order by id`,
    entry: `select record_id, at, actor_id, verb, public, body, content, data, cause from entry
      order by record_id, verb, cause, seq`,
    stint: `select record_id, state, team_id, holder_id, started_at, ended_at, from_state from stint order by record_id, seq`,
    clock: 'select record_id, name, due_at, next_at, state, spans, fired from clock order by 1, 2',
    link: 'select from_id, type, to_id, ended_at from link order by 1, 2, 3',
    participant: 'select * from participant order by 1, 2, 3, 4',
    // Which of two entries that follow from two others is the first, no order of those decides.
    notice: `select person_id, record_id, type, at from notice order by record_id, person_id, type, at`,
    timer: 'select record_id, name, at, seq from timer order by 1, 2',
    outbox: 'select * from outbox',
  }
  const found = await Promise.all(
    Object.entries(queries).map(async ([table, query]) => [table, (await db.pool.query(query)).rows]),
  )
  return Object.fromEntries(found)
}

/** As in a queue that delivers more than once and in any order. */
const shuffledTwice =
  (seed: number): Order =>
  (jobs) =>
    [...jobs, ...jobs]
      .map((job, index) => ({ job, rank: Math.sin((index + 1) * (seed + 1) * 12.9898) * 43758.5453 }))
      .sort((a, b) => (a.rank % 1) - (b.rank % 1))
      .map(({ job }) => job)

async function morningWith(order?: Order): Promise<object> {
  const { db } = await testDatabase()
  const company = await openCompany(db, handoffs)
  await busyMorning(company)
  await company.follow(order)
  return everything(company)
}

const inOrder = await morningWith()
const shuffles = await Promise.all([1, 2, 3].map((seed) => morningWith(shuffledTwice(seed))))

test('handlers that run twice and in any order leave the same database', () => {
  expect(inOrder).toMatchObject({ outbox: [] })
  for (const shuffled of shuffles) expect(shuffled).toEqual(inOrder)
})
