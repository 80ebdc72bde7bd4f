import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkEverySize } from './harness/look.ts'
import { type Person, throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('administrator', { name: 'Ana Costa' })

const open = async (person: Person, path: string): Promise<Page> => {
  const page = await house.page(person)
  await page.goto(path)
  return page
}
const save = (page: Page) => page.keyboard.press('Control+Enter')
const saved = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
const trail = (page: Page) => page.getByRole('region', { name: 'What was changed' })

test('who has just set up is led from step to step until the desk can work', async () => {
  const page = await open(ana, '/settings')
  await page.getByText('0 of 8 done').waitFor()
  await checkEverySize(page, 'first-steps')

  await page.getByRole('link', { name: 'Name your organisation' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Porto Lingua')
  await save(page)
  await saved(page)

  await page.getByRole('link', { name: 'First steps' }).click()
  await page.getByRole('link', { name: 'Say when you work' }).click()
  await page.getByLabel('Monday').fill('8-12, 13:00-17:30')
  await page.getByRole('button', { name: 'Tuesday to Friday as Monday' }).click()
  await page.getByLabel('Holidays').fill('25.12.2026 Christmas Day\n2026-12-08;Immaculate Conception')
  await page.getByText('42.5 h a week').waitFor()
  await save(page)
  await saved(page)
  await trail(page).getByText('Monday: 09:00-17:00 → 08:00-12:00, 13:00-17:30').waitFor()

  await page.getByRole('link', { name: 'First steps' }).click()
  await page.getByRole('link', { name: 'Make a team' }).click()
  await page.getByRole('link', { name: 'Make a team' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Service Desk')
  await save(page)
  await page.getByRole('heading', { name: 'Service Desk', level: 1 }).waitFor()
  await page.getByRole('region', { name: 'Members' }).getByText('Ana Costa').waitFor()

  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Services' }).click()
  await page.getByRole('link', { name: 'Name a service' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Porto network')
  await page.getByLabel('Team', { exact: true }).selectOption('Service Desk')
  await save(page)
  await page.getByText('porto-network').waitFor()

  await page.getByRole('link', { name: 'First steps' }).click()
  await page.getByText('4 of 8 done').waitFor()
  await page.getByRole('link', { name: 'Invite a colleague' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Bo Berg')
  await page.getByLabel('E-mail').fill('bo@example.com')
  await save(page)
  const link = page.getByLabel('Pass this link on').getByRole('textbox')
  const token = new URL(await link.inputValue()).searchParams.get('token')
  const chosen = await page.request.post('/api/v1/auth/reset-password', {
    data: { token, newPassword: 'four quiet boats at noon' },
    headers: { origin: house.url },
  })
  expect(chosen.status()).toBe(200)
  await page.getByRole('link', { name: 'First steps' }).click()
  await page.getByText('5 of 8 done').waitFor()
})

test('what an administrator typed is there after leaving, and what cannot be is said beside its field', async () => {
  const page = await open(ana, '/settings/calendars/office')
  await page.getByLabel('Saturday').fill('22:00-06:00')
  await page.getByText('22:00-06:00 ends before it begins').waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await page.getByLabel('Saturday').fill('09:00-12:00')
  await page.getByText(/Running clocks are aimed anew/).waitFor()
  await checkEverySize(page, 'service-hours')
  await page.goto('/desk')
  await page.goto('/settings/calendars/office')
  expect(await page.getByLabel('Saturday').inputValue()).toBe('09:00-12:00')
  await page.getByRole('button', { name: 'Discard changes' }).click()
  expect(await page.getByLabel('Saturday').inputValue()).toBe('')
})

test('of two administrators who change the same rule, the later one sees both and chooses', async () => {
  const rui = await house.person('administrator', { name: 'Rui Alves' })
  const [hers, his] = [await open(ana, '/settings/closing'), await open(rui, '/settings/closing')]
  const days = (page: Page) => page.getByLabel('Close as unconfirmed after (working days)')
  await days(hers).fill('7')
  await days(his).fill('9')
  await save(his)
  await saved(his)
  await save(hers)
  const both = hers.getByRole('alert').filter({ hasText: 'This was changed meanwhile' })
  await both.getByRole('row', { name: 'Close as unconfirmed after 9 working days 7 working days' }).waitFor()
  await checkEverySize(hers, 'stale-setting')
  await both.getByRole('button', { name: 'Go on with mine' }).click()
  await save(hers)
  await saved(hers)
  await trail(hers).getByText('Ana Costa changed the closing rules').waitFor()
  await trail(hers).getByText('Close as unconfirmed after: 9 working days → 7 working days').waitFor()

  await hers.getByRole('button', { name: 'Undo' }).click()
  await trail(hers).getByText('7 working days → 9 working days').waitFor()
  await trail(hers).getByRole('button', { name: 'Put this back' }).last().click()
  expect(await days(hers).inputValue()).toBe('5')
})

test('targets are typed as people say them, and what saving does is said before', async () => {
  const page = await open(ana, '/settings/targets')
  const within = page.getByLabel('Priority 3, First response: Within')
  await within.fill('soon')
  await page.getByText('Write it as 15 min, 4 h or 1 h 30 min.').waitFor()
  await within.fill('1 h 30 min')
  await page.getByText(/are aimed at the new targets/).waitFor()
  await checkEverySize(page, 'targets')
  await save(page)
  await saved(page)
  const { items } = await house.ask(ana, 'GET', '/settings')
  const targets = items.find(({ key }: { key: string }) => key === 'targets').value.incident
  expect(targets).toContainEqual({
    priority: 3,
    name: 'response',
    ms: 5_400_000,
    hours: 'service hours',
    steps: [50, 75, 100],
  })
})

test('the priority matrix is changed by keyboard alone', async () => {
  const page = await open(ana, '/settings/priority')
  await page.getByLabel('Impact 3, urgency 3').focus()
  await page.keyboard.press('4')
  await save(page)
  await saved(page)
  await trail(page).getByText('Impact 3, urgency 3: 5 → 4').waitFor()
})

test('a field is added without writing JSON, and a schema that cannot be is not taken', async () => {
  const page = await open(ana, '/settings/fields')
  await page.getByRole('button', { name: 'Add a field: Incidents' }).click()
  await page.getByLabel('Name', { exact: true }).fill('cost_centre')
  await page.keyboard.press('Enter')
  await page.getByText('cost_centre Text').waitFor()
  await checkEverySize(page, 'own-fields')
  await save(page)
  await saved(page)
  await page.locator('summary').first().click()
  await page.getByLabel('Incidents: Schema').fill('{"type":"object","properties":{"x":{"type":"nonsense"}}}')
  await save(page)
  await page.getByText('is no JSON Schema that can be used').first().waitFor()
})

test('a ready answer is shown as it will look, and nothing in it can do harm', async () => {
  const page = await open(ana, '/settings/replies')
  await page.getByRole('button', { name: 'New answer' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Restart <b>first</b>')
  await page.getByLabel('Text').fill('**Restart** it. <img src=x onerror=alert(1)> [x](javascript:alert(1))')
  const preview = page.getByRole('region', { name: 'As it will look' })
  await preview.locator('strong', { hasText: 'Restart' }).waitFor()
  expect(await preview.locator('img, a[href^="javascript"]').count()).toBe(0)
  await save(page)
  await saved(page)
  await checkEverySize(page, 'ready-answers')
})

test('somebody is found, given another role, and put out with a moment to take it back', async () => {
  const carla = await house.person('agent', { name: 'Carla Nunes' })
  const page = await open(ana, '/settings/people')
  await page.getByPlaceholder('Name or e-mail').fill('carla')
  await checkEverySize(page, 'people')
  await page.getByRole('link', { name: 'Carla Nunes' }).click()
  // The list has a choice of roles as well.
  await page.getByRole('form', { name: 'Carla Nunes' }).getByLabel('Role').selectOption('Manager')
  await save(page)
  await saved(page)
  await trail(page).getByText('Role: Agent → Manager').waitFor()
  await checkEverySize(page, 'person')
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await page
    .getByRole('alert')
    .or(page.locator('.mantine-Notification-root'))
    .getByRole('button', { name: 'Undo' })
    .click()
  expect(await house.ask(carla, 'GET', '/me')).toMatchObject({ role: 'manager', active: true })
})

test('who is no administrator is told kindly whose settings these are', async () => {
  const page = await open(await house.person('agent'), '/settings/people')
  await page.getByRole('heading', { name: 'Settings are for administrators' }).waitFor()
  expect(await page.getByRole('link', { name: 'Settings', exact: true }).count()).toBe(0)
  await checkEverySize(page, 'settings-not-yours')
})
