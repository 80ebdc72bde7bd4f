import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chromium } from 'playwright-core'

/** Where a Chromium is looked for, and how one is fetched. */
export type Search = {
  env: NodeJS.ProcessEnv
  exists(file: string): boolean
  /** Where Playwright keeps the one that it fetches. */
  fetched: string
  fetch(): Promise<unknown>
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const MAC = ['Chromium', 'Google Chrome', 'Google Chrome for Testing', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)

const thisMachine: Search = {
  env: process.env,
  exists: existsSync,
  fetched: chromium.executablePath(),
  fetch: () => fetchChromium(),
}

/**
 * The Chromium that browser tests run on: THROUGHLINE_CHROMIUM, else one that is installed, else Playwright's own,
 * which is fetched once when there is none.
 * @throws Error that says what to install.
 */
export async function findChromium(search: Search = thisMachine): Promise<string> {
  const { env, exists, fetched, fetch } = search
  const named = env.THROUGHLINE_CHROMIUM?.trim()
  if (named) {
    if (exists(named)) return named
    throw new Error(`THROUGHLINE_CHROMIUM is ${named}, and there is no such file.`)
  }
  const places = [...onPath(env), '/snap/bin/chromium', ...MAC, fetched]
  const found = places.find(exists)
  if (found) return found
  const why = await fetch().then(
    () => 'it was fetched and is still not there',
    (error: Error) => error.message,
  )
  const now = places.find(exists)
  if (now) return now
  throw new Error(
    `The browser tests need Chromium, none was found, and fetching one failed (${why}). Install it: ` +
      '`apt-get install chromium` on Debian and Ubuntu, `brew install --cask chromium` on macOS, or ' +
      '`npx playwright-core install chromium`; or name one in THROUGHLINE_CHROMIUM.',
  )
}

function onPath({ PATH = '' }: NodeJS.ProcessEnv): string[] {
  const folders = [
    ...new Set([...PATH.split(path.delimiter), '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']),
  ]
  return NAMES.flatMap((name) => folders.filter(Boolean).map((folder) => path.join(folder, name)))
}

/** Debian's own where this may be installed, else the one that Playwright offers. */
async function fetchChromium(): Promise<void> {
  console.warn('No Chromium found: installing one for the browser tests.')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0']
    try {
      await run('apt-get', ['update', ...quiet])
      return await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', ...quiet])
    } catch (error) {
      console.warn(`apt-get install chromium failed: ${(error as Error).message}`)
    }
  }
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-core')), 'cli.js')
  await run(process.execPath, [cli, 'install', 'chromium'])
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    let said = ''
    child.stderr.on('data', (chunk) => (said += chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(said.trim().split('\n').at(-1) || `exit code ${code}`)),
    )
  })
}
