import { createHmac } from 'node:crypto'
import { beforeEach, expect, test, vi } from 'vitest'
import { mailServer } from '../../server/src/spine/notices/testing.ts'
import { phone } from './harness/browser.ts'
import { checkEverySize } from './harness/look.ts'
import { password, throughline } from './harness/throughline.ts'

const printed = vi.spyOn(console, 'log')
const post = await mailServer()
const house = await throughline({
  SMTP_URL: post.url,
  SMTP_FROM: 'help@northwind.example',
})
const invitation = printed.mock.calls.flat().join('\n')
printed.mockRestore()

// All sign-ins of this file come from one address, which may try only so often.
beforeEach(() => house.db.pool.query('delete from rate_limit'))

const another = 'granite-otter-meadow-77'

test('whoever opens the link that start prints becomes the administrator, and takes the first steps', async () => {
  const page = await house.page(undefined, phone)
  await page.goto('/')
  await page.getByRole('heading', { name: 'Not set up yet' }).waitFor()
  await checkEverySize(page, 'door-unset')
  await page.goto('/set-up?token=guessed')
  await fillSetUp(page, 'Rui Alves', password)
  await page.getByText('This is not the link that was printed').waitFor()

  const link = /https?:\S+/.exec(invitation)?.[0] ?? ''
  await page.goto(link.replace(/^https?:\/\/[^/]+/, house.url))
  await checkEverySize(page, 'door-set-up')
  await fillSetUp(page, 'Rui Alves', 'short')
  await page.getByText('A password has at least 12 characters.').waitFor()
  expect(await page.getByLabel('Organisation').inputValue()).toBe('Northwind Hosting')
  expect(await page.getByLabel('Time zone').inputValue()).toBe('Asia/Tokyo')
  await checkEverySize(page, 'door-set-up-wrong')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Begin' }).tap()
  await page.waitForURL('/settings/first-steps')

  const { rows } = await house.db.pool.query('select name, role, zone from person where email = $1', [
    'rui@northwind.example',
  ])
  expect(rows).toEqual([{ name: 'Rui Alves', role: 'administrator', zone: 'Asia/Tokyo' }])
  await page.goto('/set-up?token=again')
  expect(new URL(page.url()).pathname).toBe('/desk')
})

type Page = Awaited<ReturnType<typeof house.page>>

async function fillSetUp(page: Page, name: string, chosen: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Your e-mail').fill('rui@northwind.example')
  await page.getByLabel('Password').fill(chosen)
  await page.getByLabel('Organisation').fill('Northwind Hosting')
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo')
  await page.getByRole('button', { name: 'Begin' }).tap()
}

async function signIn(page: Page, email: string, given = password): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(given)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('signing in leads to where one was going, and signing out ends it in the browser as well', async () => {
  const rita = await house.person('requester', { name: 'Rita Gomes' })
  const page = await house.page()
  await page.goto('/portal/report')
  expect(page.url()).toBe(`${house.url}/sign-in?to=%2Fportal%2Freport`)
  await checkEverySize(page, 'door-sign-in')
  await signIn(page, rita.email, 'not-her-password')
  await page.getByText('do not belong together').waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe(rita.email)
  expect(await page.getByLabel('Password').inputValue()).toBe('')
  await checkEverySize(page, 'door-sign-in-wrong')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.waitForURL('/portal/report')
  await page.getByText('Rita Gomes').first().click()
  await checkEverySize(page, 'portal-menu')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
  await page.goBack()
  await page.waitForURL(/\/sign-in/)
})

test('each is led to where they work, and nobody is led to another site', async () => {
  const agent = await house.page(await house.person('agent'))
  await agent.goto('/')
  expect(new URL(agent.url()).pathname).toBe('/desk')
  const requester = await house.page(await house.person('requester'))
  for (const to of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    '/%0d%0aevil',
    'javascript:alert(1)',
  ]) {
    await requester.goto(`/sign-in?to=${encodeURIComponent(to)}`)
    expect(new URL(requester.url()).origin, to).toBe(house.url)
  }
  await requester.goto('/')
  expect(new URL(requester.url()).pathname).toBe('/portal')
})

test('with a second factor the password is not enough: a code of the moment or a backup code is', async () => {
  const ana = await house.person('agent', { name: 'Ana Costa' })
  const { totpURI, backupCodes } = await house.ask(ana, 'POST', '/auth/two-factor/enable', { password })
  const secret = new URL(totpURI).searchParams.get('secret') ?? ''
  const code = () => codeOf(fromBase32(secret))
  await house.ask(ana, 'POST', '/auth/two-factor/verify-totp', { code: code() })
  const page = await house.page(undefined, { ...phone, javaScriptEnabled: false })
  await page.goto('/sign-in?to=/now')
  await signIn(page, ana.email)
  await page.waitForURL(/second-factor/)
  await page.goto('/')
  await page.waitForURL('/sign-in')
  await signIn(page, ana.email)
  await page.getByLabel('Code').fill('000 000')
  await page.getByRole('button', { name: 'Go on' }).tap()
  await page.getByText('This code is not right').waitFor()
  await page.getByLabel('Code').fill(backupCodes[0])
  await page.getByRole('button', { name: 'Go on' }).tap()
  await page.waitForURL('/desk')

  const second = await house.page()
  await second.goto('/sign-in?to=%2Fnow')
  await signIn(second, ana.email)
  await checkEverySize(second, 'door-second-factor')
  await second.getByLabel('Code').fill('123456')
  await second.keyboard.press('Enter')
  await second.getByText('This code is not right').waitFor()
  await checkEverySize(second, 'door-second-factor-wrong')
  await second.getByLabel('Code').fill(code().replace(/(...)(...)/, '$1 $2'))
  await second.keyboard.press('Enter')
  await second.waitForURL('/now')
})

