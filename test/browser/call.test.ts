import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone } from './harness/browser.ts'
import { checkEverySize } from './harness/look.ts'
import { throughline } from './harness/throughline.ts'

const house = await throughline()
const admin = await house.person('administrator', { name: 'Rui Alves' })
const agent = await house.person('agent', { name: 'Mara Lindqvist' })
const jonas = await house.person('requester', { name: 'Jonas Weck' })
const lucia = await house.person('requester', { name: 'Lucía Marín' })
await house.ask(admin, 'POST', '/teams', { key: 'network', name: 'Network', line: 2 })
await house.ask(admin, 'POST', '/services', { key: 'vpn', name: 'VPN', team: 'network' })

/** Presses keys and counts them; nothing else touches the page. */
function keyboardOf(page: Page) {
  let strokes = 0
  const press = async (key: string): Promise<void> => {
    strokes++
    await page.keyboard.press(key)
  }
  return {
    press,
    type: async (text: string): Promise<void> => {
      for (const letter of text) await press(letter === ' ' ? 'Space' : letter)
    },
    strokes: () => strokes,
  }
}

const focused = (page: Page, label: string) => page.locator(`[aria-label="${label}"]:focus`).waitFor()
const said = async (page: Page): Promise<string> => {
  const line = page.getByRole('status').filter({ hasText: /^INC-\d+ logged/ })
  return (await line.textContent())?.match(/INC-\d+/)?.[0] ?? ''
}

test('a call is logged by 50 key strokes, and the form is ready for the next one', async () => {
  const page = await house.page(agent)
  await page.goto('/desk')
  await page.getByRole('link', { name: 'New call' }).first().waitFor()
  const { press, type, strokes } = keyboardOf(page)
  await press('c')
  await focused(page, 'Caller')
  await type('jona')
  await press('Enter')
  await focused(page, 'Service')
  await type('vp')
  await press('Enter')
  await focused(page, 'What is wrong')
  await type('VPN drops every few minutes')
  await press('Enter')
  await press('Tab')
  await press('2')
  await press('Tab')
  await press('1')
  await page.getByText('Priority 2').waitFor()
  await checkEverySize(page, 'call-filled')
  await press('Control+Enter')
  const ref = await said(page)
  expect(strokes()).toBeLessThanOrEqual(50)
  expect(await house.ask(agent, 'GET', `/incidents/${ref}`)).toMatchObject({
    title: 'VPN drops every few minutes',
    requester: { name: 'Jonas Weck' },
    service: { key: 'vpn' },
    team: { key: 'network' },
    state: 'assigned',
    impact: 2,
    urgency: 1,
    priority: 2,
    channel: 'phone',
  })
  await focused(page, 'Caller')
  expect(await page.getByRole('combobox', { name: 'Caller' }).inputValue()).toBe('')
})

test('who calls about what is open and alike is added to it, and follows it', async () => {
  const { ref } = await house.ask(agent, 'POST', '/incidents', {
    title: 'Payroll shows no slips',
    requester: jonas.id,
  })
  const page = await house.page(agent)
  await page.goto('/call')
  const { press, type } = keyboardOf(page)
  await focused(page, 'Caller')
  await type('luc')
  await press('Enter')
  await page.getByText('Nothing is open for Lucía Marín.').waitFor()
  await press('Tab')
  await type('payroll empty')
  await page.getByRole('button', { name: ref }).waitFor()
  await checkEverySize(page, 'call-alike')
  await press('ArrowDown')
  await page.locator('button:focus', { hasText: ref }).waitFor()
  await press('Enter')
  const child = await said(page)
  expect(await house.ask(lucia, 'GET', `/incidents/${child}`)).toMatchObject({ title: 'payroll empty' })
  const links = await house.ask(agent, 'GET', `/incidents/${child}/links`)
  expect(links.items).toMatchObject([{ type: 'child-of', direction: 'out', record: { ref } }])
})

test('somebody new calls while the server is away: both are kept, sent when it is back, and answered at once', async () => {
  const page = await house.page(agent)
  await page.goto('/call')
  const { press, type } = keyboardOf(page)
  await focused(page, 'Caller')
  await house.stop()
  await type('Zora Neumann')
  await page.getByRole('option', { name: 'Make “Zora Neumann” known' }).waitFor()
  await press('Enter')
  await focused(page, 'E-mail')
  await type('zora@example.com')
  await press('Tab')
  await press('Tab')
  await type('How do I print on both sides?')
  await press('Alt+a')
  await focused(page, 'What solved it')
  await type('Showed where the switch is.')
  await press('Control+Enter')
  await page.getByText('is kept here until the server answers').waitFor()
  await page.reload().catch(() => {})
  await house.start()
  await page.goto('/call')
  await expect
    .poll(() => house.ask(agent, 'GET', '/incidents?q=both+sides'), { timeout: 40_000 })
    .toMatchObject({
      items: [
        {
          requester: { name: 'Zora Neumann' },
          state: 'resolved',
          resolutionCode: 'answered',
          resolutionText: 'Showed where the switch is.',
        },
      ],
    })
  const found = (await house.ask(agent, 'GET', '/incidents?q=both+sides')) as { items: { ref: string }[] }
  await page.goto(`/records/${found.items[0]?.ref}`)
  await page.getByText('opened and resolved it').waitFor()
  await page.getByText('Showed where the switch is.').waitFor()
}, 60_000)

test('what is refused comes back beside its field, and what is written is there after leaving', async () => {
  const page = await house.page(agent, phone)
  await page.goto('/call')
  await page.getByRole('combobox', { name: 'Caller' }).fill('Jonas Weck the younger')
  await page.getByRole('option', { name: 'Make “Jonas' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill(jonas.email)
  await page.getByRole('button', { name: /^Log call/ }).click()
  await page.getByText('Say in one line what is wrong.').waitFor()
  await page.getByRole('textbox', { name: 'What is wrong' }).fill('Cannot sign in')
  await page.getByRole('button', { name: /^Log call/ }).click()
  await page.getByText('is the address of someone else already').waitFor()
  expect(await page.getByRole('textbox', { name: 'What is wrong' }).inputValue()).toBe('Cannot sign in')
  await page.goto('/now')
  await page.goto('/call')
  expect(await page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(jonas.email)
  await checkEverySize(page, 'call-refused')
})
