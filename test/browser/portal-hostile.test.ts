import { expect, test } from 'vitest'
import { checkAccessible } from './harness/accessible.ts'
import { phone, press } from './harness/browser.ts'
import { checkEverySize } from './harness/look.ts'
import { type Person, throughline } from './harness/throughline.ts'

const house = await throughline()
const ATTACK = `"><script>alert(1)</script><img src=x onerror=alert(2)>'"\`\${alert(3)}<svg/onload=alert(4)>`
const MARKDOWN = `${ATTACK}

[click](javascript:alert(5)) [data](data:text/html,<script>alert(6)</script>) ![pic](https://evil.example/x.png)
<iframe src="javascript:alert(7)"></iframe> <a href="javascript:alert(8)">a</a> <style>body{display:none}</style>
[ok](https://example.com/?a=1&b=2 "onmouseover=alert(9)") //evil.example https://example.org

| <script>alert(10)</script> | b |
|---|---|
| <form action=//evil.example><input name=q></form> | c |`

const admin = await house.person('administrator', { name: `Ada ${ATTACK.slice(0, 60)}` })
await house.ask(admin, 'POST', '/teams', {
  key: 'desk',
  name: `Desk ${ATTACK.slice(0, 60)}`,
  members: [admin.id],
})
const solved = { code: 'fixed', text: MARKDOWN }

