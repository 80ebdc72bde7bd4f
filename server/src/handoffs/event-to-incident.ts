import { isOpen } from '@throughline/contract'
import {
  type Group,
  grouped,
  groupOf,
  groupsWithNews,
  handled,
  type News,
  newsOf,
  notesDue,
  tallyOf,
  writeTogether,
} from '../practices/event/index.ts'
import { dataOf, reopening } from '../practices/incident/index.ts'
import { systemActor } from '../spine/access/index.ts'
import type { Ctx, Spine } from '../spine/context/index.ts'
import type { Loop } from '../spine/jobs/index.ts'
import { retrying } from '../spine/practice/index.ts'
import type { Loaded } from '../spine/records/index.ts'
import { type Candidates, candidates } from './event-to-incident/candidates.ts'
import { opened } from './event-to-incident/opening.ts'
import { recoveries } from './event-to-incident/recovery.ts'
import { joinedText, raised, said } from './event-to-incident/saying.ts'

/**
 * Event → incident: an alert that needs a person opens an incident on its service, or joins the one that its group is
 * in. What joins is noted at most every five minutes, so that a storm is one incident with a count. When all its alerts
 * have recovered the incident resolves by itself, unless a person has it: then they are told, and decide. The same
 * alert firing soon after that reopens it; later it opens another one, which came back.
 *
 * A loop and not a handler: alerts are no records. What it decides is written with what it read in one transaction, or,
 * if anything of it has moved, not at all. (docs/decisions/0014-alerts-are-not-records.md)
 */
export function eventToIncident(spine: Spine): Loop {
  const ctx: Ctx = { ...spine, actor: systemActor }
  return {
    name: 'event to incident',
    rest: { least: 20, most: 1_000 },
    tick: async (now) => {
      const failed = new Set<string>()
      for (;;) {
        const { keys, next } = await notesDue(ctx.db, now)
        const groups = [...(await groupsWithNews(ctx.db, 100 + failed.size)), ...keys]
        const left = [...new Set(groups)].filter((key) => !failed.has(key))
        if (left.length === 0) return failed.size > 0 ? now + again : next
        for (const key of left) await attempt(ctx, key, failed)
      }
    },
  }
}

/** How soon a group is tried again that failed, ms. */
const again = 5_000
/** How often the timeline says what joined, ms. */
const noteEvery = 5 * 60_000

async function attempt(ctx: Ctx, key: string, failed: Set<string>): Promise<void> {
  try {
    await retrying(() => follow(ctx, key))
  } catch (error) {
    ctx.log.error({ err: error, group: key }, 'alerts could not be brought to their incident')
    failed.add(key)
  }
}

type Scene = { ctx: Ctx; key: string; group: Group | null }
/** An incident that alerts are brought to. */
type Meeting = Scene & { fired: readonly News[]; target: Loaded }

/** Does what a group's news asks for, one thing at a time: what fired first, then what recovered. */
async function follow(ctx: Ctx, key: string): Promise<void> {
  const [news, group] = await Promise.all([newsOf(ctx.db, key), groupOf(ctx.db, key)])
  const scene = { ctx, key, group }
  const fired = news.filter(({ state }) => state === 'firing')
  if (fired.length > 0) return bring(scene, fired)
  if (news.length > 0) return recoveries(ctx, news)
  if (group?.noteAt != null && group.noteAt <= ctx.time.now()) return noteJoined(scene, group)
}

async function bring(scene: Scene, fired: readonly News[]): Promise<void> {
  const found = await candidates(scene.ctx, scene.group?.incidentId ?? null, fired)
  if (found.open) return join({ ...scene, fired, target: found.open })
  if (found.recovered) return reopen({ ...scene, fired, target: found.recovered })
  return open(scene, fired, found)
}

async function open(
  { ctx, key, group }: Scene,
  fired: readonly News[],
  { earlier }: Candidates,
): Promise<void> {
  const now = ctx.time.now()
  await opened(ctx, fired, earlier, (incidentId) => [
    ...handled(fired, incidentId),
    grouped(key, group, { incidentId, notedAt: now, noteAt: null, joined: 0 }),
  ])
}

async function reopen({ ctx, key, group, fired, target }: Meeting): Promise<void> {
  const { id } = target.row
  const { state, data } = reopening(target.row)
  const names = joinedText(fired.map(({ name }) => name))
  await said(ctx, target, {
    verb: 'reopen',
    patch: {
      state,
      public: true,
      body: `Fires again: ${names}.`,
      set: { resolvedAt: null, data: { ...data, recoveredAt: null } },
    },
    statements: [
      ...handled(fired, id),
      grouped(key, group, { incidentId: id, notedAt: ctx.time.now(), noteAt: null, joined: 0 }),
    ],
  })
}

/** Joins in silence what can wait to be told; aloud what is graver than what was there, or takes a recovery back. */
async function join(meeting: Meeting): Promise<void> {
  const { ctx, key, group, fired, target } = meeting
  const { id } = target.row
  const now = ctx.time.now()
  const { restoredAt, recoveredAt } = dataOf(target.row)
  const takenBack = restoredAt !== undefined && restoredAt === recoveredAt
  const graver = raised(ctx, target.row, fired)
  const fresh = fired.filter(({ incidentId }) => incidentId !== id)
  const joined = (group?.joined ?? 0) + fresh.length
  const notedAt = group?.incidentId === id ? group.notedAt : target.row.openedAt
  if (!graver && !takenBack && (joined === 0 || now < notedAt + noteEvery)) {
    const after = { incidentId: id, notedAt, noteAt: joined === 0 ? null : notedAt + noteEvery, joined }
    return writeTogether(ctx.db, [...handled(fired, id), grouped(key, group, after)])
  }
  const { total, firing } = await tallyOf(ctx.db, [id])
  await said(ctx, target, {
    verb: graver ? 'amend' : 'alerts-joined',
    patch: {
      body: joinedNote({ joined, fired, fresh, total: total + fresh.length, firing: firing + fresh.length }),
      set: { ...graver, ...(takenBack && { data: { restoredAt: null, recoveredAt: null } }) },
    },
    statements: [
      ...handled(fired, id),
      grouped(key, group, { incidentId: id, notedAt: now, noteAt: null, joined: 0 }),
    ],
  })
}

type Told = { joined: number; fired: readonly News[]; fresh: readonly News[]; total: number; firing: number }

function joinedNote({ joined, fired, fresh, total, firing }: Told): string {
  const names = joinedText((fresh.length > 0 ? fresh : fired).map(({ name }) => name))
  if (joined === 0) return `Fires again: ${names}.`
  return `${joined === 1 ? 'One more alert' : `${joined} more alerts`} joined: ${names}. ${total} in all, ${firing} firing.`
}

/** Says what joined since the timeline last said so. */
async function noteJoined({ ctx, key, group }: Scene, { incidentId, joined }: Group): Promise<void> {
  const { open: target } = await candidates(ctx, incidentId, [])
  const after = { incidentId, notedAt: ctx.time.now(), noteAt: null, joined: 0 }
  const statement = grouped(key, group, after)
  if (!target || !isOpen(target.row.category)) return writeTogether(ctx.db, [statement])
  const { total, firing } = await tallyOf(ctx.db, [target.row.id])
  const what = joined === 1 ? 'One more alert has' : `${joined} more alerts have`
  await said(ctx, target, {
    verb: 'alerts-joined',
    patch: { body: `${what} joined: ${total} in all, ${firing} firing.` },
    statements: [statement],
  })
}
