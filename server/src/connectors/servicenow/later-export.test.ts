import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { incident, takenAlready } from '../../practices/incident/index.ts'
import { system as audit, compareRebuilt, verifyChains } from '../../spine/audit/index.ts'
import { clockLoop } from '../../spine/jobs/index.ts'
import { comment, registryOf } from '../../spine/practice/index.ts'
import { overtaken } from '../../spine/practice/testing.ts'
import { importing } from './testing.ts'

const { db, spine, bring, record, entries, stints } = await importing()
const header =
  'number,incident_state,opened_at,sys_updated_at,sys_mod_count,caller_id,assignment_group,assigned_to,priority,resolved_at,closed_at,closed_code'

type Rows = { number: string; opened?: string; ends?: string }
/** Rows of one incident: state, time and modification count; `ends` says in each how it was resolved and closed. */
const rows = ({ number, opened = '13/5/2026 08:00', ends = '?,?,?' }: Rows, ...told: string[]): string[] =>
  told.map((one, index) => {
    const [state, minute] = one.split(' at ')
    return `${number},${state},${opened},13/5/2026 ${minute},${index},Rita,Desk,Ana,3 - Moderate,${ends}`
  })
const csv = (...lines: string[]): string => [header, ...lines].join('\n')
const ended = '13/5/2026 09:00,13/5/2026 10:00,code 6'

test('a later export that says in every row how it ended adds the new rows and no other', async () => {
  await bring(csv(...rows({ number: 'INC1' }, 'New at 08:05', 'Active at 08:30')))
  const later = rows(
    { number: 'INC1', ends: ended },
    'New at 08:05',
    'Active at 08:30',
    'Resolved at 09:00',
    'Closed at 10:00',
  )
  expect(await bring(csv(...later))).toMatchObject({ added: 0, extended: 1, deviations: {} })
  expect((await entries('INC1')).map(({ verb }) => verb)).toEqual([
    'open',
    'assign',
    'take',
    'resolve',
    'close',
  ])
  expect(await bring(csv(...later))).toMatchObject({ extended: 0, unchanged: 1 })
})

test('an export with another column, or of the new rows alone, does not double what is here', async () => {
  await bring(csv(...rows({ number: 'INC2' }, 'New at 08:05', 'Active at 08:30')))
  const wider = rows({ number: 'INC2' }, 'New at 08:05', 'Active at 08:30').map((line) => `${line},Lisbon`)
  expect(await bring([`${header},location`, ...wider].join('\n'))).toMatchObject({
    extended: 0,
    unchanged: 1,
  })
  const [, , third] = rows({ number: 'INC2' }, 'New at 08:05', 'Active at 08:30', 'Resolved at 09:00')
  expect(await bring(csv(third as string))).toMatchObject({ extended: 1 })
  expect(await entries('INC2')).toHaveLength(4)
})

test('a row of before the opening is told at the opening, which stays when it was, also if it comes late', async () => {
  const first = await bring(csv(...rows({ number: 'INC3' }, 'New at 07:50', 'Active at 08:30')))
  expect(first.deviations).toEqual({ 'changed before it was opened': 1 })
  expect(first.deviatingRows).toEqual({ 'changed before it was opened': [2] })
  await bring(csv(...rows({ number: 'INC3' }, 'New at 07:50', 'Active at 08:30', 'Active at 07:40')))
  expect((await record('INC3')).opened_at).toBe(Date.UTC(2026, 4, 13, 8))
  expect((await entries('INC3'))[0].verb).toBe('open')
})

