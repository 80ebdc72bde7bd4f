import type { Db } from '../../server/src/spine/db/index.ts'
import { query } from './database.ts'

/** What a write that was cut in half would leave; each query answers what it finds wrong. */
const halves: Record<string, string> = {
  'a record without entries':
    'select id as record from record r where not exists (select from entry e where e.record_id = r.id)',
  'an entry without its record':
    'select distinct record_id as record from entry e where not exists (select from record r where r.id = e.record_id)',
  'a gap between entries':
    'select record_id as record from entry group by record_id having count(*) <> max(seq) or min(seq) <> 1',
  'a record that ends elsewhere than its entries':
    'select r.id as record from record r where r.seq <> (select max(seq) from entry e where e.record_id = r.id)',
  'two open stints':
    'select record_id as record from stint where ended_at is null group by 1 having count(*) > 1',
  'no open stint': `select id as record from record r where kind <> 'system'
     and not exists (select from stint s where s.record_id = r.id and s.ended_at is null)`,
  'a gap or an overlap between stints': `select record_id as record from (select record_id, ended_at, lead(started_at) over w as next from stint
       window w as (partition by record_id order by seq)) s where next is not null and next is distinct from ended_at`,
  'a key without its entry': `select record_id as record from idempotency i
     where not exists (select from entry e where e.record_id = i.record_id and e.seq = i.seq)`,
  'a link that only one side tells of': `select e.record_id as record from entry e where e.verb in ('link', 'unlink') and not exists (
       select from entry f where f.verb = e.verb || 'ed' and f.recorded_at = e.recorded_at
       and f.record_id = substring(e.data -> 'more' ->> 'to' from 5)::bigint)`,
  'a setting without its entry in the audit': `select s.version as record from setting s where s.version <> (
       select count(*) from entry e join record r on r.id = e.record_id
       where r.kind = 'system' and e.data -> 'more' ->> 'key' = s.key)`,
  'a person or key without its entry in the audit': `select p.id as record from person p where not exists (
       select from entry e join record r on r.id = e.record_id
       where r.kind = 'system' and (e.data -> 'more' ->> 'person')::bigint = p.id)`,
}

/** Sentences about what was written in part. */
export async function halfWrites(db: Db): Promise<string[]> {
  const found: string[] = []
  for (const [what, text] of Object.entries(halves)) {
    for (const { record } of await query<{ record: number }>(db, text)) found.push(`${what}: ${record}`)
  }
  return found
}
