import { expect, test, vi } from 'vitest'
import { beginDemo } from '../../server/src/demo/testing.ts'
import { mailServer } from '../../server/src/spine/notices/testing.ts'
import { phone } from './harness/browser.ts'
import { checkEverySize } from './harness/look.ts'
import { password, throughline } from './harness/throughline.ts'

const printed = vi.spyOn(console, 'log')
const post = await mailServer()
const house = await throughline({ SMTP_URL: post.url, SMTP_FROM: 'help@kestrel-ferries.example' })
const invitation = printed.mock.calls.flat().join('\n')
printed.mockRestore()
const cut = await throughline()

const shared = 'granite-otter-meadow-77'
const within = { timeout: 120_000 }

test('who is first here loads the demo company without a script, stays its administrator, and is told who can sign in', async () => {
  const page = await house.page(undefined, { ...phone, javaScriptEnabled: false })
  const link = /https?:\S+/.exec(invitation)?.[0] ?? ''
  await page.goto(link.replace(/^https?:\/\/[^/]+/, house.url))
  await page.getByLabel('Your name').fill('Rui Alves')
  await page.getByLabel('Your e-mail').fill('rui@northwind.example')
  await page.getByLabel('Password').fill(password)
  await page.getByLabel('Organisation').fill('Northwind Hosting')
  await page.getByLabel('The demo company').check()
  await page.getByRole('button', { name: 'Begin' }).click()

  await page.waitForURL('/set-up/demo')
  await page.getByLabel('A password for its people').fill('short')
  await page.getByRole('button', { name: 'Load the demo company' }).click()
  await page.getByText('A password has at least 12 characters.').waitFor()
  await page.getByLabel('A password for its people').fill(shared)
  await page.getByRole('button', { name: 'Load the demo company' }).click()
  await page.getByText('This page loads itself anew').waitFor()

  await page.getByText('Kestrel Ferries is loaded.').waitFor(within)
  await page.getByText('priya.nair@kestrel-ferries.example').waitFor()
  const { rows } = await house.db.pool.query(
    `select e.verb, p.name from source s join entry e on e.record_id = s.record_id join person p on p.id = e.actor_id
     where s.external_id = 'demo' and e.verb <> 'open' order by e.seq`,
  )
  expect(rows).toEqual([
    { verb: 'begin', name: 'Rui Alves' },
    { verb: 'finish', name: 'Rui Alves' },
  ])
  await page.goto('/portal')
  await page.getByText('This is the demo: its people and work are made up.').waitFor()
  await page.getByRole('link', { name: 'Who can sign in, and how to start over' }).click()
  await page.getByText('To start over').waitFor()
  await page.context().close()
}, 180_000)

test('the page of what was loaded is for its administrators, at every size', async () => {
  const page = await house.pageAt('/set-up/demo', await house.person('administrator'))
  await page.getByText('Kestrel Ferries is loaded.').waitFor()
  await checkEverySize(page, 'door-demo-loaded')
  const requester = await house.pageAt('/set-up/demo', await house.person('requester'))
  expect(new URL(requester.url()).pathname).toBe('/portal')
  expect(await requester.getByText('This is the demo').count()).toBe(1)
  expect(await requester.getByRole('link', { name: 'Who can sign in' }).count()).toBe(0)
})

test('no mail leaves the demo, and the application says where one is', async () => {
  const page = await house.pageAt('/settings/mail', await house.person('administrator'))
  await page.getByText('Mail is held back: this is the demo').waitFor()
  await page.getByRole('button', { name: 'Send me a test' }).click()
  await page.getByText('its mail is held back').waitFor()
  expect(post.received).toEqual([])
  await checkEverySize(page, 'settings-mail-demo')
  const agent = await house.pageAt('/desk', await house.person('agent'))
  await agent.getByTitle('This is the demo: its people and work are made up.').waitFor()
})

test('a load that was cut off says so, and can be gone on with or left', async () => {
  // What a load that was killed at once leaves behind: its beginning.
  await beginDemo(cut.db)
  const page = await cut.pageAt('/set-up/demo', await cut.person('administrator'))
  await page.getByText('Loading stopped half-way.').waitFor()
  await page.getByRole('link', { name: 'Leave it as it is' }).waitFor()
  await checkEverySize(page, 'door-demo-cut-off')
  await page.getByLabel('A password for its people').fill(shared)
  await page.getByRole('button', { name: 'Go on loading' }).click()
  await page.getByText('Kestrel Ferries is loaded.').waitFor(within)
})
