import { isoOf, Problem } from '@throughline/contract'
import { systemActor } from '../../../spine/access/index.ts'
import type { Ctx } from '../../../spine/context/index.ts'
import { append, retrying, see } from '../../../spine/practice/index.ts'
import { AlreadyDone, type JsonObject, type ParticipantOp } from '../../../spine/records/index.ts'
import { dataOf } from '../incident.ts'
import { type MajorData, majorOf } from '../major.ts'
import { incident } from '../practice.ts'
import { type MajorRow, type PostRow, postsOf, publicMajors, reportedBy } from './store.ts'

const historyMs = 14 * 86_400_000

/** Whether somebody may see the status page: who is signed in; everybody, where the setting says so. */
export function authorizeStatus({ actor, settings }: Ctx): void {
  if (actor.personId === null && !settings.current().statusPage.public) throw new Problem('not-signed-in')
}

/**
 * The status page: what users were told of major incidents. It says the service, the times and the posts, and nothing
 * else of an incident; of a restricted one nothing.
 */
export async function readStatus(ctx: Ctx): Promise<{ open: JsonObject[]; history: JsonObject[] }> {
  authorizeStatus(ctx)
  const { db, actor, time } = ctx
  const rows = await publicMajors(db, time.now() - historyMs)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return { open: [], history: [] }
  const [posts, mine] = await Promise.all([
    postsOf(db, ids),
    actor.personId === null ? new Set<number>() : reportedBy(db, ids, actor.personId),
  ])
  const byRecord = Map.groupBy(posts, ({ recordId }) => recordId)
  const items = rows.map((row) => itemOf(ctx, row, byRecord.get(row.id) ?? [], mine.has(row.id)))
  return {
    open: items.filter(({ state }) => state !== 'over'),
    // A false alarm of which nobody heard is no history.
    history: items.filter(({ state, posts: told }) => state === 'over' && told.length > 0),
  }
}

function itemOf(ctx: Ctx, row: MajorRow, posts: readonly PostRow[], mine: boolean) {
  const major = majorOf(row) as MajorData
  const service = row.serviceId === null ? null : ctx.directory.service(row.serviceId)
  return {
    ref: `INC-${row.id}`,
    service: service && { key: service.key, name: service.name },
    state: { accepted: 'open', restored: 'restored' }[major.state as string] ?? 'over',
    since: isoOf((row.data.impactFrom as number | undefined) ?? row.openedAt),
    restoredAt: isoOf(major.restoredAt),
    nextPostAt: isoOf(major.nextPostAt),
    posts: posts.map(postOf),
    mine,
  }
}

function postOf({ at, content }: PostRow): JsonObject {
  const note = (content?.note ?? {}) as {
    affected?: string
    known?: string
    meanwhile?: string
    message?: string
  }
  return {
    at: isoOf(at),
    affected: note.affected ?? null,
    known: note.known ?? note.message ?? '',
    meanwhile: note.meanwhile ?? null,
  }
}

/**
 * *Me too*: makes who asks a reporter of a major that is on the status page, instead of one more incident. They are
 * counted and hear of each post; the incident itself stays closed to them. Said again it changes nothing.
 * @throws not-found for what is not on the page, rule-broken once service is restored
 */
export async function reportToo(ctx: Ctx, id: number): Promise<void> {
  const { personId } = ctx.actor
  authorizeStatus(ctx)
  if (personId === null) throw new Problem('not-signed-in')
  const system = { ...ctx, actor: systemActor }
  await retrying(async () => {
    const seen = await see(system, incident, id, 'read')
    const major = majorOf(seen.row)
    const shown = major?.state === 'accepted' || major?.state === 'restored'
    if (seen.row.restricted || !shown) throw new Problem('not-found', { what: `INC-${id}` })
    if (major.state === 'restored' || dataOf(seen.row).restoredAt !== undefined)
      throw new Problem('rule-broken', { why: 'Service is restored: if it still fails for you, report it.' })
    if ((await reportedBy(ctx.db, [id], personId)).has(id)) return
    await takePart(ctx, seen, { op: 'add', personId })
  })
}

/** No mails of it any more. */
export async function leaveReport(ctx: Ctx, id: number, personId: number): Promise<void> {
  const system = { ...ctx, actor: systemActor }
  await retrying(async () => {
    const seen = await see(system, incident, id, 'read')
    await takePart(ctx, seen, { op: 'remove', personId })
  })
}

async function takePart(
  ctx: Ctx,
  seen: Parameters<typeof append>[1],
  { op, personId }: { op: ParticipantOp['op']; personId: number },
): Promise<void> {
  const patch = {
    participants: [{ op, role: 'reporter' as const, subject: 'person' as const, id: personId }],
  }
  const verb = op === 'add' ? 'report-too' : 'unreport-too'
  await append({ ...ctx, actor: { ...ctx.actor, personId } }, seen, { verb, patch, raises: false }).catch(
    (error) => {
      if (!(error instanceof AlreadyDone)) throw error
    },
  )
}