test('who forgot their password is sent a link, once, and nobody learns who is known', async () => {
  const omar = await house.person('requester', { name: 'Omar Haddad' })
  const page = await house.page(undefined, phone)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgotten your password?' }).tap()
  await page.getByLabel('E-mail').fill('not an address')
  await page.getByRole('button', { name: 'Send the link' }).tap()
  await page.getByText('must be an e-mail address').waitFor()
  await checkEverySize(page, 'door-forgotten-wrong')
  const answers: (string | null)[] = []
  for (const email of ['nobody@example.com', omar.email]) {
    await page.goto('/forgotten')
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Send the link' }).tap()
    answers.push(await page.getByRole('status').textContent())
  }
  expect(answers[0]).toContain('If somebody here has that address')
  expect(answers[1]).toBe(answers[0])
  await checkEverySize(page, 'door-forgotten-sent')
  await expect.poll(() => post.received.map(({ to }) => to)).toEqual([omar.email])
  const link = linkIn(post.received[0]?.data ?? '')
  await page.goto(link)
  await checkEverySize(page, 'door-password')
  await page.getByLabel('New password').fill('password12345')
  await page.getByRole('button', { name: 'Set the password' }).tap()
  await page.getByText('This password is on every list').waitFor()
  await checkEverySize(page, 'door-password-wrong')
  await page.getByLabel('New password').fill(another)
  await page.getByRole('button', { name: 'Set the password' }).tap()
  await page.getByText('Your password is set').waitFor()
  await signIn(page, omar.email, another)
  await page.waitForURL('/portal')

  const late = await house.page()
  await late.goto(link)
  await late.getByLabel('New password').fill(`${another}-2`)
  await late.keyboard.press('Enter')
  await late.getByText('has been used or is too old').waitFor()
  await checkEverySize(late, 'door-password-used')
})

test('an invitation leads to a page where the invited choose their password, in their language', async () => {
  const admin = await house.person('administrator')
  const facts = { name: 'Jörg Müller', email: 'joerg@northwind.example', role: 'requester', language: 'de' }
  const { id } = await house.ask(admin, 'POST', '/people', facts)
  const { link } = await house.ask(admin, 'POST', `/people/${id}/invitation`, {})
  const page = await house.page(undefined, { ...phone, locale: 'de-DE', javaScriptEnabled: false })
  await page.goto(link)
  await page.getByLabel('Neues Passwort').fill('kurz')
  await page.getByRole('button', { name: 'Passwort setzen' }).tap()
  await page.getByText('Ein Passwort hat mindestens 12 Zeichen.').waitFor()
  await page.getByLabel('Neues Passwort').fill(another)
  await page.getByRole('button', { name: 'Passwort setzen' }).tap()
  await page.getByLabel('E-Mail').fill(facts.email)
  await page.getByLabel('Passwort').fill(another)
  await page.getByRole('button', { name: 'Anmelden' }).tap()
  await page.getByRole('heading', { name: 'Ihre Meldungen' }).waitFor()
})

test('a form of another site signs nobody in or out', async () => {
  const rita = await house.person('requester')
  for (const path of ['/sign-in', '/sign-out', '/theme', '/set-up', '/portal/report/send']) {
    const answer = await fetch(house.url + path, {
      method: 'POST',
      headers: {
        cookie: rita.cookie,
        origin: 'https://evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `email=${rita.email}&password=${password}`,
    })
    expect(answer.status, path).toBe(403)
    expect(answer.headers.getSetCookie(), path).toEqual([])
  }
  expect(await house.ask(rita, 'GET', '/me')).toMatchObject({ id: rita.id })
})

test('the colours that one chose stay chosen', async () => {
  const page = await house.page(undefined, { colorScheme: 'light', javaScriptEnabled: false })
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Dark' }).click()
  await page.goto('/forgotten')
  await page.getByRole('button', { name: 'Dark', pressed: true }).waitFor()
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
  expect(await ground()).toBe('rgb(23, 27, 31)')
  await page.getByRole('button', { name: 'Automatic' }).click()
  expect(await ground()).toBe('rgb(255, 255, 255)')
})

/** The link in a mail of plain text, whose lines may be broken by the transfer encoding. */
function linkIn(mail: string): string {
  const text = mail
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  const path = /\/password\?token=[\w%.-]+/.exec(text)?.[0]
  if (!path) throw new Error(`no link in the mail:\n${mail}`)
  return path
}

/** What an authenticator app shows just now (RFC 6238). */
function codeOf(secret: Buffer): string {
  const counter = Buffer.alloc(8)
  counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** The secret of an authenticator app's link. */
function fromBase32(text: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

test('an address that leads nowhere is answered with a page for people, and as before for programs', async () => {
  const page = await house.page()
  const answer = await page.goto('/nowhere')
  expect(answer?.status()).toBe(404)
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  await checkEverySize(page, 'door-nowhere')
  for (const path of ['/nowhere', '/api/v1/nowhere']) {
    const told = await fetch(house.url + path, { headers: { accept: 'application/json' } })
    expect([told.status, ((await told.json()) as { code: string }).code]).toEqual([404, 'no-such-route'])
  }
})