test('what a cut file lacks comes in with the whole one, and nothing twice', async () => {
  const lines = Array.from({ length: 900 }, (_, index) =>
    rows({ number: `INC${1000 + index}` }, 'New at 08:05', `Active at 08:${10 + (index % 50)}`),
  ).flat()
  const whole = gzipSync(csv(...lines))
  const cut = await bring(whole.subarray(0, whole.length - 200))
  const [warning] = cut.reading.warnings
  expect(warning).toMatch(/ends too soon, within row \d+/)
  // All but the last row that can be unpacked is there.
  expect(cut.updates).toBe(Number(/row (\d+)/.exec(warning as string)?.[1]) - 2)
  const rest = await bring(whole)
  expect(rest.added + cut.added).toBe(900)
  const { rows: counted } = await db.pool.query(
    `select count(*) as n from entry e join source s on s.record_id = e.record_id where s.external_id like 'INC1___'`,
  )
  expect(counted).toEqual([{ n: 2700 }])
})

test('what has been open for years does not escalate for what was due before it came here', async () => {
  const day = '3/2/2020 08:00'
  await bring(csv(`INC4,New,${day},${day},0,Rita,Desk,?,1 - Critical,?,?,?`))
  expect(await record('INC4')).toMatchObject({ state: 'assigned', priority: 1 })
  await clockLoop(spine, { incident: takenAlready }).tick(spine.time.now())
  expect((await entries('INC4')).map(({ verb }) => verb)).not.toContain('escalate')
  const { rows: notices } = await db.pool.query('select from notice')
  expect(notices).toEqual([])
})

test('who is first seen as a caller and later works on an incident becomes staff; who has an address does not', async () => {
  await bring(
    csv(
      ...rows({ number: 'INC5' }, 'New at 08:05').map((line) =>
        line.replace('Rita', 'Carla').replace('Ana', '?'),
      ),
    ),
  )
  await bring(
    csv(
      ...rows({ number: 'INC6' }, 'New at 08:05').map((line) =>
        line.replace('Rita', 'Dora').replace('Ana', '?'),
      ),
    ),
  )
  await db.pool.query(`update person set email = 'dora@example.org' where name = 'Dora'`)
  for (const who of ['Carla', 'Dora']) {
    await bring(
      csv(...rows({ number: `INC7${who}` }, 'Active at 08:30').map((line) => line.replace('Ana', who))),
    )
  }
  const { rows: people } = await db.pool.query(
    `select name, role from person where name in ('Carla', 'Dora') order by 1`,
  )
  expect(people).toEqual([
    { name: 'Carla', role: 'agent' },
    { name: 'Dora', role: 'requester' },
  ])
})

test('all of it stands as its entries say', async () => {
  expect((await stints('INC1')).map(({ state }) => state)).toEqual([
    'new',
    'assigned',
    'in-progress',
    'resolved',
    'closed',
  ])
  expect((await verifyChains(db)).problems).toEqual([])
  const practices = registryOf([incident, audit])
  expect((await compareRebuilt(db, { calendars: spine.calendars, practices })).differences).toEqual([])
})

test('who works on an incident while a later export of it is written does not stop the import', async () => {
  await bring(csv(...rows({ number: 'INC90' }, 'New at 08:05', 'Active at 08:30')))
  const { id } = await record('INC90')
  spine.time.set(Date.UTC(2026, 5, 1))
  const ana = spine.as({ id: 2, role: 'agent' })
  const later = csv(
    ...rows({ number: 'INC90' }, 'New at 08:05', 'Active at 08:30', 'Resolved at 09:00', 'Active at 07:00'),
    ...rows({ number: 'INC91' }, 'New at 08:05'),
  )
  let words = 0
  const word = () => comment(ana, incident, { id, body: `Word ${++words}.`, public: false })
  // The first to write is the putting aside of rows.
  const report = await bring(later, {}, overtaken(spine, word, 1))
  expect(report).toMatchObject({
    incidents: 2,
    added: 1,
    extended: 1,
    deviations: { 'changed before it was opened': 1 },
  })
  const verbs = (await entries('INC90')).map(({ verb }) => verb)
  for (const verb of ['resolve', 'comment']) expect(verbs.filter((one) => one === verb)).toHaveLength(1)
  expect(await record('INC91')).toMatchObject({ state: 'assigned' })
})
