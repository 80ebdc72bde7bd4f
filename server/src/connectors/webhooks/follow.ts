import type { Spine } from '../../spine/context/index.ts'
import type { Db } from '../../spine/db/index.ts'
import { gathered, type Handler, type Job } from '../../spine/jobs/index.ts'
import { tell } from '../../spine/notices/index.ts'
import type { RecordRow } from '../../spine/records/index.ts'
import { eventOf } from './webhook.ts'

type Wanted = { job: Job; row: RecordRow; now: number }

/** Queues an entry for the webhooks that want it: once each, however often this runs. */
export const webhookDeliveries: Handler = {
  name: 'webhook deliveries',
  wants: [{ kind: 'any', verbs: 'all' }],
  run: async (spine, job) => {
    if (job.verb === 'redact') await forgetAnswers(spine.db, job.recordId)
    const row = await job.current()
    // The set-up's own history names people and settings: it is read in the audit, not sent away.
    if (!row || row.kind === 'system') return
    if ((await queued(spine.db, { job, row, now: spine.time.now() })) > 0) await spine.poke()
  },
}

const queued = gathered<Wanted, number>(async (db, wanted) => {
  const { rows } = await db.pool.query<{ event: string }>({
    name: 'queue deliveries',
    text: `
      insert into webhook_delivery (webhook_id, event, record_id, seq, kind, verb, at, state, next_at, since)
      select w.id, e.event, e.record_id, e.seq, e.kind, e.verb, e.at, 'waiting', e.due, e.due
      from unnest($1::text[], $2::bigint[], $3::integer[], $4::text[], $5::text[], $6::timestamptz[], $7::bigint[],
          $8::bigint[], $9::boolean[], $10::timestamptz[])
        as e(event, record_id, seq, kind, verb, at, service_id, team_id, restricted, due)
      join webhook w on w.state = 'on' and (w.restricted or not e.restricted)
        and (w.kinds = '{}' or e.kind = any(w.kinds)) and (w.verbs = '{}' or e.verb = any(w.verbs))
        and (w.service_ids = '{}' or e.service_id = any(w.service_ids))
        and (w.team_ids = '{}' or e.team_id = any(w.team_ids))
      on conflict (webhook_id, event) do nothing returning event`,
    values: [
      wanted.map(({ job }) => eventOf(job.recordId, job.seq)),
      wanted.map(({ job }) => job.recordId),
      wanted.map(({ job }) => job.seq),
      wanted.map(({ row }) => row.kind),
      wanted.map(({ job }) => job.verb),
      wanted.map(({ job }) => new Date(job.entry.at).toISOString()),
      wanted.map(({ row }) => row.serviceId),
      wanted.map(({ row }) => row.teamId),
      wanted.map(({ row }) => row.restricted),
      wanted.map(({ now }) => new Date(now).toISOString()),
    ],
  })
  return wanted.map(() => rows.length)
})

/** A receiver may have answered with what it got: what was redacted must not stand there. */
async function forgetAnswers(db: Db, recordId: number): Promise<void> {
  await db.pool.query(
    `update webhook_try t set answer = null from webhook_delivery d where d.record_id = $1 and t.delivery_id = d.id`,
    [recordId],
  )
}

/** Administrators are told of a webhook that was turned off because nothing arrived. */
export const webhookFailures: Handler = {
  name: 'webhook failures',
  wants: [{ kind: 'system', verbs: ['webhook-failed'] }],
  run: async (spine, job) => {
    const ids = await administrators(spine)
    await tell(
      spine,
      job,
      ids.map((personId) => ({ personId, type: 'webhook-failed' as const })),
    )
  },
}

async function administrators({ db }: Spine): Promise<number[]> {
  const { rows } = await db.pool.query<{ id: number }>(
    `select id from person where role = 'administrator' and active order by id`,
  )
  return rows.map(({ id }) => id)
}
