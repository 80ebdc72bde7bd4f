import { incidentCreate } from '@throughline/contract'
import { expect, test } from 'vitest'
import { incident } from '../practices/incident/index.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { open, registryOf } from '../spine/practice/index.ts'
import { testSpine } from '../spine/practice/testing.ts'
import { loadRecords } from '../spine/records/index.ts'
import { leaveRetiredStates } from './retired-states.ts'

const { db } = await testDatabase()
const spine = await testSpine(db)
const { lifecycle } = incident.facts

/** A later release's incident practice: it has no state `new` any more. */
function without(retired: Record<string, string>) {
  const { new: _, ...states } = lifecycle.states
  return registryOf([
    { ...incident, facts: { ...incident.facts, lifecycle: { ...lifecycle, states, retired } } },
  ])
}

test('a state that nobody knows stops the start; one that is declared retired is left through the door', async () => {
  const { row } = await open(spine.as({ id: 2 }), incident, incidentCreate.parse({ title: 'Mail is down' }))
  await expect(leaveRetiredStates(spine, registryOf([incident]))).resolves.toBe(0)
  await expect(leaveRetiredStates(spine, without({}))).rejects.toThrow('incident "new" (1)')
  await expect(leaveRetiredStates(spine, without({ new: 'assigned' }))).resolves.toBe(1)
  const after = (await loadRecords(db, [row.id])).get(row.id)
  expect(after).toMatchObject({
    row: { state: 'assigned', seq: 2 },
    stint: { state: 'assigned', fromState: 'new' },
  })
})
