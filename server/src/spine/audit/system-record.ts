import { Problem } from '@throughline/contract'
import type { Ctx } from '../context/index.ts'
import {
  AlreadyDone,
  type Also,
  commit,
  type Intent,
  type JsonObject,
  loadRecords,
  Moved,
  type NewEntry,
  nextNumber,
} from '../records/index.ts'

/**
 * A change of how Throughline is set up: settings, roles, keys, policies. Each area has a *system record*
 * with a timeline of its own, so that every such change is in the audit, chained like all entries.
 */
export type SystemChange = {
  /** `settings`, `people`, `teams`, `keys`, … */
  area: string
  verb: string
  /** What changed, for the audit: ids, names of fields, numbers. Never a secret. */
  facts?: JsonObject
  /** Words of people (a name, a reason): redactable. */
  note?: JsonObject
  /** Statements that make the change: run in the same transaction as the entry, or not at all. */
  statements?: readonly Also[]
}

/** Makes a change of the set-up and appends it to its area's system record, together or not at all. */
export async function recordChange(ctx: Ctx, change: SystemChange): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const intent = await changeIntent(ctx, [change])
      await commit(
        { db: ctx.db, calendars: ctx.calendars, now: ctx.time.now(), mode: 'live', poke: ctx.poke },
        [intent],
      )
      return
    } catch (error) {
      const raced = error instanceof Moved || (error instanceof AlreadyDone && error.what === 'source')
      if (!raced) throw error
      if (attempt >= 5)
        throw new Problem('conflict', { what: 'Someone else has just changed this; look at it again' })
    }
  }
}

/** Changes of one area as an intent, for who makes them together with others: one entry each. */
export async function changeIntent(
  ctx: Ctx,
  changes: readonly [SystemChange, ...SystemChange[]],
): Promise<Intent> {
  const [change] = changes
  const { rows } = await ctx.db.pool.query<{ id: number }>(
    `select record_id as id from source where system = 'throughline' and external_id = $1`,
    [change.area],
  )
  const known = rows[0]?.id
  const loaded = known === undefined ? null : ((await loadRecords(ctx.db, [known])).get(known) ?? null)
  const now = ctx.time.now()
  const entries = changes.map(
    ({ verb, note, facts }): NewEntry => ({
      at: now,
      actorId: ctx.actor.personId,
      verb,
      public: false,
      body: null,
      content: note ? { note } : null,
      data: { raises: true, ...(facts && { more: facts }) },
    }),
  )
  // A repeated POST finds that it was done (AlreadyDone) instead of doing it again.
  const answer = ctx.request && { caller: ctx.actor.caller, key: ctx.request.key, digest: ctx.request.digest }
  const base = {
    statements: changes.flatMap(({ statements = [] }) => statements),
    ...(answer && { answer }),
  }
  if (loaded) return { ...base, id: loaded.row.id, loaded, entries }
  const first: NewEntry = {
    at: now,
    actorId: ctx.actor.personId,
    verb: 'open',
    public: false,
    body: null,
    content: { title: `Changes of ${change.area}` },
    data: {
      kind: 'system',
      raises: true,
      set: { state: 'live', category: 'done', restricted: false, channel: 'api' },
    },
  }
  const source = { system: 'throughline', externalId: change.area, digest: '' }
  return {
    ...base,
    id: known ?? (await nextNumber(ctx.db)),
    loaded: null,
    entries: [first, ...entries],
    source,
  }
}
