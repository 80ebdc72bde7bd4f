import { expect, test } from 'vitest'
import { checkEverySize } from './harness/look.ts'
import { throughline } from './harness/throughline.ts'

const house = await throughline()
const rui = await house.person('administrator', { name: 'Rui Alves', zone: 'Europe/Lisbon' })
const mara = await house.person('agent', { name: 'Mara Lindqvist' })
const make = (path: string, body: object) => house.ask(rui, 'POST', path, body)

const steps = ['Look at the till server.', 'Restart it.', 'Call the vendor.'].map((step) => ({
  do: step,
  expect: 'It is green.',
  ifNot: 'Go on <b>here</b>.',
}))
await make('/teams', { key: 'port', name: 'Port & terminal', members: [mara.id] })
await make('/schedules', {
  key: 'port',
  name: 'Port on call',
  zone: 'Europe/Lisbon',
  layers: [
    {
      name: 'Week',
      zone: 'Europe/Lisbon',
      begins: '2026-01-05T09:00',
      turn: { every: 1, unit: 'weeks' },
      members: [{ person: mara.id }],
    },
  ],
})
await make('/escalation-paths', {
  key: 'port',
  name: 'Port at night',
  steps: [{ schedule: 'port' }],
  lastResort: rui.id,
})
const article = await make('/articles', { title: 'Tills are down', type: 'runbook', services: [], steps })
const mail = await make('/services', { key: 'mail', name: 'Mail', tier: 2, owner: rui.id })
const tills = await make('/services', {
  key: 'tills',
  name: 'Tills',
  tier: 1,
  owner: mara.id,
  businessOwner: rui.id,
})
await make(`/services/${tills.ref}/links`, { type: 'depends-on', to: mail.ref })
await house.ask(rui, 'PATCH', `/articles/${article.ref}`, { services: ['tills'] })
for (const verb of ['submit', 'publish', 'reviewed'])
  await make(`/articles/${article.ref}/actions/${verb}`, {})

test('the least ready service is opened, three of its lines are mended, and it is ready', async () => {
  const page = await house.pageAt('/services', rui)
  await page.getByRole('heading', { name: 'Tier 1' }).waitFor()
  await checkEverySize(page, 'services')
  await page.getByLabel('Find a service').fill('till')
  await page.getByRole('link', { name: 'Tills' }).click()
  await page.getByText('Not ready to be supported: 4 lines missing').waitFor()
  await page.getByText('Nobody', { exact: true }).waitFor()
  await page.getByText('It has no escalation path.').waitFor()
  await page.getByRole('link', { name: 'Mail' }).first().waitFor()
  await checkEverySize(page, 'service-not-ready')

  await page.getByRole('link', { name: 'Mend it: A support team stands behind it' }).click()
  await page.getByLabel('Team', { exact: true }).selectOption({ label: 'Port & terminal' })
  await page.getByLabel('Escalation path').selectOption({ label: 'Port at night' })
  await page.getByLabel('More of it').fill('logs https://logs.example.com/tills Logs of the tills')
  await page.getByRole('button', { name: 'Save' }).click()
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  await page.goto(`/services/${tills.ref}`)
  await page.getByText('Not ready to be supported: 1 line missing').waitFor()
  await page.getByText('Mara Lindqvist', { exact: true }).first().waitFor()
  await page.getByText(mara.email).waitFor()
  await page.getByText('Restart it.').waitFor()
  // What somebody wrote is shown, not run.
  await page.getByText('Go on <b>here</b>.').first().waitFor()

  await page.getByRole('link', { name: 'Tills are down' }).click()
  await page.getByText('Call the vendor.').waitFor()
  await checkEverySize(page, 'runbook')
  await page.goBack()

  await page.getByRole('button', { name: 'Waive… It is monitored' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why this can wait').fill('The probe comes next month.')
  await checkEverySize(page, 'service-waive')
  await dialog.getByRole('button', { name: 'Waive', exact: true }).click()
  await page.getByText('Ready to be supported', { exact: true }).waitFor()
  await page.getByText('The probe comes next month.').waitFor()
  const vouch = page.locator('[data-line="rollback-tested"]')
  await vouch.getByRole('button', { name: 'Vouch for it' }).click()
  await vouch.getByText('Rui Alves vouched for it.').waitFor()
  await checkEverySize(page, 'service-ready')
  expect(await house.ask(rui, 'GET', '/services/tills/readiness')).toMatchObject({ ready: true, waived: 1 })
})

test('of a night on which the clock goes on, it is said which time was taken', async () => {
  const page = await house.pageAt(`/services/${tills.ref}`, mara)
  await house.ask(rui, 'PUT', '/calendars/lisbon', {
    zone: 'Europe/Lisbon',
    hours: { 1: [{ from: '08:00', to: '18:00' }] },
    holidays: [],
  })
  await house.ask(rui, 'PATCH', `/services/${tills.ref}`, { calendar: 'lisbon' })
  await page.reload()
  await page.getByText('by the clock of Europe/Lisbon').waitFor()
  await page.getByLabel('When').fill('2027-03-28T01:30')
  await page.getByText('That time is skipped when summer time begins').waitFor()
  await page.getByLabel('When').fill('2027-03-30T02:00')
  await expect.poll(() => page.getByText('That time is skipped').count()).toBe(0)
})

test('a service is seen among what it needs and whom it hits; what is further away is folded up until it is wanted', async () => {
  const needs = (key: string, to: string[]) => ({
    kind: 'service',
    key,
    name: key.replace('-', ' '),
    relations: to.map((one) => ({ relation: 'depends-on', to: one })),
  })
  const near = Array.from({ length: 10 }, (_, i) => needs(`near-${i}`, ['core']))
  const far = Array.from({ length: 60 }, (_, i) => needs(`far-${i}`, [`near-${i % 10}`]))
  const store = { kind: 'item', key: 'store', name: 'The store', class: 'database' }
  const things = [store, needs('core', ['store']), ...near, ...far]
  const made = await make('/reports', { source: 'test', things })
  expect(made).toMatchObject({ problems: [], relations: { made: 71 } })
  const page = await house.pageAt('/services', mara)
  await page.getByRole('link', { name: 'core', exact: true }).click()
  await page.getByRole('link', { name: 'See it as a picture' }).click()
  await page.getByText('60 further away are folded up.').waitFor()
  await page.getByRole('link', { name: 'The store' }).waitFor()
  await checkEverySize(page, 'graph')
  await page.getByRole('link', { name: 'near 3' }).press('Enter')
  await page.getByRole('heading', { name: 'near 3', level: 1 }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Show 6 more beside near 7' }).press('Enter')
  await page.getByText('54 further away are folded up.').waitFor()
  await page.getByText('far 37').waitFor()
  await page.getByRole('button', { name: 'Show all 72' }).click()
  await page.locator('[data-graph="72"]').waitFor()
  await expect.poll(() => page.getByText('folded up').count()).toBe(0)
  await page.getByText('far 59').waitFor()
})
