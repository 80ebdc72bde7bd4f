import path from 'node:path'
import type pg from 'pg'
import { percentile, table } from '../figures.ts'
import type { Options } from '../options.ts'
import { onDatabase, openStage } from '../stage/postgres.ts'
import { bootstrapKey, startThroughline } from '../stage/throughline.ts'

/** Some that thousands need, some that a few need, and some that nobody needs. */
const asked = [
  { what: 'what most stand on', item: 3, direction: 'impact' },
  { what: 'in the middle', item: 47_000, direction: 'impact' },
  { what: 'what little stands on', item: 95_000, direction: 'impact' },
  { what: 'what it stands on', item: 99_000, direction: 'dependencies' },
] as const

/**
 * Who is hit when one of 100,000 items fails, among 300,000 relations: the answer over HTTP, with names and reasons, beside
 * a bare recursive query, which goes 10 steps as well and knows no end but that.
 */
export async function benchImpact({ short, rounds }: Options): Promise<void> {
  const many = short ? 10_000 : 100_000
  const stage = await openStage(`impact-${many}`)
  try {
    await onDatabase(stage.ownerUrl, (client) => seed(client, many))
    const server = await startThroughline({
      DATABASE_URL: stage.appUrl,
      DATABASE_OWNER_URL: stage.ownerUrl,
      THROUGHLINE_HOME: path.join(stage.folder, 'server'),
    })
    try {
      const rows = await onDatabase(stage.ownerUrl, (client) => measure(client, server.url, many, rounds))
      console.log(
        `${many.toLocaleString('en')} items, ${(3 * many).toLocaleString('en')} relations; ms\n\n${table(rows)}`,
      )
    } finally {
      await server.stop()
    }
  } finally {
    await stage.stop()
  }
}

/** Their numbers, beyond those of records that a server makes. */
const first = 10_000_000

/** Each item depends on one of a thousand that many share, and on two of those before it. Rows alone, without a history. */
async function seed(client: pg.Client, many: number): Promise<void> {
  const { rowCount } = await client.query(`select from record where kind = 'item' limit 1`)
  if (rowCount !== 0) return
  await client.query(
    `insert into record (id, kind, state, category, title, description, restricted, channel, opened_at, updated_at, version,
       seq, head, data, custom, tags)
     select $2::integer + i, 'item', 'live', 'active', 'Item ' || i, '', false, 'api', now(), now(), 1, 1, '\\x00',
       jsonb_build_object('key', 'item-' || i, 'class', 'host'), '{}', '{}' from generate_series(1, $1::integer) i`,
    [many, first],
  )
  await client.query('select setseed(0.5)')
  await client.query(
    `insert into link (from_id, type, to_id, at, seq)
     select $2::integer + i, 'depends-on', $2::integer + to_id, now(), 1 from generate_series(2, $1::integer) i,
       lateral (select distinct to_id from unnest(array[
         1 + floor(random() * least(1000, i - 1))::integer, greatest(1, i - 1 - floor(random() * 1000)::integer),
         greatest(1, i - 1 - floor(random() * 1000)::integer)]) to_id) t where to_id <> i
     on conflict do nothing`,
    [many, first],
  )
  await client.query('vacuum analyze record, link')
}

async function measure(client: pg.Client, url: string, many: number, rounds: number) {
  const rows: Record<string, string | number>[] = []
  for (const { what, item, direction } of asked) {
    const id = Math.round((item * many) / 100_000) || 1
    const [ours, bare]: [number[], number[]] = [[], []]
    let [found, recursive] = [0, 0]
    for (let round = -1; round < rounds * 4; round++) {
      const begun = performance.now()
      const answer = await fetch(`${url}/api/v1/items/item-${id}/${direction}`, {
        headers: { authorization: `Bearer ${bootstrapKey}` },
      })
      found = ((await answer.json()) as { items: unknown[] }).items.length
      const between = performance.now()
      recursive = (await client.query(bareQuery(direction), [first + id])).rowCount ?? 0
      // The first of each is not counted: it finds nothing in memory.
      if (round >= 0) ours.push(between - begun)
      if (round >= 0) bare.push(performance.now() - between)
    }
    const [p50, p95] = [percentile(ours, 50), percentile(ours, 95)]
    rows.push({
      item: what,
      things: found,
      'p50, over HTTP': p50.toFixed(1),
      p95: p95.toFixed(1),
      'bare, things': recursive,
      'bare p50': percentile(bare, 50).toFixed(1),
      ratio: (p50 / percentile(bare, 50)).toFixed(2),
    })
  }
  return rows
}

const bareQuery = (direction: 'impact' | 'dependencies'): string => {
  const [from, to] = direction === 'impact' ? ['to_id', 'from_id'] : ['from_id', 'to_id']
  return `with recursive reached (id, depth) as (
      select $1::bigint, 0
      union select l.${to}, r.depth + 1 from reached r
        join link l on l.${from} = r.id and l.type = 'depends-on' and l.ended_at is null where r.depth < 10)
    select distinct id from reached`
}
