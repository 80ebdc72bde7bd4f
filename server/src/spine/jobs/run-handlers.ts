import type { Spine } from '../context/index.ts'
import type { Registry } from '../practice/index.ts'
import { loadEntriesAt, loadRows, type RecordRow } from '../records/index.ts'
import { gathered } from './gather.ts'
import { depthOf, type Handler, type Job, type Message, TooDeep, wants } from './handler.ts'

/** Everything that follows from entries: who reacts, and to which kinds. */
export type Following = { readonly registry: Registry; readonly handlers: readonly Handler[] }

/**
 * Runs every handler that wants a job, all of them even if one fails.
 * @throws the failure of the first that failed: the job is then run again, and the others have nothing to do.
 */
export async function runHandlers(spine: Spine, { registry, handlers }: Following, job: Job): Promise<void> {
  const failures: unknown[] = []
  for (const handler of handlers.filter((one) => wants(one, job))) {
    try {
      await handler.run(spine, job, registry)
    } catch (error) {
      if (error instanceof TooDeep)
        spine.log.error({ chain: error.message }, 'a chain of handoffs was cut off')
      else failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

/** Jobs with their entries, in the order of the messages. */
export async function loadJobs(spine: Spine, messages: readonly Message[]): Promise<Job[]> {
  const found = await loadEntriesAt(spine.db, messages)
  const entries = new Map(found.map((entry) => [`${entry.recordId} ${entry.seq}`, entry]))
  return messages.flatMap((message) => {
    const entry = entries.get(`${message.recordId} ${message.seq}`)
    return entry
      ? [{ ...message, depth: depthOf(entry.cause), entry, current: currentOf(spine, message) }]
      : []
  })
}

const present = gathered<number, RecordRow | undefined>(async (db, ids) => {
  const found = await loadRows(db, [...new Set(ids)])
  return ids.map((id) => found.get(id))
})

function currentOf(spine: Spine, { recordId }: Message): Job['current'] {
  let loading: Promise<RecordRow | undefined> | undefined
  return () => {
    loading ??= present(spine.db, recordId)
    return loading
  }
}
