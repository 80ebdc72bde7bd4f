import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessible } from './harness/accessible.ts'
import { phone } from './harness/browser.ts'
import { type Person, password, throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('administrator', { name: 'Ana Silva' })
const ben = await house.person('agent', { name: 'Ben Okoro' })
const rita = await house.person('requester', { name: 'Rita Novak' })
await house.ask(ana, 'POST', '/teams', { key: 'network', name: 'Network', members: [ana.id, ben.id] })

const within = { timeout: 40_000 }

async function report(facts: object = {}): Promise<string> {
  const input = { title: 'Mail is down', team: 'network', requester: rita.id, ...facts }
  const { ref } = await house.ask<{ ref: string }>(ana, 'POST', '/incidents', input)
  return ref
}

type Said = { verb: string; body: string; actor: { name: string } }
const said = async (ref: string) => {
  const { items } = await house.ask<{ items: Said[] }>(ana, 'GET', `/incidents/${ref}/timeline`)
  return items.filter(({ verb }) => verb === 'comment').map(({ body, actor }) => `${actor.name}: ${body}`)
}

async function show(page: Page, ref: string): Promise<Page> {
  await page.goto(`/records/${ref}`)
  await page.getByRole('form', { name: 'Write' }).waitFor()
  return page
}
const open = async (person: Person, ref: string, options = {}): Promise<Page> =>
  show(await house.page(person, options), ref)

async function reply(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Reply' }).fill(text)
  await page.keyboard.press('Control+Enter')
  await page.getByText('waiting to be sent').waitFor()
}

const signInAgain = async (page: Page): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await dialog.getByLabel(/^Password/).fill(password)
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('what two tabs wrote while the server was away arrives once each, though one was closed and one reloaded', async () => {
  const [first, second] = [await report(), await report()]
  const stays = await open(ana, first)
  const closes = await show(await stays.context().newPage(), second)
  await house.stop()
  await reply(stays, 'From the tab that stays.')
  await reply(closes, 'From the tab that is closed.')
  await closes.close()
  await house.start()
  await stays.reload()
  await expect.poll(() => said(first), within).toEqual(['Ana Silva: From the tab that stays.'])
  await expect.poll(() => said(second), within).toEqual(['Ana Silva: From the tab that is closed.'])
  await stays.getByText('waiting to be sent').waitFor({ state: 'detached' })
  expect(await said(first)).toHaveLength(1)
})

test('a part of the screen that was missed while the server was away opens once it is back', async () => {
  const page = await open(ana, await report())
  await house.stop()
  await page.keyboard.press('?')
  await house.start()
  const opened = async () => {
    await page.keyboard.press('?')
    return page.getByRole('dialog', { name: 'Keys' }).isVisible()
  }
  await expect.poll(opened, { ...within, interval: 1_000 }).toBe(true)
})

test('the session ends in the middle: one signs in on the spot, and what was written is sent once', async () => {
  const ref = await report()
  const gone = await house.person('agent', { name: 'Gaia Lund' })
  const page = await open(gone, ref)
  await house.ask(gone, 'POST', '/auth/sign-out', {})
  await reply(page, 'Written without a session.')
  await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor(within)
  await checkAccessible(page, 'signing in again')
  expect(await said(ref)).toEqual([])
  await signInAgain(page)
  await expect.poll(() => said(ref), within).toEqual(['Gaia Lund: Written without a session.'])
})

test('what Ana has not sent yet does not become the word of Ben, who signs in beside her', async () => {
  const ref = await report()
  const page = await open(ana, ref)
  await reply(page, 'This is from Ana.')
  const cookies = ben.cookie.split('; ').map((pair) => pair.split(/=(.*)/s) as [string, string])
  await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url: house.url })))
  await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor(within)
  await signInAgain(page)
  await expect.poll(() => said(ref), within).toEqual(['Ana Silva: This is from Ana.'])
})

/** Not through the middle of a character. */
const cut = (text: string, most: number): string =>
  Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
    .reduce((kept, one) => ((kept + one).length <= most ? kept + one : kept), '')
    .trim()

const hostile = [
  '<script>alert(1)</script><img src=x onerror=alert(2)> <error code="7">disk full</error>',
  '[press](javascript:alert(3)) [this](data:text/html,<script>alert(4)</script>) <javascript:alert(5)>',
  '![seen](https://elsewhere.example/pixel.png) ![me](/api/v1/me)',
  '<iframe srcdoc="<script>alert(6)</script>"></iframe>',
  '',
  'The last line.',
].join('\n')

