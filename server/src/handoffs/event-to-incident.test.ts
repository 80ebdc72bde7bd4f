import { beforeEach, expect, test } from 'vitest'
import { alertLoop, fingerprintOf, receive, type Sent } from '../practices/event/index.ts'
import { incident } from '../practices/incident/index.ts'
import { openCompany } from '../practices/incident/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { runUntil } from '../spine/jobs/index.ts'
import { merge, participate } from '../spine/practice/index.ts'
import { handoffLoops, handoffs } from './index.ts'

const { db } = await testDatabase()
const company = await openCompany(db, handoffs)
const { spine, ben, rita, act, report, following, registry } = company
const loops = [...company.loops, alertLoop(spine), ...handoffLoops(spine)]
const minute = 60_000
let now = Date.parse('2026-03-02T09:00:00Z')

beforeEach(async () => {
  await db.pool.query('delete from alert; delete from alert_group')
  now += 30 * 24 * 60 * minute
  await after(0)
})

type Labels = Record<string, string>
/** Minutes pass, and whatever is due in them happens. */
const after = async (minutes: number): Promise<void> => {
  now += minutes * minute
  await runUntil(spine, loops, now, following)
  for (const loop of loops) await loop.tick(now)
  await runUntil(spine, loops, now, following)
}
const sent = (labels: Labels, more: Partial<Sent> = {}): Sent => ({
  fingerprint: fingerprintOf(labels),
  labels,
  annotations: { summary: `${labels.alertname} on ${labels.instance ?? 'all'}` },
  generator: null,
  resolved: false,
  startsAt: now,
  endsAt: null,
  expiresAt: null,
  ...more,
})
const deliver = async (...alerts: Sent[]): Promise<void> => {
  await receive(spine, { source: 'prometheus', alerts })
  await after(0)
}
const fires = (labels: Labels): Promise<void> => deliver(sent(labels))
const recovers = (...some: Labels[]): Promise<void> =>
  deliver(...some.map((labels) => sent(labels, { resolved: true, endsAt: now })))

const high = { alertname: 'HighLoad', instance: 'mx1', service: 'mail', severity: 'critical' }
const disk = { alertname: 'DiskFull', instance: 'mx2', service: 'mail', severity: 'warning' }

type Found = {
  id: number
  state: string
  title: string
  priority: number
  team_id: number
  holder_id: number | null
}
/** The incidents of this story, the oldest first. */
const incidents = async (): Promise<Found[]> =>
  (
    await db.pool.query(
      `select id, state, title, priority, team_id, holder_id from record
       where kind = 'incident' and opened_at >= $1 order by id`,
      [new Date(begun).toISOString()],
    )
  ).rows
let begun = 0
beforeEach(() => {
  begun = now
})
const entries = async (id: number): Promise<string[]> =>
  (await db.pool.query('select verb, body from entry where record_id = $1 order by seq', [id])).rows.map(
    ({ verb, body }) => (body === null ? verb : `${verb}: ${body}`),
  )

test('an alert opens an incident on its service and the team behind it, with runbook and labels', async () => {
  const annotations = {
    summary: 'Load on mx1',
    runbook_url: 'https://runbooks.example.org/load',
    description: '**50** jobs',
  }
  await deliver(sent(high, { annotations }))
  const [found, ...others] = await incidents()
  expect(others).toEqual([])
  expect(found).toMatchObject({ state: 'assigned', title: 'Load on mx1', priority: 1, team_id: 11 })
  const { rows } = await db.pool.query(
    'select description, channel, requester_id, service_id from record where id = $1',
    [found?.id],
  )
  expect(rows[0]).toMatchObject({ channel: 'monitoring', requester_id: null, service_id: 100 })
  expect(rows[0].description).toContain('<https://runbooks.example.org/load>')
  expect(rows[0].description).toContain('\\*\\*50\\*\\* jobs')
  expect(rows[0].description).toContain('- instance: mx1')
})

test('another alert of the service joins, and one that is graver raises the priority', async () => {
  await fires(disk)
  await after(1)
  await fires({ ...disk, instance: 'mx3' })
  await fires(high)
  const [found, ...others] = await incidents()
  expect(others).toEqual([])
  expect(found).toMatchObject({ priority: 1 })
  expect((await entries(found?.id ?? 0)).filter((entry) => entry.startsWith('amend'))).toEqual([
    'amend: 2 more alerts joined: HighLoad. 3 in all, 3 firing.',
  ])
})

