import { expect, test } from 'vitest'
import { findChromium, type Search } from './harness/chromium.ts'

const fetched = '/home/me/.cache/ms-playwright/chromium/chrome'

/** A machine that has these files, and on which fetching does this. */
function machine(
  files: string[],
  fetch: () => Promise<unknown> = refused,
  env: NodeJS.ProcessEnv = {},
): Search {
  return {
    env: { PATH: '/usr/games:/usr/bin', ...env },
    exists: (file) => files.includes(file),
    fetched,
    fetch,
  }
}
const refused = async () => {
  throw new Error('getaddrinfo ENOTFOUND cdn.playwright.dev')
}

test('the Chromium that was named is taken, and a wrong name is said rather than passed over', async () => {
  const env = { THROUGHLINE_CHROMIUM: '/opt/chromium/chrome' }
  expect(await findChromium(machine(['/opt/chromium/chrome', '/usr/bin/chromium'], refused, env))).toBe(
    '/opt/chromium/chrome',
  )
  await expect(findChromium(machine(['/usr/bin/chromium'], refused, env))).rejects.toThrow(
    'THROUGHLINE_CHROMIUM is /opt/chromium/chrome, and there is no such file.',
  )
})

test.each([
  '/usr/bin/chromium',
  '/usr/games/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  fetched,
])('%s is found, and nothing is fetched', async (file) => {
  expect(await findChromium(machine([file]))).toBe(file)
})

test('where there is none, one is fetched', async () => {
  const files: string[] = []
  expect(await findChromium(machine(files, async () => files.push(fetched)))).toBe(fetched)
})

test('where it cannot be fetched either, the message says why and what to install', async () => {
  await expect(findChromium(machine([]))).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: The browser tests need Chromium, none was found, and fetching one failed (getaddrinfo ENOTFOUND cdn.playwright.dev). Install it: \`apt-get install chromium\` on Debian and Ubuntu, \`brew install --cask chromium\` on macOS, or \`npx playwright-core install chromium\`; or name one in THROUGHLINE_CHROMIUM.]`,
  )
})
