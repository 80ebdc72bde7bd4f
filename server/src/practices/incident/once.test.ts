import { incidentCreate } from '@throughline/contract'
import { expect, test } from 'vitest'
import { testDatabase } from '../../spine/db/testing.ts'
import { act, once, open, registryOf, restrict } from '../../spine/practice/index.ts'
import { testSpine } from '../../spine/practice/testing.ts'
import { incident } from './practice.ts'

const { db } = await testDatabase()
const spine = await testSpine(db)
const registry = registryOf([incident])
const [ana, ben] = [spine.as({ id: 2 }), spine.as({ id: 3 })]
const repeated = (ctx: typeof ana, key: string) => ({ ...ctx, request: { key, digest: 'the same' } })
const report = () => open(ana, incident, incidentCreate.parse({ title: 'Mail is down' }))
const resolve = { verb: 'resolve', input: { code: 'fixed', text: 'Mended.' } }

test('a request that another process does meanwhile is answered as that did, not refused by what it left', async () => {
  const { row } = await report()
  const ctx = repeated(ana, 'r-1')
  const answer = await once(ctx, async () => {
    await act(ctx, incident, { id: row.id, ...resolve })
    return act(ctx, incident, { id: row.id, ...resolve })
  })
  expect(answer.row).toMatchObject({ state: 'resolved', version: 2 })
})

test('a first answer is not given again to who may not see the record any more', async () => {
  const { row } = await report()
  const ctx = repeated(ben, 'r-2')
  const taking = () => act(ctx, incident, { id: row.id, verb: 'take', input: {} })
  await once(ctx, taking)
  await act(ana, incident, { id: row.id, verb: 'take', input: {} })
  await restrict(ana, registry, incident, { id: row.id, people: [], teams: [], reason: 'Personnel.' })
  await expect(once(ctx, taking)).rejects.toMatchObject({ code: 'not-found' })
})
