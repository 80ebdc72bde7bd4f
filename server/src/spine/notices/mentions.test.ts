import { expect, test } from 'vitest'
import { plain } from '../audit/testing.ts'
import { testDatabase } from '../db/testing.ts'
import { act, comment, participate, registryOf, restrict } from '../practice/index.ts'
import { peopleNamedIn, withPlainNames } from './mentions.ts'
import { openDesk } from './testing.ts'

const { db } = await testDatabase()
const { ana, ben, rita, report, follow, told } = await openDesk(db)

/** A record that Ben took; who is told of what is written in it then. */
async function toldOf(write: (id: number) => Promise<unknown>): Promise<string[]> {
  const id = await report()
  await act(ben, plain, { id, verb: 'take', input: {} })
  await follow()
  const before = (await told(id)).length
  await write(id)
  await follow()
  await follow()
  return (await told(id)).slice(before)
}
const say = (ctx: typeof ana, body: string, open = false) =>
  toldOf((id) => comment(ctx, plain, { id, body, public: open }))

test('who is named in an internal note is told that, and nobody is told twice', async () => {
  expect(await say(ana, 'Ask [@Cleo](person:5) or [@Cleo](person:5)')).toEqual(['Ben note', 'Cleo mention'])
  expect(await say(ana, '[@Ben](person:3), look')).toEqual(['Ben mention'])
  expect(await say(ana, '[@Ana](person:2) was here')).toEqual(['Ben note'])
})

test('requesters are told only where it was said in public, and of what they may see', async () => {
  expect(await say(ana, '[@Rita](person:1) is angry')).toEqual(['Ben note'])
  expect(await say(ana, 'Hello [@Rita](person:1), hello [@Wim](person:6)', true)).toEqual([
    'Rita mention',
    'Ben reply',
  ])
  expect(await say(rita, 'I spoke with [@Cleo](person:5)', true)).toEqual(['Ben reply', 'Cleo mention'])
})

test('of a restricted record only its readers are told, and nobody who has left or never was', async () => {
  const said = await toldOf(async (id) => {
    await restrict(ana, registryOf([plain]), plain, { id, people: [], teams: [], reason: 'legal' })
    await comment(ana, plain, {
      id,
      body: '[@Cleo](person:5) [@Gone](person:4) [@No](person:99) [@Ben](person:3)',
      public: false,
    })
  })
  expect(said).toEqual(['Ben mention'])
})

test('a note that goes with a verb names people as well', async () => {
  expect(
    await toldOf((id) =>
      act(ben, plain, { id, verb: 'release', input: { note: 'Not mine, [@Cleo](person:5)?' } }),
    ),
  ).toEqual(expect.arrayContaining(['Cleo mention']))
  expect(
    await toldOf(async (id) => {
      await participate(ana, plain, id, { op: 'add', role: 'helper', subject: 'person', id: 5 })
    }),
  ).toEqual(['Cleo help'])
})

test('code names nobody, nor does what only looks like a mention', () => {
  expect(
    peopleNamedIn('a `[@B](person:3)` b ``[@B](person:3)`` c\n```\n[@B](person:3)\n```\n[@C](person:5)'),
  ).toEqual([5])
  for (const text of [
    '[B](person:3)',
    '[@B](person:0)',
    '[@B](person:x)',
    '[@](person:3)',
    '@B',
    '[@B\nC](person:3)',
  ])
    expect(peopleNamedIn(text), text).toEqual([])
  expect(peopleNamedIn('one ` and [@B](person:3), ```')).toEqual([3])
  expect(peopleNamedIn('[@A \\[B\\]](person:3)')).toEqual([3])
  expect(withPlainNames('See [@A \\[B\\]](person:3), **now**')).toBe('See @A [B], **now**')
})
