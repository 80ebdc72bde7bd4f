import { pageOf, recordOut } from '@throughline/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { checkAnswers, writeAnswers } from './answers.ts'
import { practices } from './practices.ts'

const person = z.object({ id: z.int(), name: z.string() })
const page = z.object({
  items: z.array(z.object({ by: person.nullable(), custom: z.record(z.string(), z.unknown()) })),
})
const route = { schema: page, method: 'GET', url: '/things' }

test('an answer is written as it is, with all that an organisation added to it', () => {
  const answer = {
    items: [
      { by: null, custom: { room: { floor: 3 } } },
      { by: { id: 1, name: 'Ana' }, custom: {} },
    ],
  }
  expect(JSON.parse(writeAnswers(route)(answer))).toEqual(answer)
})

test('what the schema does not name is not given away, however deep it is', () => {
  const by = { id: 1, name: 'Ana', password: 'secret' }
  expect(JSON.parse(writeAnswers(route)({ items: [{ by, custom: {}, head: 'f00' }], total: 7 }))).toEqual({
    items: [{ by: { id: 1, name: 'Ana' }, custom: {} }],
  })
  const either = { ...route, schema: z.union([person, z.object({ none: z.literal(true) })]) }
  expect(writeAnswers(either)(by)).toBe('{"id":1,"name":"Ana"}')
})

test('tests hear of an answer that has more, or is other, than its schema says', () => {
  const check = checkAnswers(route)
  expect(() => check({ items: [{ by: null, custom: {}, head: 'f00' }] })).toThrow('more than its schema')
  expect(() => check({ items: [{ by: { id: '1', name: 'Ana' }, custom: {} }] })).toThrow('not as its schema')
  expect(check({ items: [] })).toBe('{"items":[]}')
})

test('the pages of every kind are written without being read: a value that is off is not noticed in service', () => {
  for (const { facts } of practices.all()) {
    const write = writeAnswers({
      schema: pageOf(z.object({ ...recordOut.shape, ...facts.out.shape })),
      method: 'GET',
      url: `/${facts.collection}`,
    })
    expect(write({ items: [{ ref: 7 }], next: null }), facts.kind).toBe('{"items":[{"ref":7}],"next":null}')
  }
})
