import path from 'node:path'
import type { Page } from 'playwright-core'

export type Answer = {
  /** From the key to the first change on the screen, ms. */
  first: number
  /** From the key to the last change it caused, ms. */
  last: number
}

type Seen = { key: number; first: number; last: number; longest: number }

/** Watches what happens on the screen after each key; install before the page is opened. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript({ path: path.join(import.meta.dirname, 'watch.in-page.js') })
}

/** Presses a key and says when the screen answered, and when all that followed was there. */
export async function press(page: Page, key: string): Promise<Answer> {
  await page.keyboard.press(key)
  let now = await seenOn(page)
  for (let before = -1; before !== now.last; now = await seenOn(page)) {
    before = now.last
    await page.waitForTimeout(300)
  }
  return { first: now.first - now.key, last: now.last - now.key }
}

/** The longest time for which the page could answer nothing, ms; 0 where none was over 50. */
export const longestTask = async (page: Page): Promise<number> => (await seenOn(page)).longest

const seenOn = (page: Page): Promise<Seen> => page.evaluate('seenHere()')
