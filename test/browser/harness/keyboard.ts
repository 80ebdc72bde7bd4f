import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Whether what has the focus can be seen, is not covered, and shows that it has it; else what is wrong. */
const SEEN = `(() => {
  const held = document.activeElement
  if (!held || held === document.body) return 'the focus is lost'
  // A choice among few is drawn by its label.
  const one = (held.type === 'radio' && held.labels?.[0]) || held
  const { left, top, right, bottom, width, height } = one.getBoundingClientRect()
  const said = one.tagName.toLowerCase() + ' "' + (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40) + '"'
  if (width < 1 || height < 1) return said + ' has no size'
  if (bottom < 0 || right < 0 || top > innerHeight || left > innerWidth) return said + ' is out of sight'
  // A row that is a link all over shows it for the link in it.
  const around = [one, one.parentElement, one.parentElement?.parentElement, held].filter(Boolean).map((e) => getComputedStyle(e))
  const drawn = around.some((s) => (s.outlineStyle !== 'none' && s.outlineWidth !== '0px')) || around[0].boxShadow !== 'none'
  if (!one.matches('input, textarea, select, main') && !drawn) return said + ' does not show that it has the focus'
  const at = (x, y) => document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 1), Math.min(Math.max(y, 1), innerHeight - 1))
  const hit = [at((left + right) / 2, (top + bottom) / 2), at(left + 3, top + height / 2)]
  return hit.some((other) => other && (one.contains(other) || other.contains(one))) ? '' : said + ' is covered'
})()`

/**
 * A person who has only a keyboard: nothing here points, clicks, or puts the focus anywhere. Wherever a step of Tab
 * comes to, the focus has to be seen.
 */
export function keyboardOf(page: Page) {
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  /** Role and name of what has the focus, as a screen reader says them: `button "Save"`. */
  const focused = async (): Promise<string> => {
    const said = await page
      .locator(':focus')
      .ariaSnapshot({ timeout: 2_000 })
      .catch(() => 'nothing')
    return (said.split('\n')[0] ?? '').replace(/^- '?/, '')
  }
  return {
    press,
    type: (text: string) => page.keyboard.type(text),
    focused,
    /** Waits until the focus is on what is called so. */
    reaches: (what: string | RegExp) =>
      expect
        .poll(focused, { timeout: 15_000 })
        .toMatch(what instanceof RegExp ? what : new RegExp(`^\\w+ "${what}"`)),
    /** Waits for the new screen, and until it has the focus: what had it is gone with the screen before. */
    async arrives(heading: string): Promise<void> {
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
      await expect
        .poll(() => page.evaluate('document.activeElement === document.body'), { timeout: 15_000 })
        .toBe(false)
    },
    /** Steps by Tab until the focus is there: at most `most` steps; each place on the way shows the focus. */
    async tabTo(what: string | RegExp, most = 70, key = 'Tab'): Promise<void> {
      const wanted = what instanceof RegExp ? what : new RegExp(`^\\w+ "${what}"`)
      const passed: string[] = []
      for (let step = 0; step < most; step++) {
        await press(key)
        const said = await focused()
        // At the end of a page the focus passes the browser's own bar.
        if (said !== 'nothing' && !said.startsWith('document')) {
          expect(await page.evaluate(SEEN), `after ${passed.slice(-3).join(', ')}`).toBe('')
        }
        if (wanted.test(said)) return
        passed.push(said)
      }
      throw new Error(`Tab does not come to ${wanted}. It passed:\n${passed.join('\n')}`)
    },
  }
}
