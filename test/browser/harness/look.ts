import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { checkAccessible } from './accessible.ts'

const SIZES = { 1440: 900, 1024: 768, 390: 844 }
const folder = path.join(import.meta.dirname, '../screens')

/** What makes the page wider than its window: the elements that reach beyond it. */
const TOO_WIDE = `document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('body *')]
  .filter((e) => e.getBoundingClientRect().right > innerWidth || e.getBoundingClientRect().left < 0)
  .map((e) => e.tagName.toLowerCase() + '.' + e.className).join(', ') || 'something'`

/** Calls back with the page at each width and in each scheme; then it is as it was. */
async function atEverySize(page: Page, work: (at: string) => Promise<void>): Promise<void> {
  const before = page.viewportSize()
  for (const [width, height] of Object.entries(SIZES)) {
    await page.setViewportSize({ width: Number(width), height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await work(`${width}-${colorScheme}`)
    }
  }
  await page.emulateMedia({ colorScheme: null })
  if (before) await page.setViewportSize(before)
}

/** With THROUGHLINE_LOOK=1: pictures of the whole page in `test/browser/screens`, light and dark, at three widths. */
export async function look(page: Page, name: string): Promise<void> {
  if (process.env.THROUGHLINE_LOOK !== '1') return
  await mkdir(folder, { recursive: true })
  await atEverySize(page, async (at) => {
    await page.screenshot({ path: path.join(folder, `${name}-${at}.png`), fullPage: true })
  })
}

/** The page keeps WCAG 2.2 AA and does not scroll sideways, light and dark, at three widths; and `look`. */
export async function checkEverySize(page: Page, name: string): Promise<void> {
  await atEverySize(page, async (at) => {
    await checkAccessible(page, `${name} ${at}`)
    const wide = await page.evaluate(TOO_WIDE)
    if (String(wide) !== '') throw new Error(`${name} ${at} is wider than the window: ${wide}`)
  })
  await look(page, name)
}