test('scripts and pictures in what people write are read, not run, and nothing of it is swallowed', async () => {
  const name = '<img src=x onerror=alert(8)>'
  const eve = await house.person('requester', { name })
  const ref = await report({ title: name, description: hostile, requester: eve.id, tags: ['<b>x</b>'] })
  await house.ask(ana, 'POST', `/incidents/${ref}/comments`, { body: hostile, public: true })
  const page = await house.page(ana)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await show(page, ref)
  await page.getByText('<error code="7">disk full</error>').first().waitFor()
  await expect.poll(() => page.getByText('The last line.').count()).toBe(2)
  expect(await page.locator('main').getByText('alert(6)').count()).toBeGreaterThan(0)
  expect(
    await page.locator('main a[href^="javascript:"], main a[href^="data:"], main a[href=""]').count(),
  ).toBe(0)
  expect(await page.locator('main img, main iframe, main script').count()).toBe(0)
  expect(asked.filter((url) => !url.startsWith(house.url))).toEqual([])
  await page.goto('/desk?view=all')
  await page.getByRole('row').filter({ hasText: name }).first().waitFor()
})

test.each([
  ['quotes within quotes', '> '.repeat(50_000)],
  ['emphasis that never ends', '*a_'.repeat(33_000)],
  ['links that never end', '[a]('.repeat(25_000)],
  [
    'a table of nothing',
    `${'|a'.repeat(200)}|\n${'|-'.repeat(200)}|\n${`${'|x'.repeat(200)}|\n`.repeat(200)}`,
  ],
  ['just within bounds', `${'*a_'.repeat(190)}\n\n`.repeat(10)],
])('%s keep nobody from working on the record', async (_, description) => {
  const page = await open(ana, await report({ description }))
  await page.keyboard.press('n')
  await page.keyboard.type('Still here.')
  expect(await page.getByRole('textbox', { name: 'Internal note' }).inputValue()).toBe('Still here.')
})

test('ten megabytes pasted anywhere are refused kindly or cut, and typing goes on', async () => {
  const page = await open(ana, await report())
  const much = 'ten megabytes '.repeat(750_000)
  const box = page.getByRole('textbox', { name: 'Reply' })
  const paste = (text: string) =>
    box.evaluate((field, pasted) => {
      const { DataTransfer, ClipboardEvent } = globalThis as any
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      const init = { clipboardData, bubbles: true, cancelable: true }
      ;(field as any).dispatchEvent(new ClipboardEvent('paste', init))
    }, text)
  await box.focus()
  await paste(much)
  await page.getByRole('button', { name: 'Attach it as a file' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await page.keyboard.insertText(much.slice(0, 2_000_000))
  await page.keyboard.press('Enter')
  await page
    .getByRole('alert')
    .filter({ hasText: /300|more than can be sent/ })
    .waitFor(within)
})

test('a clock that is hours wrong changes nothing of what is due and how long ago', async () => {
  const ref = await report({ impact: 1, urgency: 1 })
  const [right, fast, slow] = await Promise.all(
    [0, 5, -5].map(async (hours) => {
      const page = await house.page(ana)
      await page.addInitScript((by) => {
        const told = Date.now.bind(Date)
        Date.now = () => told() + by
      }, hours * 3_600_000)
      return show(page, ref)
    }),
  )
  for (const page of [right, fast, slow]) {
    await page
      ?.getByText(/^3 h \d+ min left$/)
      .first()
      .waitFor()
    await page?.getByText('5 h', { exact: true }).waitFor({ state: 'detached' })
  }
})

test('names and titles as long as they may be, in any script, stay within the screen', async () => {
  const names = [
    'w'.repeat(300),
    'שלום עולם '.repeat(30).trim(),
    '👩‍👩‍👧‍👦'.repeat(20),
    'Z̷̡̛a̸͇͝l̵͎̈g̴̫̑o̶̢͝ '.repeat(8).trim(),
  ]
  const refs: string[] = []
  for (const title of names) {
    const long = await house.person('requester', { name: cut(title, 120) })
    refs.push(
      await report({
        title,
        description: title.repeat(3),
        requester: long.id,
        category: cut(title, 100),
      }),
    )
  }
  for (const options of [phone, {}]) {
    const page = await house.page(ana, options)
    for (const where of ['/desk?view=all', ...refs.map((ref) => `/records/${ref}`)]) {
      await page.goto(where)
      await page.locator('h1:visible, [role=grid]').first().waitFor()
      const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect(over, `${where} is wider than the window`).toBe(0)
    }
  }
})

test('a record that is closed to its reader while it is open goes away kindly', async () => {
  const ref = await report({ team: undefined })
  const page = await open(ben, ref)
  await page.getByRole('textbox', { name: 'Reply' }).fill('I am just')
  await house.ask(ana, 'POST', `/incidents/${ref}/restrict`, { people: [ana.id], reason: 'Personal' })
  await page.getByText('There is nothing here').waitFor(within)
  expect(await page.getByText('Mail is down').count()).toBe(0)
})
