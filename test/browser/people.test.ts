import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkEverySize } from './harness/look.ts'
import { type Person, throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('administrator', { name: 'Ana Costa' })
const open = (person: Person, path: string): Promise<Page> => house.pageAt(path, person)
const save = (page: Page) => page.keyboard.press('Control+Enter')
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('somebody says when they are away, when they work and what they know; a colleague plans with it', async () => {
  const mara = await house.person('agent', { name: 'Mara Lindqvist' })
  await house.ask(ana, 'POST', '/teams', { key: 'port', name: 'Port systems', line: 2, lead: ana.id })
  await house.ask(ana, 'PUT', `/teams/port/members/${mara.id}/dates`, { until: '2035-12-31' })
  const page = await open(mara, '/profile')

  await page.getByRole('button', { name: 'Add an absence' }).click()
  await page.getByLabel('First day').fill('2035-08-06')
  await page.getByLabel('Last day').fill('2035-08-03')
  await save(page)
  await page.getByText('must be after it begins').waitFor()
  await page.getByLabel('Last day').fill('2035-08-24')
  await page.getByLabel('Why').fill('Holiday')
  await save(page)
  await part(page, 'Away')
    .getByText(/6\s*–\s*24 Aug 2035/)
    .waitFor()

  await page.getByRole('button', { name: 'Change hours' }).click()
  await page.getByLabel('Monday').fill('8-12, 13:00-17:30')
  await page.getByLabel('Tuesday').fill('noon')
  await page.getByText('“noon” is no stretch of hours').waitFor()
  await page.getByLabel('Tuesday').fill('22:00-06:00')
  await save(page)
  await part(page, 'Working hours').getByText('Wednesday – Sunday').waitFor()

  await page.getByRole('button', { name: 'Add a skill' }).click()
  await page.getByRole('combobox', { name: 'Skill' }).fill('Crane control')
  await page.getByLabel('Certificate ends').fill('2035-01-31')
  await save(page)
  await part(page, 'Skills').getByText('crane-control').waitFor()
  await part(page, 'Teams').getByText('last day 31 Dec 2035').waitFor()
  await checkEverySize(page, 'profile-people')

  expect(await house.ask(ana, 'GET', `/people/${mara.id}/absences`)).toMatchObject({
    items: [{ days: { first: '2035-08-06', last: '2035-08-24' }, why: 'Holiday' }],
  })
  await page.getByRole('button', { name: /^Take back 6/ }).click()
  await part(page, 'Away').getByText('Nothing is planned.').waitFor()
})

test('somebody says how they are reached; without a mail server no code comes, and nothing here calls', async () => {
  const olga = await house.person('agent', { name: 'Olga Ruiz' })
  const page = await open(olga, '/profile#contacts')
  const reached = part(page, 'How to reach you')
  for (const [kind, address] of [
    ['mail', 'olga.night@example.com'],
    ['phone', '+351 912 345 678'],
  ] as const) {
    await reached.getByRole('button', { name: 'Add an address or a number' }).click()
    await reached.getByLabel('What it is').selectOption(kind)
    await reached.getByLabel(kind === 'mail' ? 'Mail address' : 'Phone number').fill(address)
    await save(page)
    await reached.getByText(address).waitFor()
  }
  await reached.getByText('There is no mail server here').waitFor()
  await checkEverySize(page, 'contacts')
  await reached.getByRole('button', { name: 'The test call came' }).click()
  await reached.getByText('· verified').waitFor()
  await reached.getByRole('button', { name: 'Use first: +351 912 345 678' }).click()
  await expect.poll(() => reached.getByRole('listitem').first().textContent()).toContain('+351 912 345 678')
})

test('an administrator sees what a leaver has, says who takes it, and lets them go', async () => {
  const nils = await house.person('agent', { name: 'Nils Aalto' })
  const rosa = await house.person('manager', { name: 'Rosa Blom' })
  const facts = { key: 'gates', name: 'Gates', owner: nils.id, businessOwner: nils.id }
  await house.ask(ana, 'POST', '/services', facts)
  await house.ask(ana, 'POST', '/teams', { key: 'gate-team', name: 'Gate team', shiftLead: nils.id })
  const { ref } = await house.ask(ana, 'POST', '/incidents', {
    title: 'Barrier stays down',
    service: 'gates',
  })
  await house.ask(ana, 'POST', `/incidents/${ref}/actions/give`, { holder: nils.id })
  const page = await open(ana, `/settings/people/${nils.id}`)
  await part(page, 'Leaving').getByRole('button', { name: 'See what they have' }).click()
  await page.getByText('Barrier stays down').waitFor()
  const go = page.getByRole('button', { name: 'Hand over and let Nils Aalto go' })
  expect(await go.isDisabled()).toBe(true)
  await page.getByRole('combobox', { name: 'Who takes it all' }).fill('Rosa')
  await page.getByRole('option', { name: /Rosa Blom/ }).click()
  await page.getByRole('combobox', { name: 'Who takes Works on Barrier stays down' }).fill('Ana')
  await page.getByRole('option', { name: /Ana Costa/ }).click()
  await checkEverySize(page, 'leaving')
  await go.click()
  await page.getByText('Deactivated').first().waitFor()
  expect(await house.ask(ana, 'GET', '/services')).toMatchObject({
    items: [{ owner: { name: 'Rosa Blom' }, businessOwner: { name: 'Rosa Blom' } }],
  })
  expect(await house.ask(ana, 'GET', `/incidents/${ref}`)).toMatchObject({ holder: { name: 'Ana Costa' } })
  expect(await house.ask(ana, 'GET', '/teams/gate-team')).toMatchObject({ shiftLead: { id: rosa.id } })
})

test('the person page says it in German as well', async () => {
  const jutta = await house.person('administrator', { name: 'Jutta Brandt', language: 'de' })
  const page = await open(jutta, `/settings/people/${jutta.id}`)
  await part(page, 'Arbeitszeit').getByText('Nicht bekannt.').waitFor()
  await part(page, 'Fähigkeiten').getByRole('button', { name: 'Fähigkeit eintragen' }).click()
  await page.getByRole('combobox', { name: 'Fähigkeit' }).waitFor()
  await checkEverySize(page, 'person-de')
})

test('who gives an incident to a colleague sees by name who is there and who knows it', async () => {
  const [bo, edda, finn] = [
    await house.person('agent', { name: 'Bo Crane' }),
    await house.person('agent', { name: 'Edda Crane' }),
    await house.person('agent', { name: 'Finn Crane' }),
  ]
  const members = [edda.id, bo.id, finn.id]
  await house.ask(ana, 'POST', '/teams', { key: 'cranes', name: 'Cranes', line: 2, members })
  await house.ask(ana, 'POST', '/services', { key: 'crane', name: 'Crane', skills: ['crane-control'] })
  await house.ask(ana, 'PUT', `/people/${edda.id}/skills/crane-control`, { level: 3 })
  await house.ask(ana, 'PUT', `/people/${bo.id}/skills/crane-control`, { level: 2 })
  const today = new Date().toISOString().slice(0, 10)
  const next = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  await house.ask(bo, 'POST', `/people/${bo.id}/absences`, { from: today, until: next })
  const facts = { title: 'Crane 4 does not turn', service: 'crane', team: 'cranes' }
  const { ref } = await house.ask(ana, 'POST', '/incidents', facts)
  const page = await open(ana, `/records/${ref}`)
  await page.getByRole('heading', { name: 'Crane 4 does not turn' }).waitFor()
  await page.keyboard.press('h')
  const team = page.getByRole('region', { name: 'Cranes, by name' })
  await team.getByText('Know crane-control, nothing speaks against').waitFor()
  expect(await team.getByRole('button').allTextContents()).toEqual([
    expect.stringMatching(/^Edda Crane.*teaches crane-control · nothing open$/),
    expect.stringMatching(/^Bo Crane.*away until/),
    expect.stringMatching(/^Finn Crane.*does not list crane-control/),
  ])
  await team.getByRole('button', { name: /Edda Crane/ }).click()
  await checkEverySize(page, 'candidates')
  await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click()
  await expect
    .poll(async () => (await house.ask(ana, 'GET', `/incidents/${ref}`)).holder?.name, { timeout: 15_000 })
    .toBe('Edda Crane')
})
