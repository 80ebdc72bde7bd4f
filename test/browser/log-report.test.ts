import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { checkAccessible } from './harness/accessible.ts'
import { openPage } from './harness/browser.ts'
import { checkEverySize } from './harness/look.ts'

const root = path.resolve(import.meta.dirname, '../..')
const folder = await mkdtemp(path.join(os.tmpdir(), 'throughline-report-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The page that the command writes of the sample, opened from the disk. */
async function report() {
  const file = path.join(folder, 'flow.html')
  const main = path.join(root, 'cli/src/main.ts')
  const sample = path.join(root, 'docs/samples/service-desk.csv')
  await promisify(execFile)(process.execPath, [main, 'streams', 'analyse', sample, '--html', file])
  const page = await openPage({})
  await page.goto(pathToFileURL(file).href)
  return { page, file }
}

test('the page of a log opens from a disk, can be used by everybody, and asks for nothing beside it', async () => {
  const { page, file } = await report()
  expect((await stat(file)).size).toBeLessThan(1_500_000)
  await page.getByRole('heading', { name: 'How work flows: service-desk.csv' }).waitFor()
  await checkEverySize(page, 'log-report')
  await page.getByRole('button', { name: 'How this is counted: Ping-pong' }).click()
  await page.getByText('A, B, A among the teams of a case').waitFor()
  await checkAccessible(page, 'log-report-definition')
  const asked = await page.evaluate(`performance.getEntriesByType('resource').map(({ name }) => name)`)
  expect(asked).toEqual([])
  await page.context().close()
})

test('the map is walked by keys, and tells what leads to an activity and what follows', async () => {
  const { page } = await report()
  await page
    .getByRole('group', { name: /^Map: / })
    .first()
    .focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.locator('#chosen').textContent()).toMatch(/\w/)
  await checkAccessible(page, 'log-report-chosen')
  await page.context().close()
})
