import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { createWorkforceDirectory } from '../../foundation/workforce/index.ts'
import type { Spine } from '../../spine/context/index.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { type TestPeople, testSpine } from '../../spine/practice/testing.ts'
import { type ImportOptions, type ImportReport, importServiceNow } from './import.ts'

/** An empty database that exports can be brought into, written as text or bytes, and asked what became of them. */
export async function importing(people: TestPeople = {}) {
  const { db } = await testDatabase()
  const plain = await testSpine(db, people)
  const directory = { ...plain.directory, ...(await createWorkforceDirectory(db)) }
  const spine = { ...plain, directory }
  const folder = await mkdtemp(path.join(tmpdir(), 'servicenow-'))
  afterAll(() => rm(folder, { recursive: true }))
  let files = 0
  const ask = async (text: string, number: string) => (await db.pool.query(text, [number])).rows
  return {
    db,
    spine,
    bring: async (
      content: string | Buffer,
      options: Partial<ImportOptions> = {},
      on: Spine = spine,
    ): Promise<ImportReport> => {
      const file = path.join(folder, `export-${++files}.csv`)
      await writeFile(file, content)
      return importServiceNow(on, { path: file, ...options })
    },
    record: async (number: string) => (await ask(`select r.* from record r ${of('r.id')}`, number))[0],
    entries: (number: string) => ask(`select e.* from entry e ${of('e.record_id')} order by at, seq`, number),
    stints: (number: string) =>
      ask(`select t.* from stint t ${of('t.record_id')} order by started_at, seq`, number),
  }
}

const of = (id: string): string =>
  `join source s on s.record_id = ${id} where s.system = 'servicenow' and s.external_id = $1`
