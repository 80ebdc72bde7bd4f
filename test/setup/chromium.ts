// Runs once before the browser tests: finds their Chromium, or installs one, so that no two workers try to.
import { findChromium } from '../browser/harness/chromium.ts'

export async function setup(): Promise<void> {
  process.env.THROUGHLINE_CHROMIUM = await findChromium()
}
