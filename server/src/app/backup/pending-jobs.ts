import type pg from 'pg'

/**
 * The outbox together with what the relay has already moved to the queue and nobody has done: the queue's own tables
 * are not part of a backup, so such jobs go back to where they came from. A job that was under way is done again;
 * handlers allow for that.
 */
export async function outboxSelection(client: pg.ClientBase): Promise<string> {
  const outbox = 'select record_id, seq, kind, verb, version from public.outbox'
  const { rows } = await client.query(`select to_regclass('pgboss.job') as jobs`)
  if (!rows[0].jobs) return outbox
  return `select distinct on (record_id, seq) record_id, seq, kind, verb, version from (
      ${outbox}
      union all
      select (message ->> 'recordId')::bigint, (message ->> 'seq')::integer, message ->> 'kind', message ->> 'verb',
        (message ->> 'version')::integer
      from pgboss.job cross join lateral jsonb_array_elements(data -> 'messages') as message
      where name in ('follow', 'follow-failed') and state in ('created', 'retry', 'active')
    ) pending order by record_id, seq`
}
