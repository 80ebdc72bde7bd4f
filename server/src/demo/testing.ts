import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { createServiceDirectory } from '../foundation/configuration/index.ts'
import { createWorkforceDirectory } from '../foundation/workforce/index.ts'
import { systemActor } from '../spine/access/index.ts'
import { createFileStore } from '../spine/attachments/index.ts'
import type { Ctx } from '../spine/context/index.ts'
import type { Db } from '../spine/db/index.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { testSpine } from '../spine/practice/testing.ts'
import { markDemo } from '../spine/setup/index.ts'

/** An empty installation into which the demo can be loaded, with time in the test's hand. */
export async function emptyHouse(now = Date.parse('2026-11-24T10:20:00Z')) {
  const { db } = await testDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'demo-'))
  afterAll(() => rm(folder, { recursive: true }))
  const plain = await testSpine(db)
  plain.time.set(now)
  const [workforce, services] = [await createWorkforceDirectory(db), await createServiceDirectory(db)]
  const directory = {
    ...workforce,
    service: services.service,
    services: services.services,
    reload: async () => {
      await Promise.all([workforce.reload(), services.reload()])
    },
  }
  const files = await createFileStore(folder)
  const spine = { ...plain, directory, files }
  return { db, spine, ctx: { ...spine, actor: systemActor } satisfies Ctx }
}

/** Leaves what a load that was killed at once leaves behind: its beginning in the audit. */
export async function beginDemo(db: Db): Promise<void> {
  const spine = await testSpine(db)
  await markDemo({ ...spine, actor: systemActor }, 'begin', { seed: 'kestrel', now: Date.now(), share: 0.1 })
}
