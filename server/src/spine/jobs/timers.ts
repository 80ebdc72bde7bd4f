import { systemActor } from '../access/index.ts'
import type { Ctx, Spine } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import { type Appending, retrying } from '../practice/index.ts'
import { type Loaded, loadRecords, type RecordRow } from '../records/index.ts'
import { type Handler, once } from './handler.ts'
import type { Loop } from './loop.ts'

/** When a record must be looked at again, and what for. `at` in epoch ms. */
export type Timer = { name: string; at: number }

/**
 * A kind's timers, beside its clocks. They are a function of the row: the table only makes them findable by time,
 * is written by a handler after each entry, and can be rebuilt. A timer that fires is derived again first.
 */
export type Timed = {
  kind: string
  /** Which timers the row has now; at most one of a name. */
  of(spine: Spine, row: RecordRow): Timer[]
  /** What a due timer is for, decided and not yet written: for who tells a past. */
  due?(ctx: Ctx, row: RecordRow, timer: Timer): Promise<Appending | undefined>
  /** Does what a due timer is for; must change the row so that it is due no more. */
  fire(ctx: Ctx, loaded: Loaded, timer: Timer): Promise<unknown>
}

/** What is merged is looked at in the other record. */
function timersIn(timed: Timed, spine: Spine, row: RecordRow): Timer[] {
  return row.category === 'merged' ? [] : timed.of(spine, row)
}

/** Keeps a kind's timers as its records have them. */
export function timerHandler(timed: Timed): Handler {
  return {
    name: `timers of ${timed.kind}`,
    wants: [{ kind: timed.kind, verbs: 'all' }],
    run: async (spine, job) => {
      const row = await job.current()
      const timers = row ? timersIn(timed, spine, row) : []
      // A new record has none to take away.
      if (row && (timers.length > 0 || job.seq > 1)) await setTimers(spine.db, row, timers)
    },
  }
}

/** Fires a kind's timers when they are due. */
export function timerLoop(spine: Spine, timed: Timed): Loop {
  const ctx: Ctx = { ...spine, actor: systemActor }
  return {
    name: `timers of ${timed.kind}`,
    tick: async (now) => {
      for (const id of await dueRecords(spine.db, timed.kind, now)) {
        await retrying(() => fireDue(ctx, timed, id, now)).catch(async (error) => {
          spine.log.error({ err: error, record: id }, 'a timer failed and will be tried again')
          await postpone(spine.db, id, now)
        })
      }
      return nextTimer(spine.db, timed.kind)
    },
  }
}

async function fireDue(ctx: Ctx, timed: Timed, id: number, now: number): Promise<void> {
  const load = async (): Promise<Loaded | undefined> => (await loadRecords(ctx.db, [id])).get(id)
  const timersOf = (loaded: Loaded): Timer[] => timersIn(timed, ctx, loaded.row).sort((a, b) => a.at - b.at)
  let loaded = await load()
  for (const { name } of loaded ? timersOf(loaded) : []) {
    // What an earlier one did may have settled this one.
    const due = loaded && timersOf(loaded).find((timer) => timer.name === name && timer.at <= now)
    if (!loaded || !due) continue
    const seen = loaded
    await once(() => timed.fire(ctx, seen, due))
    loaded = await load()
  }
  if (!loaded) return
  const timers = timersOf(loaded)
  await setTimers(ctx.db, loaded.row, timers)
  if (timers.some(({ at }) => at <= now)) throw new Error('what was due did not happen')
}

/** Derives the timers of all records in some states anew: after an import, or if they were lost. */
export async function rebuildTimers(spine: Spine, timed: Timed, states: readonly string[]): Promise<number> {
  let after = 0
  for (let count = 0; ; ) {
    const { rows } = await spine.db.pool.query<{ id: number }>(
      'select id from record where kind = $1 and state = any($2) and id > $3 order by id limit 500',
      [timed.kind, states, after],
    )
    if (rows.length === 0) return count
    const loaded = await loadRecords(
      spine.db,
      rows.map(({ id }) => id),
    )
    for (const { row } of loaded.values()) await setTimers(spine.db, row, timersIn(timed, spine, row))
    count += rows.length
    after = rows.at(-1)?.id ?? after
  }
}

async function setTimers(db: Db, row: RecordRow, timers: readonly Timer[]): Promise<void> {
  await db.pool.query({
    name: 'set timers',
    text: `
      with wish as (select * from unnest($4::text[], $5::timestamptz[]) as w(name, at)),
      gone as (
        delete from timer t where t.record_id = $1 and t.kind = $2 and t.seq <= $3
          and not exists (select from wish w where w.name = t.name))
      insert into timer (record_id, name, kind, at, seq) select $1, w.name, $2, w.at, $3 from wish w
      on conflict (record_id, name) do update set at = excluded.at, seq = excluded.seq where timer.seq <= excluded.seq`,
    values: [
      row.id,
      row.kind,
      row.seq,
      timers.map(({ name }) => name),
      timers.map(({ at }) => new Date(at).toISOString()),
    ],
  })
}

async function dueRecords(db: Db, kind: string, now: number): Promise<number[]> {
  const { rows } = await db.pool.query<{ id: number }>({
    name: 'due timers',
    text: `select record_id as id from timer where kind = $1 and at <= $2 order by at, record_id limit 200`,
    values: [kind, new Date(now).toISOString()],
  })
  return [...new Set(rows.map(({ id }) => id))]
}

async function nextTimer(db: Db, kind: string): Promise<number | null> {
  const { rows } = await db.pool.query<{ at: number | null }>({
    name: 'next timer',
    text: 'select min(at) as at from timer where kind = $1',
    values: [kind],
  })
  return rows[0]?.at ?? null
}

/** So that one that always fails does not keep the others waiting. */
async function postpone(db: Db, id: number, now: number): Promise<void> {
  const later = new Date(now + 5 * 60_000).toISOString()
  await db.pool.query('update timer set at = $2 where record_id = $1 and at < $2', [id, later])
}
