import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { throughline } from './harness/throughline.ts'

/** All that a first visit may transfer, in kB of 1,000 bytes. */
const budget = 250

type Sent = { path: string; kilobytes: number }

const house = await throughline()
const admin = await house.person('administrator', { name: 'Rui Alves' })
const mara = await house.person('agent', { name: 'Mara Lindqvist' })
const jonas = await house.person('requester', { name: 'Jonas Weck' })
await house.ask(admin, 'POST', '/incidents', { title: 'Mail is down', requester: jonas.id })

/** Gzip, because browsers take nothing better over plain HTTP; the stream of live updates never ends, and is not in it. */
async function sentTo(page: Page): Promise<{ sent: Sent[]; awaited: () => string[] }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.setExtraHTTPHeaders', { headers: { 'accept-encoding': 'gzip' } })
  const paths = new Map<string, string>()
  const sent: Sent[] = []
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) =>
    paths.set(requestId, new URL(request.url).pathname),
  )
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sent.push({ path: paths.get(requestId) ?? '?', kilobytes: encodedDataLength / 1000 })
    paths.delete(requestId)
  })
  return { sent, awaited: () => [...paths.values()].filter((path) => path !== '/api/v1/live') }
}

/** Fails by naming what is largest, so that one sees what grew. */
function holds(what: string, sent: readonly Sent[]): void {
  const total = sent.reduce((sum, { kilobytes }) => sum + kilobytes, 0)
  const largest = sent
    .toSorted((a, b) => b.kilobytes - a.kilobytes)
    .slice(0, 12)
    .map(({ path, kilobytes }) => `${kilobytes.toFixed(1).padStart(7)} kB ${path}`)
  const told = `A first visit to ${what} transfers ${total.toFixed(1)} kB of ${budget} kB:\n${largest.join('\n')}`
  if (process.env.THROUGHLINE_LOOK) console.log(told)
  expect(total, told).toBeLessThanOrEqual(budget)
}

test.for([
  { what: 'the Desk', at: '/desk?view=all', who: mara, file: /^\/assets\/desk-.+\.js$/ },
  { what: 'the portal', at: '/portal', who: jonas, file: /^\/portal$/ },
])('a first visit to $what transfers no more than 250 kB', async ({ what, at, who, file }) => {
  const page = await house.page(who)
  const { sent, awaited } = await sentTo(page)
  await page.goto(at, { waitUntil: 'load' })
  await page.getByText('Mail is down').first().waitFor()
  // Weighed once what makes the place has come, or an empty page would hold.
  await expect.poll(() => sent.some(({ path }) => file.test(path))).toBe(true)
  await expect.poll(awaited).toEqual([])
  holds(what, sent)
  await page.context().close()
})
