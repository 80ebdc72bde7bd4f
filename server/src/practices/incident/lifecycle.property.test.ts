import { incidentLifecycle, Problem } from '@throughline/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { person, team } from '../../spine/context/testing.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { act, comment, open, type Practice } from '../../spine/practice/index.ts'
import { testSpine } from '../../spine/practice/testing.ts'
import {
  beginFold,
  foldEntries,
  loadEntries,
  loadRecords,
  type RecordRow,
} from '../../spine/records/index.ts'
import { incident } from './practice.ts'
import { reporting } from './reporting.testing.ts'

const { db } = await testDatabase()
const spine = await testSpine(db, {
  people: [person(1, 'Rita', 'requester'), person(2, 'Ana', 'agent', [10]), person(3, 'Ben', 'agent', [11])],
  teams: [team(10, 'desk', 1), team(11, 'network', 2)],
})
const contexts = [spine.as({ id: 1 }), spine.as({ id: 2 }), spine.as({ id: 3 })]
const hour = 3_600_000

/** For each verb an input that is good in itself; whether it is legal depends on where the record is. */
const inputs: Record<string, () => object> = {
  assign: () => ({ team: spine.time.now() % 2 ? 'desk' : 'network' }),
  give: () => ({ holder: 3 }),
  ask: () => ({ question: 'Which one?' }),
  'await-supplier': () => ({ supplier: 'Acme', reference: 'A-1', chaseAt: spine.time.now() + hour }),
  chase: () => ({ chaseAt: spine.time.now() + hour }),
  'await-change': () => ({ change: 'CHG-1' }),
  'await-problem': () => ({ problem: 'PRB-1' }),
  resolve: () => ({ code: 'fixed', text: 'Mended.', restoredAt: spine.time.now() }),
  confirm: () => ({ how: 'by phone' }),
  reopen: () => ({ reason: 'Again.' }),
  cancel: () => ({ reason: 'Not needed.' }),
  'propose-major': () => ({ reason: 'Everybody.' }),
  'accept-major': () => ({ manager: 2 + (spine.time.now() % 2), communications: 3 }),
  'decline-major': () => ({ reason: 'Few.' }),
  'post-update': () => ({ affected: 'Mail', known: 'Little' }),
  'hand-over-role': () => ({ role: 'manager', to: 2 + (spine.time.now() % 2) }),
  'set-bridge': () => ({ bridge: 'tel:112' }),
  'note-decision': () => ({ text: 'Wait.' }),
  'note-action': () => ({ text: 'Call', holder: 3, dueAt: spine.time.now() + hour }),
  'fails-again': () => ({ reason: 'Again.' }),
  'stand-down': () => ({ reason: 'Over.' }),
  'override-priority': () => ({ priority: 1 + (spine.time.now() % 5), reason: 'The mayor called.' }),
}
const verbs = Object.keys(incidentLifecycle.transitions)
const step = fc.record({ who: fc.nat(2), verb: fc.constantFrom(...verbs, 'comment'), minutes: fc.nat(3000) })

/** What must be true of an incident in any state. */
function checkState(row: RecordRow): void {
  const states: Practice['facts']['lifecycle']['states'] = incidentLifecycle.states
  const facts = states[row.state]
  expect(facts?.category, row.state).toBe(row.category)
  if (row.state === 'in-progress') expect(row.holderId).not.toBeNull()
  if (row.state === 'new') expect(row.teamId).toBeNull()
  if (row.state === 'assigned') expect(row.holderId).toBeNull()
  expect(row.cause).toBe(facts?.category === 'waiting' ? facts.on : null)
  expect(row.closedAt !== null).toBe(row.state === 'closed' || row.state === 'cancelled')
  expect(row.resolvedAt !== null).toBe(row.state === 'resolved' || row.state === 'closed')
}

test('no order of verbs reaches an illegal state, and what stands equals the fold of the entries', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      const told = { title: 'Mail is down', impact: 2, urgency: 1 }
      const { row } = await open(...reporting(contexts[0]!, contexts[1]!, told))
      for (const { who, verb, minutes } of steps) {
        spine.time.advance(minutes * 60_000)
        const before = (await loadRecords(db, [row.id])).get(row.id)!.row
        const doing =
          verb === 'comment'
            ? comment(contexts[who]!, incident, { id: row.id, body: 'Well.', public: true })
            : act(contexts[who]!, incident, { id: row.id, verb, input: inputs[verb]?.() ?? {} })
        const written = await doing.catch((error: unknown) => {
          if (error instanceof Problem && error.code !== 'internal') return null
          throw error
        })
        const after = (await loadRecords(db, [row.id])).get(row.id)!
        if (written === null) expect(after.row).toEqual(before)
        else expect(after.row).toEqual(written.row)
        checkState(after.row)
      }
      const loaded = (await loadRecords(db, [row.id])).get(row.id)!
      const fold = foldEntries(beginFold(null), await loadEntries(db, [row.id]), spine.calendars)
      expect(fold.row).toEqual(loaded.row)
      expect(fold.stint).toEqual(loaded.stint)
      expect([...fold.clocks.values()].toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(
        loaded.clocks,
      )
    }),
    { numRuns: 150 },
  )
})
