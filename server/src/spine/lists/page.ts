import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../context/index.ts'
import { type RecordRow, recordSelection } from '../records/index.ts'
import { indexInOrder } from './indexes.ts'
import { smallPool } from './pool.ts'
import { scanOf } from './scan.ts'
import { orderBy, type SortFacts } from './sorts.ts'
import { allLeft, ask, mostRead, type Part, participantSource, type Source, type Sql } from './source.ts'
import type { Wanted } from './wanted.ts'

/** How a page is read: what is wanted, its order, the ranges after its place, and how many records it shows. */
export type Reading = {
  readonly wanted: Wanted
  readonly sort: SortFacts
  readonly ranges: readonly Sql[]
  readonly limit: number
}

/** A query of `id, key` in order, as many as a page needs; of a scan also what it read, and at most how much. */
type Stream = { readonly records: Sql; readonly scan?: { readonly records: Sql; readonly most: number } }

/** A page's records, and the place after them (null: that was all). */
export type Found = { rows: RecordRow[]; last: FoundRow | null }
export type FoundRow = RecordRow & { key: number | null; edge: boolean }

/** Enough to fill a page where a tenth of the records pass the filters, and too few to be felt. */
const glance = 500
/** So much of a page at a glance (and so many records, or it was chance) promise that a scan fills it by half of `mostRead`. */
const promising = (2 * glance) / mostRead
const leastPromising = 5

/**
 * Reads a page: first a glance at the nearest records in order, enough for most lists; where a filter lets
 * some of them through a longer scan, and where nearly none, the smallest source that has them all.
 */
export async function readPage(ctx: Ctx, parts: readonly Part[], reading: Reading): Promise<Found> {
  const scan = (most: number): Promise<Found> =>
    read(
      ctx,
      parts.map((part) => scannedPart(part, reading, most)),
      reading,
    )
  if (parts.every((part) => canScan(part, reading.sort))) {
    const found = await scan(glance)
    if (found.rows.length === reading.limit || !found.last) return found
    if (found.rows.length >= Math.max(reading.limit * promising, leastPromising)) return scan(mostRead)
  }
  return read(ctx, await Promise.all(parts.map((part) => streamOf(ctx, part, reading))), reading)
}

/** Whether an index in this order holds mostly records of the actor's. */
function canScan({ branch, wanted }: Part, sort: SortFacts): boolean {
  return branch.by !== 'requester' || indexInOrder(sort.order, wanted).by === 'requester'
}

function scannedPart(part: Part, reading: Reading, most: number): Stream {
  return part.branch.by === 'participant'
    ? sorted(participantSource(part), reading)
    : scanned(part, reading, most)
}

async function streamOf(ctx: Ctx, part: Part, reading: Reading): Promise<Stream> {
  if (part.branch.by === 'participant') return sorted(participantSource(part), reading)
  const pool = await smallPool(ctx.db, part, reading.sort.order)
  return pool ? sorted(pool, reading) : scanned(part, reading, mostRead)
}

function sorted(source: Source, { sort, ranges, limit }: Reading): Stream {
  const where = sql`(${sql.join(ranges, sql` or `)}) and ${allLeft(source)}`
  const records = sql`select r.id, ${sort.key} as key from (${source.records}) r where ${where}
    order by ${orderBy(sort)} limit ${limit + 1}`
  return { records }
}

function scanned(part: Part, { sort, ranges, limit }: Reading, most: number): Stream {
  const scan = scanOf(part, sort, ranges, most)
  const records = sql`select r.id, ${sort.key} as key from (${scan.records}) r where ${allLeft(scan)}
    order by ${orderBy(sort)} limit ${limit + 1}`
  // A scan that leaves no condition over finds with every record it reads: it never gives up.
  return scan.left.length === 0 ? { records } : { records, scan: { records: scan.records, most } }
}

async function read(ctx: Ctx, streams: readonly Stream[], reading: Reading): Promise<Found> {
  return cut(await ask(ctx.db, reading.wanted, pageQuery(streams, reading)), reading.limit)
}

/**
 * The page's records whole, and (marked `edge`) how far a scan came when it gave up before the page was full.
 * All in one statement, so that both saw the same records.
 */
function pageQuery(streams: readonly Stream[], { sort, limit }: Reading): RawBuilder<FoundRow> {
  const by = sort.down ? sql`f.key desc, f.id desc, f.edge` : sql`f.key, f.id, f.edge`
  const parts = streams.flatMap(({ records, scan }, at) => {
    const name = sql.raw(`stream_${at}`)
    const stream = { name, edge: false, query: sql`${name} as materialized (${records})` }
    if (!scan) return [stream]
    const edge = sql`select r.id, ${sort.key} as key from (${scan.records}) r
      where (select count(*) from ${name}) <= ${limit} order by ${orderBy(sort)} offset ${sql.lit(scan.most - 1)} limit 1`
    const edgeName = sql.raw(`edge_${at}`)
    return [stream, { name: edgeName, edge: true, query: sql`${edgeName} as (${edge})` }]
  })
  const found = parts.map(({ name, edge }) => sql`select id, key, ${edge}::boolean as edge from ${name}`)
  return sql<FoundRow>`with ${sql.join(parts.map(({ query }) => query))}
    select ${sql.raw(recordSelection)}, f.key, f.edge
    from (select * from (${sql.join(found, sql` union all `)}) f order by ${by} limit ${limit + 2}) f
    join record r on r.id = f.id order by ${by}`
}

/** Beyond the edge nobody has looked: nothing behind it belongs to this page. */
function cut(found: readonly FoundRow[], limit: number): Found {
  const at = found.findIndex(({ edge }) => edge)
  const seen = at < 0 ? found : found.slice(0, at)
  const shown = seen.slice(0, limit)
  const last = seen.length > limit ? shown.at(-1) : found[at]
  return { rows: shown, last: last ?? null }
}