test('what joins a quiet incident is noted at once, what follows at most every five minutes', async () => {
  await fires(disk)
  await after(6)
  for (const instance of ['mx3', 'mx4', 'mx5']) await fires({ ...disk, instance })
  await after(6)
  const [found] = await incidents()
  const notes = (await entries(found?.id ?? 0)).filter((entry) => entry.startsWith('alerts-joined'))
  expect(notes).toEqual([
    'alerts-joined: One more alert joined: DiskFull. 2 in all, 2 firing.',
    'alerts-joined: 2 more alerts have joined: 4 in all, 4 firing.',
  ])
})

test('ten thousand alerts of a service in a minute are one incident, and few lines in its timeline', async () => {
  for (let part = 0; part < 100; part++) {
    const alerts = Array.from({ length: 100 }, (_, n) =>
      sent({ ...high, instance: `host-${part * 100 + n}` }),
    )
    await receive(spine, { source: 'prometheus', alerts })
    if (part % 20 === 0) await after(0.2)
  }
  await after(10)
  const [found, ...others] = await incidents()
  expect(others).toEqual([])
  expect(found).toMatchObject({ priority: 1 })
  const { rows } = await db.pool.query('select count(*)::int as n from alert where incident_id = $1', [
    found?.id,
  ])
  expect(rows[0].n).toBe(10_000)
  expect((await entries(found?.id ?? 0)).filter((entry) => entry.startsWith('alerts'))).toHaveLength(1)
})

test('recovered before anybody came, it resolves, and closes once recovery has held for 30 minutes', async () => {
  await fires(high)
  await fires(disk)
  await after(10)
  await recovers(high)
  expect(await incidents()).toMatchObject([{ state: 'assigned' }])
  await recovers(disk)
  const [found] = await incidents()
  expect(found).toMatchObject({ state: 'resolved' })
  await after(29)
  expect(await incidents()).toMatchObject([{ state: 'resolved' }])
  await after(1)
  expect(await incidents()).toMatchObject([{ state: 'closed' }])
  const { rows } = await db.pool.query('select data from record where id = $1', [found?.id])
  expect(rows[0].data).toMatchObject({ closure: 'recovered', resolutionCode: 'recovered' })
})

test('the same alert within 30 minutes of recovery reopens it; later it is another incident that came back', async () => {
  await fires(high)
  await after(5)
  await recovers(high)
  await after(20)
  await fires(high)
  const [first] = await incidents()
  expect(await incidents()).toMatchObject([{ state: 'assigned' }])
  expect(await entries(first?.id ?? 0)).toContain('reopen: Fires again: HighLoad.')
  await recovers(high)
  await after(31)
  await fires(high)
  const [, second, ...others] = await incidents()
  expect(others).toEqual([])
  expect(await incidents()).toMatchObject([{ state: 'closed' }, { state: 'assigned' }])
  const { rows } = await db.pool.query('select from_id, to_id, type from link where from_id = $1', [
    second?.id,
  ])
  expect(rows).toEqual([{ from_id: second?.id, to_id: first?.id, type: 'recurs' }])
  const shown = await incident.derive(ben, [...(await loaded(first?.id ?? 0))])
  expect(shown.get(first?.id ?? 0)).toMatchObject({ cameBack: { confirmed: [`INC-${second?.id}`] } })
})

async function loaded(id: number) {
  const { loadRecords } = await import('../spine/records/index.ts')
  return [...(await loadRecords(db, [id])).values()].map(({ row }) => row)
}

test('another alert of the same service is no recurrence', async () => {
  await fires(high)
  await recovers(high)
  await after(5)
  await fires(disk)
  const [, second] = await incidents()
  expect(await incidents()).toMatchObject([{ state: 'resolved' }, { state: 'assigned', priority: 3 }])
  const { rowCount } = await db.pool.query('select from link where from_id = $1', [second?.id])
  expect(rowCount).toBe(0)
})

