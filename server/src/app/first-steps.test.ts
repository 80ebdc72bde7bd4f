import { pino } from 'pino'
import { expect, test } from 'vitest'
import { person } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { testTime } from '../spine/time/index.ts'
import { openSpine } from './spine.ts'
import { openApi } from './testing.ts'

const { db } = await testDatabase()
const time = testTime(Date.parse('2026-03-02T09:00:00Z'))
const log = pino({ level: 'silent' })
const { directory, poke } = await openSpine({ db, time, log, files: {} as never })
const [ada, max, ana] = [1, 2, 3]
const people = [person(ada, 'Ada', 'administrator'), person(max, 'Max', 'manager')]
const { ask } = await openApi(db, { people }, { spine: { directory, poke } })

/** Rows as sign-in leaves them; without a password they were invited and have not come. */
async function hire(id: number, role: string, password: string | null): Promise<void> {
  await db.pool.query(
    `with p as (insert into person (id, name, role, created_at, updated_at) values ($1::bigint, 'P' || $1::bigint, $2, $4, $4))
     insert into account (person_id, account_id, provider_id, password, created_at, updated_at)
     values ($1::bigint, $1::bigint::text, 'credential', $3, $4, $4)`,
    [id, role, password, new Date(time.now())],
  )
}

const left = async (): Promise<string[]> => {
  const { body } = await ask(ada, 'GET', '/set-up/steps')
  return body.items.flatMap(({ key, done }: { key: string; done: boolean }) => (done ? [] : [key]))
}

test('a new house is ready step by step, each seen as soon as it is made', async () => {
  await hire(ada, 'administrator', 'digest')
  await hire(ana, 'agent', null)
  const steps = await left()
  expect(steps).toEqual([
    'organisation-named',
    'calendar-set',
    'team-made',
    'service-made',
    'person-invited',
    'mail-configured',
    'second-factor',
    'first-incident',
  ])
  const without = async (step: string): Promise<void> => {
    expect(await left()).toEqual(steps.filter((one) => one !== step))
    steps.splice(steps.indexOf(step), 1)
  }
  const value = { name: 'Padaria Central', zone: 'UTC', language: 'pt' }
  await ask(ada, 'PUT', '/settings/organisation', { value })
  await without('organisation-named')
  const hours = { 1: [{ from: '08:00', to: '16:00' }] }
  await ask(ada, 'PUT', '/calendars/office', { zone: 'Europe/Lisbon', hours })
  await without('calendar-set')
  await ask(ada, 'POST', '/teams', { key: 'desk', name: 'Desk' })
  expect(await left(), 'a team of nobody').toEqual(steps)
  await ask(ada, 'PUT', `/teams/desk/members/${ana}`)
  await without('team-made')
  await ask(ada, 'POST', '/services', { key: 'till', name: 'Till' })
  expect(await left(), 'a service that nobody supports').toEqual(steps)
  await ask(ada, 'POST', '/services', { key: 'mail', name: 'Mail', team: 'desk' })
  await without('service-made')
  await db.pool.query(`update account set password = 'digest' where person_id = $1`, [ana])
  await without('person-invited')
  await db.pool.query('update person set two_factor_enabled = true where id = $1', [ana])
  expect(await left(), 'the second factor of another').toEqual(steps)
  await db.pool.query('update person set two_factor_enabled = true where id = $1', [ada])
  await without('second-factor')
  await ask(ada, 'POST', '/incidents', { title: 'The till is stuck' })
  await without('first-incident')
  expect(steps).toEqual(['mail-configured'])
})

test('with a mail server the step is made, and only administrators read the list', async () => {
  const mailing = await openApi(db, { people }, { mail: true, spine: { directory } })
  expect((await mailing.ask(ada, 'GET', '/set-up/steps')).body.items).toContainEqual({
    key: 'mail-configured',
    done: true,
  })
  expect((await ask(max, 'GET', '/set-up/steps')).status).toBe(403)
})
