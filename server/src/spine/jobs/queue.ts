import pg from 'pg'
import { type Db as Adapter, type Job as BossJob, type JobResult, PgBoss } from 'pg-boss'
import type { Spine } from '../context/index.ts'
import { createNames } from '../db/index.ts'
import type { Message } from './handler.ts'

/**
 * pg-boss, in a schema of its own. It makes and changes that schema as the database's owner at start; at work it
 * uses the server's pool and has no right to change a schema.
 *
 * A killed process's jobs run again within 15 s: their heartbeat is missed after 10 s (pg-boss's least), noticed
 * within 1 s, retried after at most 1 s, found within 1 s.
 */
const schema = 'pgboss'
const queue = 'follow'
const failed = 'follow-failed'
const day = 86_400

const queueOptions = {
  retryLimit: 12,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 120,
  heartbeatSeconds: 10,
  retentionSeconds: 30 * day,
  deleteAfterSeconds: 120,
}
const failedOptions = { retentionSeconds: 90 * day, deleteAfterSeconds: 90 * day }

/** A job of the queue: some messages together, because a job costs the database ten times what its message does. */
type Group = { messages: readonly Message[] }
const together = 50

/** Makes or upgrades the queue's tables as their owner, and lets `appRole` (null: the owner itself) work with them. */
export async function installQueue(ownerUrl: string, appRole: string | null): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    max: 2,
    schema,
    supervise: false,
    schedule: false,
    registerInstance: false,
    application_name: 'throughline queue set-up',
  })
  boss.on('error', () => {})
  await boss.start()
  try {
    await boss.createQueue(failed, failedOptions)
    await boss.createQueue(queue, { ...queueOptions, deadLetter: failed })
    await boss.updateQueue(queue, { ...queueOptions, deadLetter: failed })
    if (appRole !== null) await grant(boss.getDb(), pg.escapeIdentifier(appRole))
  } finally {
    await boss.stop({ graceful: false })
  }
}

async function grant(db: Adapter, role: string): Promise<void> {
  for (const right of [
    `usage on schema ${schema}`,
    `select, insert, update, delete on all tables in schema ${schema}`,
    `usage on all sequences in schema ${schema}`,
    `execute on all functions in schema ${schema}`,
  ]) {
    await db.executeSql(`grant ${right} to ${role}`)
  }
}

export type Queue = {
  send(messages: readonly Message[], client: pg.PoolClient): Promise<void>
  /** Jobs wait: the worker need not poll for them. */
  wake(): void
  /** Waits for the jobs that are under way, at most `ms`; what is not done then is done by another process. */
  stop(ms: number): Promise<void>
}

/** Says of each message whether it was followed; the others are tried again. */
export type Work = (messages: readonly Message[]) => Promise<boolean[]>

/** Starts working on the queue over the server's own pool. */
export async function openQueue(spine: Spine, work: Work): Promise<Queue> {
  const boss = new PgBoss({
    db: adapter(spine.db.pool),
    schema,
    migrate: false,
    createSchema: false,
    schedule: false,
    reindex: false,
    registerInstance: false,
    monitorVacuum: false,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    maintenanceIntervalSeconds: 60,
  })
  boss.on('error', (error) => spine.log.error({ err: error }, 'the job queue has a problem'))
  boss.on('warning', ({ message, data }) => spine.log.warn({ data }, message))
  await boss.start()
  const worker = await boss.work<Group>(
    queue,
    {
      batchSize: 10,
      localConcurrency: 2,
      pollingIntervalSeconds: 1,
      burstWhenBatchFull: true,
      perJobResults: true,
    },
    (jobs: BossJob<Group>[]) => results(jobs, work, (alone) => boss.insert(queue, alone)),
  )
  return {
    send: async (messages, client) => {
      await boss.insert(queue, jobsOf(messages, together), { db: adapter(client) })
    },
    wake: () => boss.notifyWorker(worker),
    stop: (ms) => boss.stop({ graceful: true, timeout: ms, close: false }),
  }
}

function jobsOf(messages: readonly Message[], size: number): { data: Group }[] {
  const starts = Array.from({ length: Math.ceil(messages.length / size) }, (_, n) => n * size)
  return starts.map((start) => ({ data: { messages: messages.slice(start, start + size) } }))
}

/** What of a group failed goes on alone, so that it is tried again, and in the end set aside, without the others. */
async function results(
  jobs: readonly BossJob<Group>[],
  work: Work,
  again: (alone: { data: Group }[]) => Promise<unknown>,
): Promise<JobResult[]> {
  const done = await work(jobs.flatMap(({ data }) => data.messages))
  const failures: Message[] = []
  let at = 0
  const answers = jobs.map(({ id, data: { messages } }): JobResult => {
    const failed = messages.filter(() => !done[at++])
    const alone = messages.length === 1
    if (!alone) failures.push(...failed)
    return { id, status: alone && failed.length > 0 ? 'failed' : 'completed' }
  })
  if (failures.length > 0) await again(jobsOf(failures, 1))
  return answers
}

/**
 * To plan pg-boss's statements took longer than to run them; they are few, and always the same. Only those with values
 * have names: what it asks without may be several commands in one text, which no name can hold.
 */
const nameOf = createNames()

/** pg-boss expects columns as pg gives them by default, not as our pool does. */
function adapter(connection: pg.Pool | pg.PoolClient): Adapter {
  return {
    executeSql: (text, given) => {
      const values = given as unknown[] | undefined
      const name = values?.length ? nameOf(text) : undefined
      return connection.query({ text, values, types: pg.types, ...(name !== undefined && { name }) })
    },
  }
}
