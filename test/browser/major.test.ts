import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessible } from './harness/accessible.ts'
import { phone } from './harness/browser.ts'
import { checkEverySize, look } from './harness/look.ts'
import { type Person, throughline } from './harness/throughline.ts'

const house = await throughline()
const admin = await house.person('administrator', { name: 'Rui Alves' })
const mara = await house.person('manager', { name: 'Mara Lindqvist' })
const nils = await house.person('agent', { name: 'Nils Berg' })
const ben = await house.person('agent', { name: 'Ben Okafor' })
const rita = await house.person('requester', { name: 'Rita Moreau' })
const tom = await house.person('requester', { name: 'Tom Ek' })
const within = { timeout: 15_000 }
const hostile = '<img src=x onerror=alert(1)> [pay](javascript:alert(2)) at the counters'

await house.ask(admin, 'POST', '/teams', { key: 'booking', name: 'Booking', line: 2, members: [ben.id] })

/** A service of the first tier that has stopped: proposed as a major by itself. */
async function stopped(key: string, name: string): Promise<string> {
  await house.ask(admin, 'POST', '/services', { key, name, state: 'live', tier: 1, team: 'booking' })
  const facts = { title: 'Nobody can book', service: key, impact: 1, urgency: 1, requester: rita.id }
  const { ref } = await house.ask<{ ref: string }>(admin, 'POST', '/incidents', facts)
  await expect.poll(async () => (await incident(ref)).major?.state, within).toBe('proposed')
  return ref
}

const incident = (ref: string) => house.ask<Record<string, any>>(mara, 'GET', `/incidents/${ref}`)
const act = (by: Person, ref: string, verb: string, input: object) =>
  house.ask(by, 'POST', `/incidents/${ref}/actions/${verb}`, input)

async function accepted(key: string, name: string): Promise<string> {
  const ref = await stopped(key, name)
  await act(ben, ref, 'take', {})
  await act(mara, ref, 'accept-major', {
    manager: mara.id,
    communications: nils.id,
    bridge: 'tel:+351210000000',
  })
  return ref
}

async function pick(page: Page, label: string, letters: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(letters)
  await page.getByRole('option', { name }).first().click()
}

