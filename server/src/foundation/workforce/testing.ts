import type { RoleName } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import type { Db } from '../../spine/db/index.ts'
import { nextId, storePerson } from '../../spine/identity/index.ts'
import { type TestSpine, testSpine } from '../../spine/practice/testing.ts'
import { createWorkforceDirectory } from './directory.ts'

export type TestOffice = {
  spine: TestSpine
  /** Someone who was there before, acting. */
  hire(role: RoleName, name?: string, email?: string): Promise<Ctx>
  /** What the audit says of an area, in order. */
  audit(
    area: string,
  ): Promise<{ verb: string; actor: number | null; more: Record<string, unknown>; note: unknown }[]>
}

/** A spine with the real directory of people and teams. */
export async function openOffice(db: Db): Promise<TestOffice> {
  const spine = await testSpine(db)
  Object.assign(spine.directory, await createWorkforceDirectory(db))
  return {
    spine,
    async hire(role, name = `The ${role}`, email) {
      const id = await nextId(db, 'person')
      await db.pool.query(
        storePerson({
          id,
          name,
          email: email ?? null,
          role,
          zone: 'UTC',
          language: 'en',
          at: spine.time.now(),
        }),
      )
      return spine.as({ id, name, role })
    },
    async audit(area) {
      const { rows } = await db.pool.query(
        `select e.verb, e.actor_id as actor, e.data -> 'more' as more, e.content -> 'note' as note
         from entry e join source s on s.record_id = e.record_id where s.external_id = $1 and e.verb <> 'open' order by e.seq`,
        [area],
      )
      return rows
    },
  }
}
