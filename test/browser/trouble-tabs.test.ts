import type { Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessible } from './harness/accessible.ts'
import { throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('administrator', { name: 'Ana Silva' })
const rita = await house.person('requester', { name: 'Rita Novak' })
await house.ask(ana, 'POST', '/teams', { key: 'network', name: 'Network', members: [ana.id] })

const within = { timeout: 40_000 }

async function report(title = 'Mail is down'): Promise<string> {
  const facts = { title, team: 'network', requester: rita.id }
  return (await house.ask(ana, 'POST', '/incidents', facts)).ref
}
const said = async (ref: string): Promise<string[]> => {
  const { items } = await house.ask(ana, 'GET', `/incidents/${ref}/timeline`)
  return items.filter(({ verb }: any) => verb === 'comment').map(({ body }: any) => body.trim())
}
async function show(page: Page, ref: string): Promise<Page> {
  await page.goto(`/records/${ref}`)
  await page.getByRole('form', { name: 'Write' }).waitFor()
  return page
}
const reply = (page: Page) => page.getByRole('textbox', { name: 'Reply' })
const subject = (page: Page) => page.getByRole('textbox', { name: 'What is wrong' })
const file = { name: 'relay.txt', mimeType: 'text/plain', buffer: Buffer.from('down since nine') }

/** What is asked there waits until `go` is called. */
async function hold(page: Page, where: string, method: string): Promise<{ go(): void; asked(): number }> {
  let go = (): void => {}
  let asked = 0
  const free = new Promise<void>((resolve) => {
    go = resolve
  })
  await page.route(where, async (route: Route) => {
    if (route.request().method() === method) {
      asked++
      await free
    }
    await route.continue().catch(() => {})
  })
  return { go: () => go(), asked: () => asked }
}

test('two calls are written down in two tabs, each in its own; what a closed tab left is taken up', async () => {
  const first = await house.pageAt('/call', ana)
  await subject(first).fill('The till is dead')
  const second = await first.context().newPage()
  await second.goto('/call')
  await subject(second).waitFor()
  expect(await subject(second).inputValue()).toBe('')
  await subject(second).fill('The lift stands still')
  await first.reload()
  await expect.poll(() => subject(first).inputValue()).toBe('The till is dead')
  await second.reload()
  await expect.poll(() => subject(second).inputValue()).toBe('The lift stands still')
  await first.close()
  await second.reload()
  await second.getByText('“The till is dead” was begun and is not logged.').waitFor()
  await checkAccessible(second, 'a call that was begun elsewhere')
  await second.getByRole('button', { name: 'Take it up again' }).click()
  expect(await subject(second).inputValue()).toBe('The till is dead')
  await second.getByText('“The lift stands still” was begun and is not logged.').waitFor()
})

test('two tabs on one record each keep what is written in them', async () => {
  const ref = await report()
  const first = await show(await house.page(ana), ref)
  await reply(first).fill('From the first.')
  const second = await show(await first.context().newPage(), ref)
  await reply(second).fill('From the second.')
  await first.reload()
  await expect.poll(() => reply(first).inputValue()).toBe('From the first.')
  await second.close()
  const third = await show(await first.context().newPage(), ref)
  await expect.poll(() => reply(third).inputValue()).toBe('From the second.')
})

test('a file that was chosen and not sent when the page was loaded again is said to be missing, and one can send', async () => {
  const ref = await report()
  const page = await show(await house.page(ana), ref)
  await hold(page, '**/attachments?*', 'POST')
  await reply(page).fill('See the log: ')
  await page.getByRole('form', { name: 'Write' }).locator('input[type=file]').setInputFiles(file)
  await page.getByText('Sending relay.txt').waitFor()
  await page.reload()
  await page.getByText('relay.txt is not attached: the page was closed before it was sent').waitFor()
  await checkAccessible(page, 'a file that was not sent')
  expect((await reply(page).inputValue()).trim()).toBe('See the log:')
  await reply(page).press('Control+Enter')
  await expect.poll(() => said(ref), within).toEqual(['See the log:'])
  await page.context().close()
})

test('a file goes on its way while one looks elsewhere, also while the server is away', async () => {
  const [ref, other] = [await report(), await report('Elsewhere')]
  const page = await show(await house.page(ana), ref)
  await house.stop()
  await reply(page).fill('See: ')
  await page.getByRole('form', { name: 'Write' }).locator('input[type=file]').setInputFiles(file)
  await page.getByText('relay.txt waits for the server').waitFor(within)
  await house.start()
  await page.getByRole('link', { name: 'Desk' }).first().click()
  await page.getByRole('row').filter({ hasText: other }).waitFor()
  const attached = async (): Promise<number> =>
    (await house.ask(ana, 'GET', `/incidents/${ref}/attachments`)).items.length
  await expect.poll(attached, within).toBe(1)
  await page.goBack()
  await expect.poll(() => reply(page).inputValue(), within).toMatch(/^See: \[relay\.txt\]\(attachment:\d+\)$/)
  expect(await attached()).toBe(1)
})

test('how one likes the list is in force after a reload, though it was not delivered before', async () => {
  await report()
  const page = await house.pageAt('/desk?view=all', ana)
  await page.getByRole('columnheader', { name: 'Team' }).waitFor()
  const put = await hold(page, '**/me/preferences/desk', 'PUT')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox', { name: 'Team' }).uncheck()
  await expect.poll(put.asked).toBeGreaterThan(0)
  await page.reload()
  await page.getByRole('columnheader', { name: 'State' }).waitFor()
  await page.getByRole('columnheader', { name: 'Team' }).waitFor({ state: 'detached' })
  put.go()
  const kept = async () => (await house.ask(ana, 'GET', '/me/preferences')).desk.columns
  await expect.poll(kept, within).not.toContain('team')
  await page.getByRole('columnheader', { name: 'State' }).waitFor()
  expect(await page.getByRole('columnheader', { name: 'Team' }).count()).toBe(0)
})
