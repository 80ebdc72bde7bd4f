import { expect, test } from 'vitest'
import { checkEverySize } from './harness/look.ts'
import { throughline } from './harness/throughline.ts'

const house = await throughline()
const rui = await house.person('administrator', { name: 'Rui Alves', zone: 'Europe/Lisbon' })
const mara = await house.person('agent', { name: 'Mara Lindqvist' })
const callum = await house.person('agent', { name: 'Callum Reid' })

const HOUR = 3_600_000
/** What a clock on a wall of Lisbon shows, as a field for a time wants it. */
const wall = (at: number): string =>
  new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Lisbon', dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T')

test('a rota is made, an override is drawn over its hours, the gap is seen, and a calendar reads it', async () => {
  const page = await house.pageAt('/on-call', rui)
  await page.getByText('Nobody is on call yet').waitFor()
  await checkEverySize(page, 'on-call-none')
  await page.getByRole('link', { name: 'New schedule' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Port on call')
  for (const [place, name] of [
    ['1.', 'Mara Lindqvist'],
    ['2.', 'Callum Reid'],
  ] as const) {
    await page.getByRole('combobox', { name: place }).fill(name.slice(0, 4))
    await page.getByRole('option', { name: new RegExp(name) }).click()
  }
  await checkEverySize(page, 'on-call-new')
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByRole('heading', { name: 'Port on call' }).waitFor()
  await page.getByText('Somebody is on call all the time of the next 14 days.').waitFor()

  // Drawn with the pointer over a day of the week after next.
  await page.getByRole('button', { name: 'Earlier' }).waitFor()
  const track = page.locator('[data-week]').nth(1)
  const box = await track.boundingBox()
  if (!box) throw new Error('the second week is not on the screen')
  const x = (day: number): number => box.x + (box.width * day) / 7
  const y = box.y + box.height / 2
  await page.mouse.move(x(2), y)
  await page.mouse.down()
  await page.mouse.move(x(2.5), y, { steps: 4 })
  await page.mouse.move(x(3), y, { steps: 4 })
  await page.mouse.up()
  const dialog = page.getByRole('dialog')
  const monday = await track.getAttribute('data-week')
  const wednesday = new Date(Date.parse(`${monday}T00:00Z`) + 48 * HOUR).toISOString().slice(0, 10)
  const from = await dialog.getByLabel('From').inputValue()
  expect(Math.abs(Date.parse(`${from}Z`) - Date.parse(`${wednesday}T00:00Z`))).toBeLessThanOrEqual(HOUR)
  await dialog.getByLabel('Nobody, on purpose').check()
  await checkEverySize(page, 'on-call-override')
  await dialog.getByRole('button', { name: 'Put on call' }).click()
  await page.getByRole('region', { name: 'Nobody is on call' }).waitFor()
  await page.getByRole('button', { name: /^Nobody, .*instead$/ }).waitFor()
  await checkEverySize(page, 'on-call-gap')

  await page.getByRole('button', { name: 'Make an address' }).click()
  await page.getByText('Copy the address now').waitFor()
  const address = await page.getByRole('textbox', { name: 'In your calendar' }).inputValue()
  const calendar = await fetch(address)
  expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const text = await calendar.text()
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0/)
  expect(text).toContain('SUMMARY:Mara Lindqvist: Port on call')
  expect(text).toMatch(/DTSTART:\d{8}T\d{6}Z/)
  await page.getByRole('button', { name: 'Revoke it' }).click()
  await expect.poll(async () => (await fetch(address)).status).toBe(404)
  expect((await fetch(address.replace(/.{8}\.ics$/, 'aaaaaaaa.ics'))).status).toBe(404)
})

test('by the keyboard alone a shift is chosen, and somebody is asked to take it, who takes it', async () => {
  const [{ schedule }] = (await house.ask(mara, 'GET', '/on-call')).items
  const page = await house.pageAt(`/on-call/${schedule.ref}`, mara)
  const shift = page.locator('[data-week]').nth(2).getByRole('button').first()
  await shift.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  const tomorrow = Date.now() + 24 * HOUR
  await dialog.getByLabel('From').fill(wall(tomorrow))
  await dialog.getByLabel('Until').fill(wall(tomorrow + 2 * HOUR))
  await dialog.getByRole('combobox', { name: 'Who' }).fill('Call')
  await page.getByRole('option', { name: /Callum Reid/ }).click()
  await dialog.getByRole('button', { name: 'Ask first' }).press('Enter')
  await page.getByText('Mara Lindqvist asks Callum Reid').waitFor()

  const his = await house.pageAt(`/on-call/${schedule.ref}`, callum)
  await his.getByRole('button', { name: 'Take it', exact: true }).click()
  const then = new Date(tomorrow + HOUR).toISOString()
  const who = () => house.ask(mara, 'GET', `/schedules/${schedule.ref}/on-call?at=${then}`)
  await expect.poll(async () => (await who()).person.name).toBe('Callum Reid')
  await his.getByRole('button', { name: /^Take it back: Callum Reid/ }).click()
  await expect
    .poll(async () => (await house.ask(mara, 'GET', `/schedules/${schedule.ref}`)).overrides.length)
    .toBe(1)
})

test('an escalation path begins with a schedule and ends in a person', async () => {
  const page = await house.pageAt('/on-call', rui)
  await page.getByRole('link', { name: 'New escalation path' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Port at night')
  await page.getByRole('combobox', { name: 'At last' }).fill('Rui')
  await page.getByRole('option', { name: /Rui Alves/ }).click()
  await checkEverySize(page, 'path-new')
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByText('at last Rui Alves').waitFor()
  await checkEverySize(page, 'on-call')
})
