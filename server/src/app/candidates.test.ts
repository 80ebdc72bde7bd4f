import { expect, test } from 'vitest'
import { person } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { openHouse } from './testing.ts'

const { db } = await testDatabase()
const [rui, ana, mara, callum, dina, zoe] = [1, 2, 3, 4, 5, 6]
const { ask } = await openHouse(db, [
  person(rui, 'Rui', 'administrator'),
  person(ana, 'Ana', 'agent'),
  person(mara, 'Mara', 'agent'),
  person(callum, 'Callum', 'agent'),
  person(dina, 'Dina', 'agent'),
  person(zoe, 'Zoe', 'requester'),
])
const set = async (who: number, method: 'POST' | 'PUT', url: string, body: object) => {
  const { status, body: said } = await ask(who, method, url, body)
  expect(status, JSON.stringify(said)).toBeLessThan(300)
  return said
}
const opened = async (input: object): Promise<string> => (await set(rui, 'POST', '/incidents', input)).ref
const candidates = async (ref: string) => (await ask(rui, 'GET', `/incidents/${ref}/candidates`)).body
// It is Monday 2 March 2026, 09:00 UTC.
await set(rui, 'POST', '/teams', { key: 'port', name: 'Port', line: 2, members: [mara, ana, callum, dina] })
await set(rui, 'POST', '/services', {
  key: 'crane',
  name: 'Crane',
  skills: ['crane-control', 'crane-control'],
})
await set(ana, 'PUT', `/people/${ana}/skills/crane-control`, { level: 3 })
await set(mara, 'PUT', `/people/${mara}/skills/crane-control`, { level: 2, until: '2026-03-02' })
await set(dina, 'PUT', `/people/${dina}/skills/crane-control`, { level: 2 })
await set(callum, 'POST', `/people/${callum}/absences`, { from: '2026-03-01', until: '2026-03-05' })
await set(callum, 'POST', `/people/${callum}/absences`, { from: '2026-03-06', until: '2026-03-06' })
const days = [1, 2, 3, 4, 5]
await set(ana, 'PUT', `/people/${ana}/working-hours`, { hours: [{ days, from: '08:00', to: '16:00' }] })
await set(dina, 'PUT', `/people/${dina}/working-hours`, { hours: [{ days, from: '22:00', to: '06:00' }] })
const ref = await opened({ title: 'Crane stops', service: 'crane', team: 'port' })

test('who assigns sees by name who is there, what they know, and how much they hold', async () => {
  const other = await opened({ title: 'Gate', team: 'port' })
  await set(rui, 'POST', `/incidents/${other}/actions/give`, { holder: dina })
  expect(await candidates(ref)).toEqual({
    team: { id: expect.any(Number), key: 'port', name: 'Port' },
    needs: ['crane-control'],
    items: [
      {
        person: { id: ana, name: 'Ana' },
        open: 0,
        working: true,
        awayUntil: null,
        knows: [{ skill: 'crane-control', level: 3 }],
        expired: [],
        lacks: [],
        fits: true,
      },
      expect.objectContaining({
        person: { id: callum, name: 'Callum' },
        working: null,
        awayUntil: '2026-03-07T00:00:00.000Z',
        lacks: ['crane-control'],
        fits: false,
      }),
      expect.objectContaining({
        person: { id: dina, name: 'Dina' },
        open: 1,
        working: false,
        knows: [{ skill: 'crane-control', level: 2 }],
        fits: false,
      }),
      expect.objectContaining({ person: { id: mara, name: 'Mara' }, working: null, fits: true }),
    ],
  })
})

test('restricted work is in no count', async () => {
  const secret = await opened({ title: 'Phishing', team: 'port' })
  await set(rui, 'POST', `/incidents/${secret}/actions/give`, { holder: ana })
  const count = async () => (await candidates(ref)).items[0].open
  expect(await count()).toBe(1)
  await set(rui, 'POST', `/incidents/${secret}/restrict`, {
    people: [ana, rui],
    teams: [],
    reason: 'personal',
  })
  expect(await count()).toBe(0)
})

test('without a team there is nobody to choose from; a requester is told nothing of colleagues', async () => {
  expect(await candidates(await opened({ title: 'Nobody knows whose' }))).toMatchObject({
    team: null,
    items: [],
  })
  expect((await ask(zoe, 'GET', `/incidents/${ref}/candidates`)).status).toBe(404)
  const own = await set(zoe, 'POST', '/incidents', { title: 'Mine' })
  expect((await ask(zoe, 'GET', `/incidents/${own.ref}/candidates`)).status).toBe(403)
})
