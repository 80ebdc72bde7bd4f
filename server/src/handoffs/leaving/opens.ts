import type { LeavingPart } from '@throughline/contract'
import {
  type Duty,
  dutiesOf,
  type PathData,
  type Post,
  pathCalls,
  postsOf,
} from '../../foundation/workforce/index.ts'
import { may } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { type Registry, refOf } from '../../spine/practice/index.ts'
import { loadFor, type RecordRow } from '../../spine/records/index.ts'

/** Where records name somebody who answers for them: the field of their data. */
const owned = [
  { part: 'service-owner', kind: 'service', field: 'ownerId' },
  { part: 'service-business-owner', kind: 'service', field: 'businessOwnerId' },
  { part: 'item-owner', kind: 'item', field: 'ownerId' },
  { part: 'article-owner', kind: 'article', field: 'ownerId' },
] as const

/** One thing that somebody leaves open. */
export type Open = { part: LeavingPart; ref: string; title: string; nobody: boolean } & (
  | { of: 'field'; row: RecordRow; field: string }
  | { of: 'work'; row: RecordRow }
  | { of: 'on-call'; duty: Duty }
  | { of: 'path'; row: RecordRow; path: PathData }
  | { of: 'post'; post: Post }
)

/**
 * Everything that somebody would leave open, in the order of `owned`, teams, work and schedules. Records that the asker may
 * not read do not exist for them: a restricted one stays with who leaves, and its readers see that.
 */
export async function opensOf(ctx: Ctx, registry: Registry, personId: number): Promise<Open[]> {
  const [rows, duties] = await Promise.all([
    concerning(ctx, personId),
    dutiesOf(ctx.db, personId, ctx.time.now()),
  ])
  const named = (row: RecordRow) => ({ ref: refOf(registry.of(row.kind), row.id), title: row.title, row })
  const fields = owned.flatMap(({ part, kind, field }) =>
    rows
      .filter((row) => row.kind === kind && row.data[field] === personId)
      .map((row) => ({ of: 'field' as const, part, field, nobody: false, ...named(row) })),
  )
  const posts = postsOf(ctx, personId).map((post) => ({
    of: 'post' as const,
    part: post.part,
    ref: post.team.key,
    title: post.team.name,
    nobody: true,
    post,
  }))
  const work = rows
    .filter(({ holderId, category }) => holderId === personId && isOpen(category))
    .map((row) => ({ of: 'work' as const, part: 'work' as const, nobody: false, ...named(row) }))
  const onCall = duties.map((duty) => ({
    of: 'on-call' as const,
    part: 'on-call' as const,
    nobody: false,
    ref: duty.ref,
    title: duty.title,
    duty,
  }))
  const paths = rows
    .filter(({ kind }) => kind === 'escalation-path')
    .map((row) => ({ row, path: row.data as unknown as PathData }))
    .filter(({ path }) => pathCalls(path, personId))
    .map(({ row, path }) => ({
      of: 'path' as const,
      part: 'escalation' as const,
      nobody: false,
      path,
      ...named(row),
    }))
  return [...fields, ...posts, ...work, ...onCall, ...paths]
}

const isOpen = (category: string): boolean => ['queue', 'active', 'waiting'].includes(category)

/** The records that name somebody as owner, the escalation paths that call them, and their open work. */
async function concerning(ctx: Ctx, personId: number): Promise<RecordRow[]> {
  const { rows } = await ctx.db.pool.query<{ id: number }>({
    name: 'records of who leaves',
    text: `
      select id from record where kind in ('service', 'item', 'article') and state <> 'retired'
        and (data ->> 'ownerId' = $1::text or data ->> 'businessOwnerId' = $1::text)
      union
      select id from record where kind = 'escalation-path' and state <> 'retired'
        and (data ->> 'lastResort' = $1::text or data -> 'steps' @> jsonb_build_array(jsonb_build_object('person', $2::bigint)))
      union
      select id from record where holder_id = $2::bigint and category in ('queue', 'active', 'waiting')
      order by id`,
    values: [String(personId), personId],
  })
  const loaded = await loadFor(
    ctx.db,
    ctx.actor,
    rows.map(({ id }) => id),
  )
  return [...loaded.values()]
    .filter(({ row, mine }) => may(ctx.actor, 'amend', { ...row, mine }))
    .map(({ row }) => row)
    .sort((a, b) => a.id - b.id)
}
