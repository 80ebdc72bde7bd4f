import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { program } from '../../server/src/connectors/webhooks/testing.ts'
import { mailServer } from '../../server/src/spine/notices/testing.ts'
import { phone } from './harness/browser.ts'
import { checkEverySize } from './harness/look.ts'
import { throughline } from './harness/throughline.ts'

const server = await mailServer((to) => (to.startsWith('gone') ? '550 5.1.1 no such person here' : null))
let well = true
const chat = await program((response) =>
  response.writeHead(well ? 200 : 500).end(well ? 'thanks' : 'out of <b>disk</b>'),
)
const house = await throughline({
  SMTP_URL: server.url,
  SMTP_FROM: 'Porto Lingua <desk@porto.test>',
  THROUGHLINE_OUTGOING_ALLOW: '127.0.0.0/8',
  THROUGHLINE_OUTGOING_HTTP: 'yes',
})
afterAll(async () => {
  await chat.close()
  await server.close()
})
const ana = await house.person('administrator', { name: 'Ana Costa' })
const saved = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()

test('a program is subscribed, tested, told what happens, and told again what failed', async () => {
  const page = await house.pageAt('/settings/webhooks', ana)
  await page.getByText('No program is told anything yet').waitFor()
  await checkEverySize(page, 'webhooks-none')
  await page.getByRole('link', { name: 'Add a webhook' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Chat of the operations team')
  await page.getByLabel('Address').fill('https://10.0.0.8/hook')
  await page.getByRole('checkbox', { name: 'incident' }).check()
  await page.getByRole('button', { name: 'Add it' }).click()
  await page.getByText('an address that is not on the public internet').waitFor()
  await checkEverySize(page, 'webhook-new')
  await page.getByLabel('Address').fill(chat.url)
  await page.getByRole('button', { name: 'Add it' }).click()
  const secret = page.getByRole('textbox', { name: 'The secret of this webhook' })
  expect(await secret.inputValue()).toMatch(/^whsec_/)
  await checkEverySize(page, 'webhook-secret')
  await page.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('It arrived: answer 200').waitFor()
  well = false
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('It did not arrive. The answer was 500.').waitFor()
  const { ref } = await house.ask(ana, 'POST', '/incidents', { title: 'Mail is down', impact: 2, urgency: 1 })
  const log = page.getByRole('region', { name: 'What was sent' })
  await log.getByRole('button', { name: new RegExp(`Waiting ${ref}.*500`) }).click({ timeout: 20_000 })
  await log.getByText('"specversion": "1.0"').waitFor()
  await log.getByText('out of <b>disk</b>').waitFor()
  await checkEverySize(page, 'webhook')
  well = true
  await log.getByRole('button', { name: 'Send again', exact: true }).click()
  await log.getByRole('button', { name: new RegExp(`Delivered ${ref}`) }).waitFor({ timeout: 20_000 })
  await log.getByLabel('Find a record, a verb or a status').fill('inc-99')
  await log.getByText('Nothing fits').waitFor()

  await page.getByRole('button', { name: 'New secret' }).click()
  await page.getByText('Both secrets sign until').waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Paused', { exact: false }).first().waitFor()
  await page.getByRole('link', { name: 'All webhooks' }).click()
  await page.getByText('Chat of the operations team').waitFor()
  await checkEverySize(page, 'webhooks')
})

test('an administrator sees that mail goes out, what did not arrive, and what mails say', async () => {
  const gone = await house.person('requester', { name: 'Gone Silva' })
  await house.db.pool.query(`update person set email = 'gone@example.org' where id = $1`, [gone.id])
  await house.ask(ana, 'POST', '/incidents', {
    title: 'Printer on fire',
    impact: 2,
    urgency: 1,
    requester: gone.id,
  })
  const page = await house.pageAt('/settings/mail', ana)
  await page.getByText('Porto Lingua <desk@porto.test>').waitFor()
  await page.getByRole('button', { name: 'Send me a test' }).click()
  await page.getByText('The mail server took it').waitFor()
  await expect.poll(() => server.received.length, { timeout: 15_000 }).toBeGreaterThan(0)

  await page.getByLabel('Subject').fill('{{organisation}} about {{refs}}')
  await page.getByText('There is no {{refs}} here.').waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await page.getByLabel('Subject').fill('{{organisation}} about {{ref}}')
  await page.getByRole('button', { name: 'Show on a record' }).click()
  await page.getByRole('region', { name: 'As a mail about INC-' }).getByText('Hello Ana Costa,').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await saved(page)
  const missing = page.getByRole('region', { name: 'What did not arrive' })
  await missing.getByText('no such person here').waitFor({ timeout: 40_000 })
  await page.getByRole('button', { name: 'Show on a record' }).click()
  await page.getByRole('region', { name: 'As a mail about INC-' }).waitFor()
  await checkEverySize(page, 'mail')
  await page.getByRole('button', { name: 'Back to ours' }).click()
  expect(await page.getByLabel('Subject').inputValue()).toBe('[{{ref}}] {{title}}: {{why}}')
})

test('everyone says when they are mailed: gathered, and not at night', async () => {
  const page = await house.pageAt('/profile#notices', ana)
  const form = page.getByRole('form', { name: 'Notices' })
  await form.getByLabel('Mails come').selectOption('gathered, once a day')
  await form.getByLabel('At', { exact: true }).fill('08:30')
  await form.getByLabel('Nothing in my quiet hours').check()
  await form.getByLabel('Until').fill('22:00')
  await form.getByText('Quiet hours must not end when they begin.').waitFor()
  await checkEverySize(page, 'when-mailed')
  await form.getByLabel('Until').fill('06:30')
  await form.getByRole('button', { name: 'Save' }).click()
  await form
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  const { notices } = await house.ask(ana, 'GET', '/me/preferences')
  expect(notices).toMatchObject({
    digest: { every: 'day', at: '08:30' },
    quiet: { from: '22:00', to: '06:30' },
  })
})

test('on a phone and in German the same pages fit', async () => {
  const berta = await house.person('administrator', { name: 'Berta', language: 'de' })
  const page = await house.pageAt('/settings/mail', berta, phone)
  await page.getByText('Mails kommen von').waitFor()
  await page.goto('/settings/webhooks')
  await page.getByText('Angehalten').waitFor()
})
