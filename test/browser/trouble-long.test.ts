import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { throughline } from './harness/throughline.ts'

const house = await throughline()
const ana = await house.person('administrator', { name: 'Ana Silva' })
const rita = await house.person('requester', { name: 'Rita Novak' })
await house.ask(ana, 'POST', '/teams', { key: 'network', name: 'Network', members: [ana.id] })

const within = { timeout: 30_000 }
const rowOf = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title })

async function report(title: string): Promise<string> {
  const facts = { title, team: 'network', requester: rita.id }
  return (await house.ask(ana, 'POST', '/incidents', facts)).ref
}

/** As far as a small telephone network goes: 50 kB a second, and 400 ms to the first answer. */
async function slowly(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  const speed = { downloadThroughput: 50_000, uploadThroughput: 50_000 }
  await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 400, ...speed })
}

test('on a slow network, keys before there is anything to see do nothing to what one has not seen', async () => {
  const refs = await Promise.all(['one', 'two', 'three'].map((which) => report(`Gate ${which} is stuck`)))
  const page = await house.page(ana)
  await page.goto('/desk?view=open&q=gate')
  await rowOf(page, 'Gate').first().click()
  await slowly(page)
  await page.reload({ waitUntil: 'commit' })
  // Whoever types ahead of a screen that is still coming.
  for (const key of ['j', 't', 'x', 't', 'j', 't']) await page.keyboard.press(key)
  await page.getByRole('heading', { name: 'All open' }).waitFor(within)
  for (const key of ['t', 'x', 't']) await page.keyboard.press(key)
  await rowOf(page, 'Gate').first().waitFor(within)
  expect(await page.getByText('selected').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  await page.keyboard.press('Home')
  const first = await page.locator('[role=row][data-current]').getAttribute('id')
  await page.keyboard.press('t')
  await page.getByRole('button', { name: 'Undo' }).waitFor(within)
  const holders = () =>
    Promise.all(refs.map(async (ref) => (await house.ask(ana, 'GET', `/incidents/${ref}`)).holder?.name))
  await expect.poll(async () => (await holders()).filter(Boolean).length, within).toBe(1)
  expect(first).toBe(`row-${refs[(await holders()).findIndex(Boolean)]}`)
  await page.context().close()
})

test('a record of 500 entries and 200 files opens with the latest, and leads back to its beginning', async () => {
  const ref = await report('Everything was said')
  for (let at = 0; at < 200; at++) await attach(ref, `log ${at}.txt`)
  for (let fifty = 0; fifty < 10; fifty++)
    for (let at = 0; at < 50; at++)
      await house.ask(ana, 'POST', `/incidents/${ref}/comments`, {
        body: `**Word** ${fifty * 50 + at}: \`relay-${at}\` and a [link](https://example.org/${at})`,
      })
  const page = await house.pageAt(`/records/${ref}`, ana)
  await page.getByText('Word 499:').waitFor(within)
  expect(await page.getByText(/^log \d+\.txt$/).count()).toBeLessThan(20)
  expect(await page.locator('main [id^=entry-]').count()).toBeLessThan(60)
  const earlier = page.getByRole('button', { name: 'Show earlier' })
  // What is older than the first word are the files, so there is always an earlier part until it is found.
  while ((await page.getByText('Word 0:').count()) === 0) await earlier.click()
  await page.getByText('Word 0:').waitFor(within)
  await page.getByRole('button', { name: 'Show all 200 files' }).click()
  await page.getByRole('link', { name: 'log 0.txt' }).waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('Still here.')
  expect(await page.getByRole('textbox', { name: 'Internal note' }).inputValue()).toBe('Still here.')
  await page.context().close()
}, 240_000)

async function attach(ref: string, name: string): Promise<void> {
  const body = new FormData()
  body.append('file', new Blob(['down since nine'], { type: 'text/plain' }), name)
  const headers = { cookie: ana.cookie, origin: house.url }
  const answer = await fetch(`${house.url}/api/v1/incidents/${ref}/attachments`, {
    method: 'POST',
    headers,
    body,
  })
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
}

test('back and forth keep the place in the list, the row, the filters and what is open beside it', async () => {
  for (let ten = 0; ten < 12; ten++)
    await Promise.all(Array.from({ length: 10 }, (_, at) => report(`Chair ${ten * 10 + at} wobbles`)))
  const page = await house.pageAt('/desk?view=open&q=wobbles&sort=opened', ana)
  await rowOf(page, 'Chair').first().click()
  await page.keyboard.press('p')
  for (let twenty = 0; twenty < 4; twenty++) await page.keyboard.press('PageDown')
  const current = page.locator('[role=row][data-current]')
  const at = await current.getAttribute('id')
  const beside = page.getByRole('article')
  await beside.waitFor()
  const scrolled = () => page.getByRole('grid').evaluate((grid: any) => Math.round(grid.scrollTop / 32))
  const place = await scrolled()
  expect(place).toBeGreaterThan(20)
  await page.keyboard.press('Enter')
  await page.getByRole('form', { name: 'Write' }).waitFor()
  await page.goBack()
  await current.waitFor()
  expect(await current.getAttribute('id')).toBe(at)
  await beside.waitFor()
  expect(new URL(page.url()).search).toContain('q=wobbles')
  await expect.poll(scrolled).toBe(place)
  await page.goForward()
  await page.getByRole('form', { name: 'Write' }).waitFor()
  await page.goBack()
  await expect.poll(scrolled).toBe(place)
  expect(await current.getAttribute('id')).toBe(at)
  await page.context().close()
})
