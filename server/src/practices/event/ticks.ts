import type { Spine } from '../../spine/context/index.ts'
import type { Loop } from '../../spine/jobs/index.ts'

const day = 86_400_000
/** How long a recovered alert is kept: past the days in which what it opened may come back. */
const keptFor = 45 * day
const batch = 2_000

/**
 * Alerts whose sender repeats them while they fire, and has been silent for too long, have recovered; suppressions
 * that have run out are lifted. Repeats only move `expires_at`: when to look moves when it has come.
 */
export function alertLoop(spine: Spine): Loop {
  return {
    name: 'alerts',
    tick: async (now) => {
      for (;;) {
        const changed = await look(spine, now)
        if (changed.news > 0) await spine.poke(new Set(['alert']))
        if (changed.looked < batch) return nextLook(spine)
      }
    },
  }
}

async function look({ db }: Spine, now: number): Promise<{ looked: number; news: number }> {
  const { rows } = await db.pool.query<{ looked: number; news: number }>({
    name: 'look at alerts',
    text: `
      with due as (
        select id, expires_at <= $1 as silent, suppressed_until <= $1 as lifted from alert
        where look_at <= $1 order by id limit ${batch} for update skip locked),
      looked as (
        update alert a set
          state = case when state = 'resolved' then state when d.silent then 'resolved'
            when d.lifted and state = 'suppressed' then 'firing' else state end,
          turn = turn + case when state <> 'resolved' and d.silent or d.lifted and state = 'suppressed' then 1 else 0 end,
          recovered_at = case when state <> 'resolved' and d.silent then a.expires_at else recovered_at end,
          told_at = case when state <> 'resolved' and d.silent then $1 else told_at end,
          ends_at = case when state <> 'resolved' and d.silent then a.expires_at else ends_at end,
          reason = case when d.lifted then null else reason end,
          suppressed_by = case when d.lifted then null else suppressed_by end,
          suppressed_until = case when d.lifted then null else suppressed_until end,
          look_at = case when state = 'resolved' or d.silent
            then case when d.lifted then null else suppressed_until end
            else least(expires_at, case when d.lifted then null else suppressed_until end) end
        from due d where a.id = d.id
        returning a.turn <> a.handled as news)
      select count(*)::integer as looked, (count(*) filter (where news))::integer as news from looked`,
    values: [new Date(now).toISOString()],
  })
  return rows[0] ?? { looked: 0, news: 0 }
}

async function nextLook({ db }: Spine): Promise<number | null> {
  const { rows } = await db.pool.query<{ at: number | null }>({
    name: 'next look at alerts',
    text: 'select min(look_at) as at from alert where look_at is not null',
  })
  return rows[0]?.at ?? null
}

/** Alerts that recovered long ago are forgotten, once a day and a part at a time. */
export function forgetAlertsLoop({ db }: Spine): Loop {
  return {
    name: 'forget alerts',
    tick: async (now) => {
      for (;;) {
        const { rowCount } = await db.pool.query(
          `delete from alert where id in (
             select id from alert where fired_at < $1 and recovered_at < $1 and state = 'resolved' and turn = handled
             order by fired_at limit 5000)`,
          [new Date(now - keptFor).toISOString()],
        )
        if ((rowCount ?? 0) < 5000) return now + day
      }
    },
  }
}
