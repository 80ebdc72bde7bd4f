import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const main = path.join(root, 'cli/src/main.ts')
const sample = 'docs/samples/service-desk.csv'
const run = async (...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [main, 'streams', 'analyse', sample, ...args],
    {
      cwd: root,
      env: { PATH: process.env.PATH, NO_COLOR: '1' },
    },
  )
  return stdout
}

test('the summary that the README shows is the one that its command prints', async () => {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8')
  const shown = /^npm run .* streams analyse .*\n```\n\n```\n(.*?)```$/ms.exec(readme)?.[1]
  expect(shown).toBe(await run())
})

test('the guide to bringing a log names every key of its answer', async () => {
  const guide = await readFile(path.join(root, 'docs/guide/streams.md'), 'utf8')
  const keys = Object.keys(JSON.parse(await run('--json'))).filter((key) => key !== 'ok')
  expect(keys.filter((key) => !new RegExp(`^\\|[^|]*\\b${key}\\b`, 'm').test(guide))).toEqual([])
})