test('who has taken it keeps it: recovery is noted and told, and a relapse takes it back', async () => {
  await fires(high)
  const [found] = await incidents()
  const id = found?.id ?? 0
  await act(ben, id, 'take')
  await after(10)
  await recovers(high)
  expect(await incidents()).toMatchObject([{ state: 'in-progress', holder_id: 3 }])
  expect((await entries(id)).at(-1)).toBe('alerts-recovered: Its alert has recovered.')
  expect((await company.notices(id)).at(-1)).toMatch(/Ben note$/)
  const restored = async () =>
    (await db.pool.query(`select data -> 'restoredAt' as at from record where id = $1`, [id])).rows[0].at
  expect(await restored()).toBe(now)
  await after(3)
  await fires(high)
  expect(await restored()).toBeNull()
  expect((await entries(id)).at(-1)).toBe('alerts-joined: Fires again: HighLoad.')
  await recovers(high)
  await act(ben, id, 'resolve', { code: 'restarted', text: 'Restarted it.' })
  await after(31)
  expect(await incidents()).toMatchObject([{ state: 'closed' }])
})

test('a helper, or a report that was merged into it, keeps it in the hands of people', async () => {
  await fires(high)
  const [found] = await incidents()
  const id = found?.id ?? 0
  const { row: other } = await report({ service: undefined }, rita)
  await merge(ben, registry, incident, { id: other.id, into: `INC-${id}` })
  await recovers(high)
  expect((await incidents())[0]).toMatchObject({ id, state: 'assigned' })
  await after(60)
  await fires({ alertname: 'Other', severity: 'critical' })
  const helped = (await incidents()).at(-1)?.id ?? 0
  await participate(ben, incident, helped, { op: 'add', role: 'helper', subject: 'person', id: 3 })
  await recovers({ alertname: 'Other', severity: 'critical' })
  expect((await incidents()).at(-1)).toMatchObject({ state: 'new' })
})

test('alerts of an incident that was merged join the one that is worked on', async () => {
  await fires(high)
  const { row: survivor } = await report({}, rita)
  const [found] = await incidents()
  await merge(ben, registry, incident, { id: found?.id ?? 0, into: `INC-${survivor.id}` })
  await fires(disk)
  const { rows } = await db.pool.query('select incident_id from alert where name = $1', ['DiskFull'])
  expect(rows).toEqual([{ incident_id: survivor.id }])
})

test('when all has recovered by itself, what was merged into it is resolved with it', async () => {
  const strange = { alertname: 'Strange', severity: 'critical' }
  await fires(high)
  await fires(strange)
  const [found, other] = await incidents()
  await merge(ben, registry, incident, { id: other?.id ?? 0, into: `INC-${found?.id}` })
  await recovers(high, strange)
  expect(await incidents()).toMatchObject([{ state: 'resolved' }, { state: 'resolved' }])
})

test('an alert without a service that we know is for the desk; one that a rule suppresses is for nobody', async () => {
  await fires({ alertname: 'Strange', service: 'nowhere' })
  await fires({ alertname: 'Watchdog', severity: 'none' })
  expect(await incidents()).toMatchObject([{ state: 'new', team_id: null, priority: 3 }])
  const { rows } = await db.pool.query('select state, reason, note from alert order by name')
  expect(rows).toMatchObject([
    { state: 'firing', note: 'There is no service "nowhere".' },
    { state: 'suppressed', reason: 'It always fires, to show that alerting works.' },
  ])
})

test('what is hostile in an alert is text and nothing else, and never keeps others from their incident', async () => {
  const evil = {
    alertname: '[x](javascript:alert(1))',
    instance: '<img src=x onerror=alert(1)>',
    service: 'mail',
  }
  const annotations = {
    summary: '\u200b\u0007',
    runbook_url: 'javascript:alert(1)',
    description: '![x](//evil/x.png)',
  }
  await deliver(sent(evil, { annotations }), sent({ alertname: '', x: '\u0000' }))
  const found = await incidents()
  expect(found).toHaveLength(2)
  const { rows } = await db.pool.query('select description from record where id = any($1)', [
    found.map(({ id }) => id),
  ])
  for (const { description } of rows) expect(description).not.toMatch(/(?<!\\)[<[]|javascript:/)
})

test('two processes that follow the same alerts open one incident', async () => {
  await receive(spine, { source: 'prometheus', alerts: [sent(high), sent(disk)] })
  const rivals = [1, 2, 3].flatMap(() => handoffLoops(spine))
  await Promise.all(rivals.map((loop) => loop.tick(now)))
  expect(await incidents()).toHaveLength(1)
})