// Every page of the harness fails its test when a dialog opens, a script breaks or the policy refuses something.
test('what people write is shown as they wrote it and never runs, whoever wrote it and wherever it stands', async () => {
  const organisation = { name: '<b onclick=alert(11)>Org</b>', zone: 'UTC', language: 'en' }
  await house.ask(admin, 'PUT', '/settings/organisation', { value: organisation })
  const rita = await house.person('requester', { name: `Rita ${ATTACK.slice(0, 60)}` })
  const page = await house.pageAt('/portal/report', rita)
  await page.getByLabel('What is wrong?').fill(ATTACK)
  await page.getByLabel('More, if you like').fill(MARKDOWN)
  await page.getByLabel('Pictures or files').setInputFiles({
    name: '"><img src=x onerror=alert(12)>.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('<script>alert(13)</script>'),
  })
  await press(page, 'Send')
  const ref = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(ATTACK)
  expect(await page.locator('.place').textContent()).toBe(organisation.name)
  expect(await page.title()).toContain('<script>alert(1)</script>')
  await house.ask(admin, 'POST', `/incidents/${ref}/actions/take`, {})
  await house.ask(admin, 'POST', `/incidents/${ref}/comments`, { body: MARKDOWN, public: true })
  await house.ask(admin, 'POST', `/incidents/${ref}/actions/ask`, { question: MARKDOWN })
  await page.goto(`/portal/${ref}`)
  await page.getByLabel('Your answer').fill(MARKDOWN)
  await press(page, 'Send the answer')
  await house.ask(admin, 'POST', `/incidents/${ref}/actions/resolve`, solved)
  await page.goto(`/portal/${ref}`)
  const main = page.locator('main')
  expect(
    await main.locator('script, iframe, img, svg, style, object, embed, [onclick], [onerror]').count(),
  ).toBe(0)
  const links = await main.locator('.prose a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
  expect(links).toContain('https://example.org')
  // One without an address leads nowhere.
  for (const link of links.filter((href) => href !== null))
    expect(link).toMatch(/^https:\/\/(example\.(com|org)|evil\.example\/x\.png)/)
  expect(
    await main.locator('form').evaluateAll((all) => all.map((form) => form.getAttribute('action') ?? '')),
  ).not.toContainEqual(expect.stringContaining('evil'))
  await page.goto(`/portal?q=${encodeURIComponent('"><script>alert(14)</script>')}`)
  await page.goto('/portal/%3Cscript%3Ealert(15)%3C%2Fscript%3E')
  await page.goto(`/portal/${ref}?done=<script>alert(16)</script>&file=<script>alert(17)</script>`)
  for (const address of [
    '/portal/status?done=',
    '/sign-in?done=',
    `/portal/${ref}?done=`,
    `/portal/${ref}?file=`,
  ])
    for (const name of ['__proto__', 'constructor']) {
      const answer = await page.goto(address + name)
      expect([address + name, answer?.status()]).toEqual([address + name, 200])
      expect(await page.content()).not.toContain('native code')
    }
  await page.goto(`/sign-in?to=/portal&done="><script>alert(18)</script>`)
})

test('an attached page is downloaded, not opened in our name', async () => {
  const rita = await house.person('requester')
  const { ref } = await house.ask<{ ref: string }>(rita, 'POST', '/incidents', { title: 'A file' })
  const page = await house.pageAt(`/portal/${ref}`, rita)
  const file = { name: 'page.txt', mimeType: 'text/plain', buffer: Buffer.from('<script>alert(1)</script>') }
  await page.getByLabel('Write to the people').fill('Look')
  await page.getByLabel('Pictures or files').setInputFiles(file)
  await press(page, 'Send')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'page.txt' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('page.txt')
})

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(4)

async function told(person: Person, title: string, description: string): Promise<string> {
  return (await house.ask<{ ref: string }>(person, 'POST', '/incidents', { title, description })).ref
}

test('very long words, right-to-left text and emoji leave the page in its place', async () => {
  const name = `שרה ${'ל'.repeat(110)}`
  const sara = await house.person('requester', { name })
  const wide = await told(
    sara,
    LONG.slice(0, 300),
    `${LONG}\n\n\`\`\`\n${LONG}\n\`\`\`\n\n| ${LONG} | b |\n|---|---|\n| c | d |`,
  )
  const rtl = await told(sara, 'המדפסת אינה פועלת (קומה 2) 🖨️😭', 'מאז **הבוקר**.\n\n1. ניסיתי\n2. לא עזר')
  const page = await house.pageAt('/portal', sara)
  await checkEverySize(page, 'portal-extreme-list')
  await page.goto(`/portal/${wide}`)
  await checkEverySize(page, 'portal-extreme')
  await page.goto(`/portal/${rtl}`)
  await checkEverySize(page, 'portal-right-to-left')
  const direction = 'getComputedStyle(document.querySelector("h1")).direction'
  expect(await page.evaluate(direction)).toBe('rtl')
})

test('everything can be done by keyboard, and one sees where one is', async () => {
  const rita = await house.person('requester')
  const page = await house.pageAt('/portal', rita)
  const onto = async (name: string | RegExp): Promise<void> => {
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press('Tab')
      const here = String(
        await page.evaluate(
          'document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent',
        ),
      )
      const shown = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
      if (here.trim() !== '' && plain(here).match(name)) {
        expect(shown, here).not.toBe('none')
        return
      }
    }
    throw new Error(`${name} is not reached by Tab`)
  }
  await onto('Report something')
  await page.keyboard.press('Enter')
  await page.locator('#what:focus').waitFor()
  await page.keyboard.type('By keyboard alone')
  await onto('More, if you like')
  await page.keyboard.type('All of it')
  await onto(/^Send$/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/INC-/)
  await onto('Write to the people')
  await page.keyboard.type('One more thing')
  await onto(/^Send$/)
  await page.keyboard.press('Enter')
  // The words themselves appear sooner, on the page that is about to be left.
  await page.getByText('Sent.', { exact: true }).waitFor()
  await page.waitForLoadState('load')
  await onto('Withdraw this report')
  await page.keyboard.press('Enter')
  await onto('Why?')
  await page.keyboard.type('A mistake')
  await onto('Withdraw it')
  await page.keyboard.press('Enter')
  await page.getByText('Withdrawn.', { exact: true }).waitFor()
  await checkAccessible(page)
})

/** The text as one reads it. */
const plain = (text: string): string => text.trim().replace(/\s+/g, ' ')

test('on a phone whatever can be touched is 44 pixels high, or a link within a text', async () => {
  const rita = await house.person('requester')
  const ref = await told(rita, 'Small things', 'x')
  await house.ask(admin, 'POST', `/incidents/${ref}/actions/resolve`, { code: 'fixed', text: 'Done.' })
  const small = `[...document.querySelectorAll('a, button, input:not([type=hidden]), textarea, select, summary')]
    .filter((e) => e.offsetParent && !e.closest('.prose') && !e.matches('.skip'))
    .map((e) => [e.textContent.trim() || e.name, Math.round(e.getBoundingClientRect().height)])
    .filter(([, height]) => height < 44)`
  for (const path of ['/portal', '/portal/report', `/portal/${ref}`]) {
    const page = await house.pageAt(path, rita, phone)
    expect(await page.evaluate(small), path).toEqual([])
  }
  const page = await house.pageAt('/sign-in', undefined, phone)
  expect(await page.evaluate(small)).toEqual([])
})
