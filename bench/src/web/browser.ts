import { chromium, type Page } from 'playwright-core'
import { findChromium } from '../../../test/browser/harness/chromium.ts'

export type Browser = {
  port: number
  /** A page of a profile of its own, with nothing in its cache. */
  page(cookie: string, url: string): Promise<Page>
  close(): Promise<void>
}

/** Chromium as the browser tests start it, which Lighthouse can talk to as well. */
export async function startBrowser(): Promise<Browser> {
  const port = 40_000 + (process.pid % 10_000)
  const running = await chromium.launch({
    executablePath: await findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--remote-debugging-port=${port}`,
    ],
  })
  return {
    port,
    page: async (cookie, url) => {
      const context = await running.newContext({ viewport: { width: 1440, height: 900 } })
      await context.addCookies(
        cookie.split('; ').map((one) => {
          const [name = '', value = ''] = one.split(/=(.*)/s)
          return { name, value, url }
        }),
      )
      return context.newPage()
    },
    close: () => running.close(),
  }
}
