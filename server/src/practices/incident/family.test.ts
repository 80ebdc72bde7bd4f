import { expect, test } from 'vitest'
import { testDatabase } from '../../spine/db/testing.ts'
import { deepest } from '../../spine/jobs/index.ts'
import { link, registryOf, restrict } from '../../spine/practice/index.ts'
import { incident } from './index.ts'
import { openCompany } from './testing.ts'

const { db } = await testDatabase()
const company = await openCompany(db)
const { rita, rob, ana, ben, lea, report, act, say, follow, notices, registry } = company
const fixed = { code: 'fixed', text: 'Restarted the relay.' }
const childOf = (child: number, parent: number) =>
  link(ana, registry, { practice: incident, id: child }, 'child-of', `INC-${parent}`)

test('a word in a closed incident leaves it closed and makes a new one, linked as a recurrence', async () => {
  const { row } = await report({ category: 'mail', subcategory: 'sending' })
  await act(ben, row.id, 'resolve', fixed)
  await act(rita, row.id, 'confirm')
  const closed = await company.row(row.id)
  await say(rita, row.id, 'It happens again since this morning.')
  await follow()
  const { rows } = await db.pool.query(
    `select r.*, l.type from link l join record r on r.id = l.from_id where l.to_id = $1`,
    [row.id],
  )
  expect(rows).toMatchObject([
    {
      type: 'recurs',
      state: 'assigned',
      title: 'Mail is down',
      description: 'It happens again since this morning.',
      requester_id: 1,
      service_id: 100,
      team_id: 11,
      priority: 1,
      data: { symptomCategory: 'mail', subcategory: 'sending' },
    },
  ])
  expect(await company.row(row.id)).toMatchObject({
    state: 'closed',
    version: closed.version,
    data: closed.data,
  })
  expect(await notices(rows[0].id)).toContainEqual(expect.stringContaining('Rita opened'))
})

test("an agent's remark in a closed incident is only a remark", async () => {
  const { row } = await report()
  await act(ben, row.id, 'resolve', fixed)
  await act(rita, row.id, 'confirm')
  await say(ana, row.id, 'For the record: it was the relay.')
  await follow()
  expect((await db.pool.query('select from link where to_id = $1', [row.id])).rowCount).toBe(0)
})

test('a recurrence of a restricted incident is restricted to the same readers', async () => {
  const { row } = await report()
  await restrict(ana, registryOf([incident]), incident, {
    id: row.id,
    people: [3],
    teams: [],
    reason: 'personnel',
  })
  await act(ben, row.id, 'resolve', fixed)
  await act(rita, row.id, 'confirm')
  await say(rita, row.id, 'Again.')
  await follow()
  const { rows } = await db.pool.query(
    `select r.restricted, array(select subject_id from participant p where p.record_id = r.id and p.role = 'reader' order by 1) as readers
     from link l join record r on r.id = l.from_id where l.to_id = $1`,
    [row.id],
  )
  expect(rows).toEqual([{ restricted: true, readers: [1, 2, 3] }])
})

test("a parent's open children are resolved with it, publicly and in its words; reopening it only leaves a note", async () => {
  const parent = (await report()).row.id
  const child = (await report({ title: 'Cannot send' }, rob)).row.id
  const other = (await report({ title: 'Not related' }, rob)).row.id
  await childOf(child, parent)
  await act(ben, parent, 'resolve', fixed)
  await follow()
  expect(await company.row(child)).toMatchObject({
    state: 'resolved',
    data: { resolutionCode: 'fixed', resolutionText: 'Restarted the relay.' },
  })
  expect(await company.row(other)).toMatchObject({ state: 'assigned' })
  expect(await notices(child)).toContainEqual(expect.stringContaining('Rob confirm'))
  await act(rita, parent, 'reopen', { reason: 'Down again' })
  await follow()
  expect(await company.row(child)).toMatchObject({ state: 'resolved' })
  const { rows } = await db.pool.query(
    'select body, public from entry where record_id = $1 order by seq desc limit 1',
    [child],
  )
  expect(rows).toEqual([{ body: `The parent INC-${parent} was reopened.`, public: false }])
})

test('one more caller with the same trouble is added to it in one act, and follows its resolution', async () => {
  const parent = (await report()).row.id
  const { row, entries } = await report(
    { title: 'I cannot send either', requester: 8, parent: `INC-${parent}` },
    ana,
  )
  expect(entries[0]?.data.more).toEqual({ parent: `INC-${parent}` })
  const said = await db.pool.query(
    `select verb, data->'more' as more from entry where record_id = $1 order by seq desc limit 1`,
    [parent],
  )
  expect(said.rows).toEqual([{ verb: 'linked', more: { type: 'child-of', from: `INC-${row.id}` } }])
  await act(ben, parent, 'resolve', fixed)
  await follow()
  expect(await company.row(row.id)).toMatchObject({ state: 'resolved' })
  expect(await notices(row.id)).toContainEqual(expect.stringContaining('Rob confirm'))
})

test('a report is added to what is open and can be seen, and by staff', async () => {
  const parent = (await report()).row.id
  const hidden = (await report()).row.id
  const more = { parent: `INC-${parent}` }
  await restrict(ana, registryOf([incident]), incident, {
    id: hidden,
    people: [3],
    teams: [],
    reason: 'legal',
  })
  await expect(report({ parent: `INC-${hidden}` }, lea)).rejects.toMatchObject({ code: 'not-found' })
  await expect(report({ ...more, impact: undefined, urgency: undefined }, rita)).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await act(ben, parent, 'resolve', fixed)
  await expect(report(more, ana)).rejects.toMatchObject({
    problems: [{ path: '/parent', message: expect.stringContaining('is resolved') }],
  })
})

test('a chain of parents is followed to a depth and no further', async () => {
  const ids: number[] = []
  for (let level = 0; level < deepest + 3; level++) ids.push((await report()).row.id)
  for (const [level, id] of ids.entries()) if (level > 0) await childOf(id, ids[level - 1] as number)
  await act(ben, ids[0] as number, 'resolve', fixed)
  await follow()
  const states = await Promise.all(ids.map(async (id) => (await company.row(id)).state))
  expect(states).toEqual(ids.map((_, level) => (level <= deepest ? 'resolved' : 'assigned')))
})

test("a requester's word in what was cancelled is told to who had it last, person or team", async () => {
  const [{ row: held }, { row: queued }] = [await report(), await report()]
  await act(ben, held.id, 'take')
  await act(ana, held.id, 'cancel', { reason: 'A drill.' })
  await act(ana, queued.id, 'cancel', { reason: 'A drill.' })
  await follow()
  for (const { id } of [held, queued]) await say(rita, id, 'It was no drill.')
  await say(ana, queued.id, 'It was.')
  await follow()
  const replies = async (id: number) =>
    (await notices(id)).filter((line) => line.endsWith('reply')).map((line) => line.split(' ').at(-2))
  expect(await replies(held.id)).toEqual(['Ben'])
  expect(await replies(queued.id)).toEqual(['Ben', 'Sol', 'Lea', 'Rita'])
})
