import { afterAll, describe, expect, test } from 'vitest'
import { incident } from '../../../server/src/practices/incident/index.ts'
import { testDatabase } from '../../../server/src/spine/db/testing.ts'
import { countRecords } from '../../../server/src/spine/lists/index.ts'
import { liveUpdates } from '../../../server/src/spine/live/index.ts'
import { pathsWith } from './paths.ts'
import { buildWorld, names } from './world.ts'

const { db } = await testDatabase()
const world = await buildWorld(db)
const live = await liveUpdates(world.spine)
afterAll(() => live.close())

describe.each(pathsWith(live))('$name', ({ shows, for: has = () => true }) => {
  test.each(names.filter((name) => has(world.as[name])))(
    'shows %s what they may see, and that nothing else exists',
    async (name) => {
      const shown = []
      for (const secret of world.secrets) if (await shows(world.as[name], secret)) shown.push(secret.what)
      expect(shown).toEqual(
        world.secrets.filter(({ seenBy }) => seenBy.includes(name)).map(({ what }) => what),
      )
    },
  )
})

test.each(names)('a count gives %s nothing to subtract', async (name) => {
  const seen = world.secrets.filter(({ seenBy }) => seenBy.includes(name)).length
  for (const filters of [{}, { open: true }, { team: 'none' }, { holder: 'none' as const }]) {
    expect(await countRecords(world.as[name], [incident], filters)).toEqual({ count: seen, capped: false })
  }
})

test('a mistyped word of a restricted record is not set right by it', async () => {
  const { rows } = await db.pool.query('select word from lexeme')
  const known = rows.map(({ word }) => word)
  const restricted = world.secrets.filter(({ seenBy }) => !seenBy.includes('ada'))
  expect(restricted.length).toBeGreaterThan(1)
  for (const { word } of restricted) expect(known).not.toContain(word)
})
