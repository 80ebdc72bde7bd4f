import { expect, test } from 'vitest'
import { person, team } from '../../spine/context/testing.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { act, comment, open, see } from '../../spine/practice/index.ts'
import { testSpine } from '../../spine/practice/testing.ts'
import { incident } from './index.ts'
import { reporting } from './reporting.testing.ts'

const { db } = await testDatabase()
const minute = 60_000
const spine = await testSpine(db, {
  people: [person(1, 'Rita', 'requester'), person(2, 'Ana', 'agent', [10]), person(3, 'Ben', 'agent', [11])],
  teams: [team(10, 'desk', 1), team(11, 'network', 2)],
})
const [rita, ana, ben] = [spine.as({ id: 1 }), spine.as({ id: 2 }), spine.as({ id: 3 })]
const report = (ctx = rita, more = {}) =>
  open(...reporting(ctx, ana, { title: 'Mail is down', impact: 2, urgency: 1, ...more }))

test('an incident is reported, taken, answered, resolved and confirmed', async () => {
  const { row, clocks } = await report()
  expect(row).toMatchObject({ state: 'new', priority: 2, requesterId: 1, version: 1, seq: 1 })
  expect(clocks.map((clock) => [clock.name, clock.state, clock.targetMs / minute])).toEqual([
    ['response', 'running', 30],
    ['resolution', 'running', 480],
  ])
  spine.time.advance(5 * minute)
  const taken = await act(ana, incident, { id: row.id, verb: 'take', input: {} })
  expect(taken.row).toMatchObject({ state: 'in-progress', holderId: 2, teamId: 10 })
  expect(taken.clocks.find((clock) => clock.name === 'response')?.state).toBe('running')
  await comment(ana, incident, { id: row.id, body: 'We are on it.', public: true })
  spine.time.advance(60 * minute)
  const done = await act(ana, incident, {
    id: row.id,
    verb: 'resolve',
    input: { code: 'fixed', text: 'Restarted the relay.' },
  })
  expect(done.row.state).toBe('resolved')
  expect(done.clocks.map((clock) => clock.state)).toEqual(['stopped', 'stopped'])
  const closed = await act(rita, incident, { id: row.id, verb: 'confirm', input: {} })
  expect(closed.row).toMatchObject({ state: 'closed', data: { closure: 'confirmed' } })
  await expect(act(ana, incident, { id: row.id, verb: 'take', input: {} })).rejects.toMatchObject({
    code: 'illegal-move',
  })
})

test("routing to another team clears the holder, and the requester's answer ends the wait for them", async () => {
  const { row } = await report()
  await act(ana, incident, { id: row.id, verb: 'take', input: {} })
  const asked = await act(ana, incident, { id: row.id, verb: 'ask', input: { question: 'Which building?' } })
  expect(asked.row).toMatchObject({ state: 'waiting-requester', category: 'waiting', cause: 'requester' })
  expect(asked.clocks.find((clock) => clock.name === 'resolution')?.state).toBe('paused')
  const answered = await comment(rita, incident, { id: row.id, body: 'The north one.', public: true })
  expect(answered.row.state).toBe('in-progress')
  const routed = await act(ana, incident, { id: row.id, verb: 'assign', input: { team: 'network' } })
  expect(routed.row).toMatchObject({ state: 'assigned', holderId: null, teamId: 11 })
  const { rows } = await db.pool.query(
    'select seq, state, team_id, holder_id, secs is null as open from stint where record_id = $1 order by seq',
    [row.id],
  )
  expect(rows.map((stint) => stint.state)).toEqual([
    'new',
    'in-progress',
    'waiting-requester',
    'in-progress',
    'assigned',
  ])
  expect(rows.map((stint) => stint.open)).toEqual([false, false, false, false, true])
})

test("another's record does not exist for a requester", async () => {
  const { row } = await report(ben)
  await expect(see(rita, incident, row.id, 'read')).rejects.toMatchObject({ code: 'not-found' })
})
