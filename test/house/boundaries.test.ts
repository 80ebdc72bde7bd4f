import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cruise } from '../../scripts/boundaries/cruise.ts'
import { root } from '../../scripts/paths.mjs'

const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')

/** For each rule, one import that it must report: [the importing file, what it imports]. */
const PLANTED: Record<string, [from: string, imported: string]> = {
  'spine-imports-nothing-above-it': ['server/src/spine/one/a.ts', '../../practices/incident/index.ts'],
  'foundation-imports-nothing-above-it': [
    'server/src/foundation/people/a.ts',
    '../../practices/incident/index.ts',
  ],
  'practices-imports-nothing-above-it': [
    'server/src/practices/incident/up.ts',
    '../../handoffs/event-to-incident.ts',
  ],
  'handoffs-streams-measures-connectors-imports-nothing-above-it': [
    'server/src/handoffs/up.ts',
    '../app/wiring.ts',
  ],
  'demo-imports-nothing-above-it': ['server/src/demo/up.ts', '../app/wiring.ts'],
  'only-the-app-knows-the-demo': ['bench/src/a.ts', '../../server/src/demo/index.ts'],
  'contract-imports-only-zod': ['contract/src/a.ts', 'node:fs'],
  'practices-never-import-each-other': ['server/src/practices/change/a.ts', '../incident/index.ts'],
  'folders-are-entered-by-their-door': ['server/src/spine/two/a.ts', '../one/inside.ts'],
  'everyone-else-enters-by-the-door': ['server/src/app/a.ts', '../practices/incident/inside.ts'],
  'web-imports-contract-only': ['web/src/a.ts', '../../server/src/app/index.ts'],
  'pages-know-the-public-api-only': ['server/src/pages/a.ts', '../spine/one/index.ts'],
  'only-the-app-serves-pages': ['server/src/spine/one/pages.ts', '../../pages/index.ts'],
  'cli-imports-contract-and-the-servers-door': ['cli/src/a.ts', '../../server/src/app/wiring.ts'],
  'server-imports-only-contract': ['server/src/app/b.ts', '../../../cli/src/plain.ts'],
  'logs-are-read-without-a-server': ['server/src/streams/a.ts', '../spine/one/index.ts'],
  'migrations-stand-alone': ['server/migrations/0001_a.ts', '../src/spine/one/index.ts'],
  'tests-are-not-imported': ['server/src/app/c.ts', './some.test.ts'],
  'no-circles': ['server/src/app/round.ts', './round.ts'],
  'every-import-is-found': ['server/src/app/d.ts', './not-there.ts'],
}

/** What the planted files import; none of it breaks a rule by itself. */
const SOUND: Record<string, string> = {
  'contract/src/index.ts': `import { z } from 'zod'\nexport const name = z.string()`,
  'server/src/demo/index.ts': `export const x = 1\nexport type X = number`,
  'server/src/pages/index.ts': `export const x = 1\nexport type X = number`,
  'server/src/practices/incident/index.ts': `export * from './inside.ts'`,
  'server/src/practices/incident/inside.ts': `export const x = 1\nexport type X = number`,
  'server/src/spine/one/index.ts': `export * from './inside.ts'`,
  'server/src/spine/one/inside.ts': `export const x = 1\nexport type X = number`,
  'server/src/handoffs/event-to-incident.ts': `export { x, type X } from '../practices/incident/index.ts'`,
  'server/src/app/index.ts': `export { x, type X } from './wiring.ts'`,
  'server/src/app/wiring.ts': `export { x, type X } from '../handoffs/event-to-incident.ts'`,
  'server/src/app/some.test.ts': `export const x = 1\nexport type X = number`,
  'server/src/app/allowed.test.ts': `export { x } from '../spine/two/testing.ts'`,
  'server/src/spine/two/testing.ts': `export { x } from '../one/index.ts'`,
  'cli/src/plain.ts': `export { x, type X } from '../../server/src/app/index.ts'`,
}

const base = await mkdtemp(path.join(os.tmpdir(), 'throughline boundaries '))
await symlink(path.join(root, 'node_modules'), path.join(base, 'node_modules'))
afterAll(() => rm(base, { recursive: true, force: true }))

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(base, file)), { recursive: true })
  await writeFile(path.join(base, file), `${text}\n`)
}

test('sound imports are not reported', async () => {
  for (const [file, text] of Object.entries(SOUND)) await write(file, text)
  expect(cruise(base).violations).toEqual([])
})

test('every rule reports an import planted against it, also when it is of a type only', async () => {
  for (const [from, imported] of Object.values(PLANTED)) {
    await write(from, `import type { X } from '${imported}'\nexport type { X }`)
  }
  const { violations, modules } = cruise(base)
  const reported = violations.map(({ rule, from }) => `${rule.name}: ${from}`)
  for (const [rule, [from]] of Object.entries(PLANTED)) expect(reported).toContain(`${rule}: ${from}`)
  expect(modules).toBeGreaterThan(Object.keys(PLANTED).length)
})

test('no rule is without a planted violation', () => {
  const rules = forbidden.map((rule: { name: string }) => rule.name)
  expect(Object.keys(PLANTED).sort()).toEqual([...rules].sort())
})

test('this repository is seen', () => {
  expect(cruise(root).modules).toBeGreaterThan(20)
})
