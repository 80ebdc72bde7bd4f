import type { Db } from '../../server/src/spine/db/index.ts'
import { query } from './database.ts'

type Finds = Record<string, string>

/** What must have followed and has not; only what was written before `$1`. */
const lost: Finds = {
  'its requester was not told': `
    select e.record_id as record, e.seq from entry e join record r on r.id = e.record_id
    where r.kind = 'incident' and e.verb in ('open', 'ask', 'resolve') and e.public and e.recorded_at < $1
      and r.requester_id is distinct from e.actor_id and r.requester_id is not null
      and not exists (select from notice n where n.record_id = e.record_id and n.seq = e.seq and n.person_id = r.requester_id)`,
  'its holder was not told': `
    select e.record_id as record, e.seq from entry e join stint s on s.record_id = e.record_id and s.seq = e.seq
    where e.verb = 'give' and e.recorded_at < $1 and s.holder_id is distinct from e.actor_id
      and s.holder_id is distinct from (select p.holder_id from stint p
        where p.record_id = s.record_id and p.seq < s.seq order by p.seq desc limit 1)
      and not exists (select from notice n where n.record_id = e.record_id and n.seq = e.seq and n.person_id = s.holder_id)`,
  'its requester’s word in a closed incident became no new one': `
    select e.record_id as record, e.seq from entry e join record r on r.id = e.record_id
    where e.verb = 'comment' and e.actor_id = r.requester_id and e.recorded_at < $1
      and 'closed' = (select s.state from stint s where s.record_id = e.record_id and s.seq <= e.seq order by s.seq desc limit 1)
      and not exists (select from entry f where f.cause like '%>report again:' || e.record_id || ':' || e.seq)`,
  'its supplier was not chased': `
    select id as record, seq from record where state = 'waiting-supplier'
      and (data ->> 'chaseAt')::bigint < extract(epoch from $1::timestamptz) * 1000
      and data ->> 'chasedFor' is distinct from data ->> 'chaseAt'`,
  'a warning point of its clock was passed over': `
    select record_id as record, 0 as seq from clock where next_at < $1`,
}

/** What followed more than once. */
const doubled: Finds = {
  'somebody was told twice of it': `
    select record_id as record, seq from notice group by record_id, seq, person_id having count(*) > 1`,
  'a warning point of its clock was acted on twice': `
    select record_id as record, max(seq) as seq from entry where verb in ('escalate', 'clock-step')
    group by record_id, data -> 'more' ->> 'clock', data -> 'more' ->> 'step' having count(*) > 1`,
  'its supplier was chased twice for one time': `
    select record_id as record, max(seq) as seq from entry where verb = 'chase-due'
    group by record_id, data -> 'set' -> 'data' ->> 'chasedFor' having count(*) > 1`,
  'it was told twice in a row that somebody watches it, or no longer does': `
    select record_id as record, seq from (
      select record_id, seq, verb, lag(verb) over (partition by record_id, actor_id order by seq) as before
      from entry where verb in ('watch', 'unwatch')) w where verb = before`,
}

export type Effects = { lost: string[]; doubled: string[] }

/** What followed from the writes before an instant (epoch ms): all of it, and once. */
export async function effects(db: Db, before: number): Promise<Effects> {
  const until = new Date(before).toISOString()
  return { lost: await findAll(db, lost, [until]), doubled: await findAll(db, doubled, []) }
}

async function findAll(db: Db, finds: Finds, values: unknown[]): Promise<string[]> {
  const found: string[] = []
  for (const [what, text] of Object.entries(finds)) {
    const rows = await query<{ record: number; seq: number }>(db, text, values)
    found.push(...rows.map(({ record, seq }) => `record ${record}, entry ${seq}: ${what}`))
  }
  return found
}