test('a proposal is accepted from Now, users are written to by keys, and whoever looks sees it at once', async () => {
  const ref = await stopped('booking', 'Booking')
  await act(ben, ref, 'take', {})
  const page = await house.page(mara)
  await page.goto('/now?team=all')
  await page.getByText('A major incident?').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/major/${ref}*`)
  const dialog = page.getByRole('dialog', { name: 'Accept as major incident' })
  await dialog.waitFor()
  await pick(page, 'Incident manager', 'Ben', 'Ben Okafor')
  await pick(page, 'Writes to users', 'Nils', 'Nils Berg')
  await dialog.getByRole('button', { name: 'Accept as major incident' }).click()
  await page.getByText('Ben Okafor resolves this incident').waitFor()
  await page.getByRole('combobox', { name: 'Incident manager' }).fill('')
  await pick(page, 'Incident manager', 'Mara', 'Mara Lindqvist')
  await page.getByRole('dialog').getByRole('button', { name: 'Accept as major incident' }).click()
  await page.getByText('Next update to users in').waitFor()
  await page.getByText('Users have not heard anything yet.').waitFor()

  const other = await house.page(nils)
  await other.goto(`/major/${ref}`)
  await other.getByRole('heading', { name: 'Booking is not working' }).waitFor()
  await other.getByLabel('What is affected').fill('Booking on the web.')
  await other.keyboard.press('Escape')
  await other.keyboard.press('p')
  await other.locator('textarea:focus').fill(hostile)
  await other.keyboard.press('Control+Enter')
  await page.getByText('Booking on the web.').first().waitFor()
  expect((await incident(ref)).major).toMatchObject({ posts: 1, state: 'accepted' })

  await page.keyboard.press('d')
  await page.getByLabel('What was decided').fill('Roll back to 4.11.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Roll back to 4.11.').first().waitFor()
  await checkEverySize(page, 'major')
  await page.keyboard.press('r')
  const over = page.getByRole('dialog', { name: 'Service is restored' })
  await look(page, 'major-restored')
  await over.getByRole('button', { name: 'Service is restored' }).click()
  await page.getByRole('heading', { name: 'Booking works again' }).waitFor()
  await page.getByRole('button', { name: 'Stand down' }).waitFor()
  await checkAccessible(page)
}, 180_000)

test('a record that is no major incident says so, and its own page leads to one that is', async () => {
  const ref = await accepted('freight', 'Freight')
  const page = await house.page(ben)
  await page.goto(`/records/${ref}`)
  await page.getByRole('link', { name: 'Open the major incident' }).waitFor()
  await page.keyboard.press('m')
  await page.waitForURL(`**/major/${ref}`)
  await page.getByRole('link', { name: '+351210000000' }).waitFor()
  await act(mara, ref, 'set-bridge', { bridge: 'javascript:alert(1)' })
  await page.getByText('javascript:alert(1)').waitFor()
  expect(await page.getByRole('link', { name: 'javascript' }).count()).toBe(0)
  const { ref: plain } = await house.ask<{ ref: string }>(admin, 'POST', '/incidents', {
    title: 'A keyboard',
  })
  await page.goto(`/major/${plain}`)
  await page.getByText(`${plain} is no major incident`).waitFor()
  await checkEverySize(page, 'major-none')
  await act(mara, ref, 'stand-down', { reason: 'Over.' })
}, 120_000)

test('users see it on every page of the portal, say me too instead of reporting it, and read the posts as they are', async () => {
  const ref = await accepted('timetable', 'Timetable')
  await act(nils, ref, 'post-update', {
    affected: hostile,
    known: 'We are on it.',
    meanwhile: 'Ask at the pier.',
  })
  const hand = await house.page(tom, { ...phone, javaScriptEnabled: false })
  await hand.goto('/portal')
  await hand.getByRole('link', { name: 'Timetable is not working' }).waitFor()
  await hand.goto('/portal/report')
  await hand.getByRole('button', { name: 'I have this too' }).first().tap()
  await hand.getByText('You are counted.').waitFor()
  await hand.getByText('You are among those who reported this.').waitFor()
  await expect.poll(async () => (await incident(ref)).major?.reporters, within).toBe(2)

  const page = await house.page(tom)
  await page.goto('/portal')
  await checkEverySize(page, 'portal-banner')
  await page.goto('/portal/report')
  await checkEverySize(page, 'portal-known')
  await page.goto('/portal/status')
  await page.getByText('Ask at the pier.').waitFor()
  expect(await page.locator('main img').count()).toBe(0)
  expect(await page.locator('main').textContent()).not.toContain('Nobody can book')
  await checkEverySize(page, 'status')
  await act(mara, ref, 'restore-service', { message: 'The boards show times again.' })
  await act(mara, ref, 'stand-down', {})
  await page.reload()
  await page.getByRole('heading', { name: 'The last 14 days' }).waitFor()
  await page.locator('details.past, .past summary').first().click()
  await page.getByText('The boards show times again.').waitFor()
  await checkEverySize(page, 'status-past')
}, 180_000)

test('who takes calls sees what is broken for many, and adds a caller by a key', async () => {
  const ref = await accepted('canteen', 'Canteen')
  await act(nils, ref, 'post-update', { affected: 'The canteen.', known: 'We look.' })
  const page = await house.page(ben)
  await page.goto('/call')
  await page.getByRole('heading', { name: 'Major incident now' }).waitFor()
  await page.getByRole('button', { name: 'Canteen is not working' }).waitFor()
  await page.getByLabel('Caller').first().fill('Tom')
  await page.getByRole('option', { name: 'Tom Ek' }).click()
  await checkEverySize(page, 'call-major')
  await page.keyboard.press('Alt+m')
  await expect.poll(async () => (await incident(ref)).major?.reporters, within).toBe(2)
  await act(mara, ref, 'stand-down', { reason: 'Over.' })
}, 90_000)

test('a stranger sees the status page only where the house opened it to everybody', async () => {
  const page = await house.page()
  await page.goto('/portal/status')
  await page.waitForURL('**/sign-in?to=*')
  const headers = { origin: house.url }
  expect((await page.request.get('/api/v1/status')).status()).toBe(401)
  await house.ask(admin, 'PUT', '/settings/statusPage', { value: { public: true } })
  await page.goto('/portal/status')
  await page.getByRole('heading', { name: 'Status' }).waitFor()
  expect(await page.getByRole('button', { name: 'I have this too' }).count()).toBe(0)
  expect((await page.request.post('/api/v1/status/INC-1/me-too', { headers, data: {} })).status()).toBe(401)
  // What ends mails is a link that anybody may press: without it, nothing.
  expect((await page.request.post('/portal/status/end?token=x')).status()).toBe(422)
  await checkEverySize(page, 'status-stranger')
}, 60_000)
