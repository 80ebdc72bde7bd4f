import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

/** How many entries nobody has followed yet: in the outbox, and in the queue. */
export async function backlog(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ waiting: number }>(`
    select ((select count(*) from outbox) + (select coalesce(sum(jsonb_array_length(data -> 'messages')), 0)
      from pgboss.job where name = 'follow' and state < 'completed'))::integer as waiting`)
  return rows[0]?.waiting ?? 0
}

/** Waits until all is followed; answers how many were waiting and how many were followed a second. */
export async function drain(
  client: pg.Client,
  mostMs = 300_000,
): Promise<{ waiting: number; perSecond: number }> {
  const began = performance.now()
  const waiting = await backlog(client)
  while ((await backlog(client)) > 0) {
    if (performance.now() - began > mostMs) throw new Error('the backlog is not followed')
    await sleep(50)
  }
  return { waiting, perSecond: (waiting * 1000) / (performance.now() - began) }
}
