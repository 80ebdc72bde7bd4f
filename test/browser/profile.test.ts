import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessible } from './harness/accessible.ts'
import { checkEverySize } from './harness/look.ts'
import { type Person, password, throughline } from './harness/throughline.ts'

const house = await throughline()
const open = async (person: Person, path: string): Promise<Page> => {
  const page = await house.page(person)
  await page.goto(path)
  return page
}

/** What an authenticator app shows for a key now (RFC 6238). */
function codeFor(secret: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(step).digest()
  const at = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('the screens speak another language as soon as it is chosen', async () => {
  const mara = await house.person('agent', { name: 'Mara Lindqvist' })
  const page = await open(mara, '/profile')
  await checkEverySize(page, 'profile')
  await page.getByLabel('Language').first().click()
  await page.getByRole('option', { name: 'Deutsch' }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Ihr Profil' }).waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe('de')
  await page.getByRole('link', { name: 'Jetzt', exact: true }).first().waitFor()
  expect(await house.ask(mara, 'GET', '/me')).toMatchObject({ language: 'de' })
})

test('a second factor is set up with an app, and its codes are shown once', async () => {
  const ana = await house.person('administrator', { name: 'Ana Costa' })
  const page = await open(ana, '/profile#factor')
  await page.getByRole('button', { name: 'Set up' }).click()
  await page.getByLabel('Your password').fill('something else entirely')
  await page.keyboard.press('Enter')
  await page
    .getByText(/password/i)
    .filter({ hasText: /invalid|wrong|incorrect/i })
    .first()
    .waitFor()
  await page.getByLabel('Your password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: 'Scan this with an authenticator app' }).waitFor()
  await checkAccessible(page)
  const secret = await page.getByLabel('Or type this key into it').inputValue()
  await page.getByLabel('The code that the app shows').fill(codeFor(secret))
  await page.keyboard.press('Enter')
  const codes = page.getByRole('region', { name: 'Keep these codes in a safe place' })
  await codes.getByRole('listitem').nth(4).waitFor()
  await codes.getByRole('button', { name: 'Done' }).click()
  await page.reload()
  await page.getByText('You sign in with a code from your authenticator app.').waitFor()
  expect(await codes.count()).toBe(0)
})

test('a key is shown once, works, and is gone when it is revoked', async () => {
  const rui = await house.person('agent', { name: 'Rui Alves' })
  const page = await open(rui, '/profile')
  await page.getByRole('button', { name: 'New key' }).click()
  await page.getByLabel('What it is for').fill('Nightly report')
  await page.keyboard.press('Control+Enter')
  const key = await page.getByRole('region', { name: 'Copy the key now' }).getByRole('textbox').inputValue()
  const asked = () => fetch(`${house.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } })
  expect(await (await asked()).json()).toMatchObject({ name: 'Rui Alves', via: 'key', scopes: ['read'] })
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(key)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Revoke Nightly report' }).click()
  await page.getByText('1 key that has ended').waitFor()
  expect((await asked()).status).toBe(401)
})

test('where else one is signed in is seen, and ended', async () => {
  const bo = await house.person('agent', { name: 'Bo Berg' })
  const page = await house.page()
  await page.context().request.post(`${house.url}/api/v1/auth/sign-in/email`, {
    data: { email: bo.email, password },
    headers: { origin: house.url },
  })
  await page.goto('/profile')
  await page.getByText('this one').waitFor()
  await page.getByRole('button', { name: 'Sign out there' }).click()
  await page.getByText('You are signed in here only.').waitFor()
  await expect
    .poll(() => house.ask(bo, 'GET', '/me').catch((error: Error) => error.message), { timeout: 15_000 })
    .toContain('401')
})

test('the bell counts what was not read, and leads to it by keyboard', async () => {
  const admin = await house.person('administrator')
  const carla = await house.person('agent', { name: 'Carla Nunes' })
  await house.ask(admin, 'POST', '/teams', { key: 'desk', name: 'Desk', members: [carla.id] })
  const { ref } = await house.ask(admin, 'POST', '/incidents', { title: 'Printer on fire 🔥', team: 'desk' })
  await house.ask(admin, 'POST', `/incidents/${ref}/actions/give`, { to: carla.id }).catch(() => null)
  const page = await open(carla, '/profile')
  await page.getByRole('button', { name: /^Notices: [12] unread$/ }).waitFor()
  await page.keyboard.press('b')
  const list = page.getByRole('dialog', { name: 'Notices' })
  await list.getByText('Printer on fire 🔥').first().waitFor()
  await checkEverySize(page, 'notices')
  await list.getByRole('button', { name: 'Mark all as read' }).click()
  await list.getByText('You have read everything.').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[aria-label="Notices: none unread"]:focus').waitFor()
})

test('who reads German is told in German why something was refused', async () => {
  const jana = await house.person('agent', { name: 'Jana Köhler', language: 'de' })
  const page = await open(jana, '/profile#password')
  const change = async (current: string, next: string): Promise<void> => {
    await page.getByLabel('Aktuelles Passwort').fill(current)
    await page.getByLabel('Neues Passwort').fill(next)
    await page.keyboard.press('Enter')
  }
  await change(password, 'kurz')
  await page.getByText('Ein Passwort hat mindestens 12 Zeichen.').waitFor()
  await change('not the one at all', 'granite-otter-meadow-77')
  await page.getByText('Das Passwort stimmt nicht.').waitFor()
})
