import { expect, test } from 'vitest'
import { plain } from '../audit/testing.ts'
import { testDatabase } from '../db/testing.ts'
import { openDesk } from '../notices/testing.ts'
import { Moved } from '../records/index.ts'
import { appendingIntent, link, participate, see, unlink, write } from './index.ts'
import { overtaken } from './testing.ts'

const { db } = await testDatabase()
const { ana, report, registry } = await openDesk(db)

async function verbs(id: number): Promise<string[]> {
  const { rows } = await db.pool.query('select verb from entry where record_id = $1 order by seq', [id])
  return rows.map(({ verb }) => verb)
}

test('watching again what one watches, or no longer does, leaves nothing in the timeline', async () => {
  const id = await report()
  const watcher = { role: 'watcher', subject: 'person', id: 6 } as const
  for (const op of ['add', 'add', 'remove', 'remove', 'add'] as const) {
    await participate(ana, plain, id, { op, ...watcher })
  }
  expect(await verbs(id)).toEqual(['open', 'watch', 'unwatch', 'watch'])
})

test('a link that has ended is not ended again, on neither side', async () => {
  const [id, other] = [await report(), await report()]
  const from = { practice: plain, id }
  await link(ana, registry, from, 'relates', `INC-${other}`)
  await unlink(ana, registry, from, 'relates', `INC-${other}`)
  await unlink(ana, registry, from, 'relates', `INC-${other}`)
  expect(await verbs(id)).toEqual(['open', 'link', 'unlink'])
  expect(await verbs(other)).toEqual(['open', 'linked', 'unlinked'])
})

test('no record belongs to itself, be it through others, also where two links meet', async () => {
  const [top, middle, bottom] = [await report(), await report(), await report()]
  const child = (ctx: typeof ana, id: number, of: number) =>
    link(ctx, registry, { practice: plain, id }, 'child-of', `INC-${of}`)
  await expect(child(ana, top, top)).rejects.toMatchObject({ code: 'rule-broken' })
  await child(ana, bottom, middle)
  await child(ana, middle, top)
  await expect(child(ana, top, bottom)).rejects.toMatchObject({
    code: 'rule-broken',
    status: 422,
    message: expect.stringContaining('circle'),
  })
  await link(ana, registry, { practice: plain, id: top }, 'relates', `INC-${bottom}`)
  await unlink(ana, registry, { practice: plain, id: middle }, 'child-of', `INC-${top}`)
  await child(ana, top, bottom)

  const [left, right] = [await report(), await report()]
  const late = overtaken(ana, () => child(ana, left, right))
  await expect(child(late, right, left)).rejects.toMatchObject({ code: 'rule-broken' })
})

test('two who wait for each other in the database: the one that it ends has written nothing, and may try again', async () => {
  const id = await report()
  const seen = await see(ana, plain, id, 'comment')
  const intent = await appendingIntent(ana, seen, {
    verb: 'comment',
    patch: { body: 'Hello.' },
    raises: false,
  })
  const ended = {
    text: `do $$ begin raise exception using errcode = 'deadlock_detected'; end $$`,
    values: [],
  }
  await expect(write(ana, [{ ...intent, statements: [ended] }])).rejects.toThrow(Moved)
  expect(await verbs(id)).toEqual(['open'])
})
