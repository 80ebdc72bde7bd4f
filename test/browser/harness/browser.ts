import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, expect } from 'vitest'
import { findChromium } from './chromium.ts'

const FLAGS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A phone as people hold it. */
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const

let running: Promise<Browser> | undefined

/** The one browser of a test file; ends with it. */
function browser(): Promise<Browser> {
  running ??= launch()
  return running
}

afterAll(async () => {
  await (await running)?.close()
})

async function launch(): Promise<Browser> {
  const root = process.getuid?.() === 0
  return chromium.launch({
    executablePath: await findChromium(),
    args: root ? [...FLAGS, '--no-sandbox'] : FLAGS,
  })
}

const troubles = new Map<Page, string[]>()

// A page that opens a dialog, breaks its own rules or misses a file fails its test, whatever the test looked at.
afterEach(() => {
  expect([...troubles.values()].flatMap((noted) => noted.splice(0))).toEqual([])
})

/** A page in a browser profile of its own, which remembers what went wrong in it. */
export async function openPage(options: BrowserContextOptions): Promise<Page> {
  const context = await (await browser()).newContext({ locale: 'en-GB', ...options })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const noted: string[] = []
  troubles.set(page, noted)
  page.context().on('close', () => troubles.delete(page))
  page.on('dialog', (dialog) => {
    // Leaving with words not yet sent may be asked about; whatever else opens a dialog is a script that got in.
    if (dialog.type() !== 'beforeunload') noted.push(`dialog: ${dialog.message()}`)
    void dialog.accept().catch(() => {})
  })
  page.on('pageerror', (error) => noted.push(`script: ${error.message}`))
  page.on('console', (message) => {
    // Of what could not be loaded, the lines below tell more.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      noted.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    const kind = response.request().resourceType()
    if (response.status() >= 400 && ['stylesheet', 'script', 'font', 'image', 'manifest'].includes(kind))
      noted.push(`${response.status()} ${response.url()}`)
  })
  return page
}

/**
 * Dialogs, errors of scripts, refusals by the content security policy and missing files since it was last asked: for a
 * test that expects some.
 */
export function troublesOf(page: Page): string[] {
  return troubles.get(page)?.splice(0) ?? []
}

/** Presses a button that leads to another page, with or without a script, and waits for it. By touch on a phone. */
export async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  const touch = (await page.evaluate('navigator.maxTouchPoints')) !== 0
  const before = await page.waitForSelector('main')
  await (touch ? button.tap() : button.click())
  const gone = () => before.evaluate((main) => !main.isConnected).catch(() => true)
  await expect.poll(gone, { timeout: 15_000, message: `what "${name}" leads to` }).toBe(true)
  // On the way between two pages there is none.
  const there = () => page.evaluate('document.readyState').catch(() => 'between')
  await expect.poll(there, { timeout: 15_000 }).toBe('complete')
}
