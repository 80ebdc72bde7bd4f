import type { Page } from 'playwright-core'

export type Load = { kilobytes: number; requests: number; visibleMs: number }

/** What a first visit to a page costs: everything sent over the wire until it is quiet, as it is sent (compressed). */
export async function firstLoad(page: Page, url: string): Promise<Load> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  let bytes = 0
  let requests = 0
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
    requests++
  })
  await page.goto(url, { waitUntil: 'load' })
  // The stream of live updates never ends, so a quiet network is told by hand.
  await quiet(() => requests)
  const visibleMs = await page.evaluate<number>(
    `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`,
  )
  return { kilobytes: bytes / 1000, requests, visibleMs }
}

async function quiet(count: () => number): Promise<void> {
  for (let before = -1; before !== count(); ) {
    before = count()
    await new Promise((resolve) => setTimeout(resolve, 700))
  }
}
