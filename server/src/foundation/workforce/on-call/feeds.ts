import { createHash, randomBytes } from 'node:crypto'
import { Problem } from '@throughline/contract'
import ical from 'ical-generator'
import type { Ctx, Spine } from '../../../spine/context/index.ts'
import type { Db } from '../../../spine/db/index.ts'
import { toldSchedules } from './in-force.ts'
import { readSchedules, type ScheduleRow } from './store.ts'

/** Epoch milliseconds. */
export type Feed = { id: number; scheduleId: number | null; madeAt: number }

const DAY = 86_400_000
/** What a calendar is given: shifts that began a month ago, to a third of a year ahead. */
const [BEFORE, AHEAD] = [30 * DAY, 120 * DAY]

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Makes a secret address for one's own calendar: of a schedule, or (null) of all one's own shifts. Answers the secret. */
export async function makeFeed(ctx: Ctx, scheduleId: number | null): Promise<string> {
  const { personId } = ctx.actor
  if (personId === null) throw new Problem('not-allowed', { action: 'have a calendar' })
  const secret = randomBytes(32).toString('base64url')
  await ctx.db.pool.query(
    'insert into calendar_feed (digest, person_id, schedule_id, made_at) values ($1, $2, $3, $4)',
    [digestOf(secret), personId, scheduleId, new Date(ctx.time.now())],
  )
  return secret
}

/** One's own addresses that work. */
export async function myFeeds({ db, actor }: Ctx): Promise<Feed[]> {
  const { rows } = await db.pool.query<Feed>(
    `select id, schedule_id as "scheduleId", made_at as "madeAt" from calendar_feed
      where person_id = $1 and revoked_at is null order by id`,
    [actor.personId],
  )
  return rows
}

/** From now on one's own address leads nowhere. @throws not-found */
export async function revokeFeed({ db, actor, time }: Ctx, id: number): Promise<void> {
  const { rowCount } = await db.pool.query(
    'update calendar_feed set revoked_at = $3 where id = $1 and person_id = $2 and revoked_at is null',
    [id, actor.personId, new Date(time.now())],
  )
  if (rowCount === 0) throw new Problem('not-found', { what: `Calendar address ${id}` })
}

/** The calendar behind a secret, as iCalendar (RFC 5545), times in UTC. @throws not-found, also for who has left */
export async function calendarBehind(spine: Spine, secret: string): Promise<string> {
  const { rows } = await spine.db.pool.query<{ personId: number; scheduleId: number | null }>(
    `select f.person_id as "personId", f.schedule_id as "scheduleId" from calendar_feed f join person p on p.id = f.person_id
      where f.digest = $1 and f.revoked_at is null and p.active and p.role <> 'requester'`,
    [digestOf(secret)],
  )
  const [feed] = rows
  if (!feed) throw new Problem('not-found', { what: 'This calendar' })
  const all = await readSchedules(spine.db)
  const schedules = feed.scheduleId === null ? all : all.filter(({ id }) => id === feed.scheduleId)
  return written(spine, schedules, feed.scheduleId === null ? feed.personId : null)
}

async function written(
  { db, directory, time }: Spine & { db: Db },
  schedules: readonly ScheduleRow[],
  onlyOf: number | null,
): Promise<string> {
  const now = time.now()
  const told = await toldSchedules(
    db,
    schedules.map(({ id }) => id),
  )
  const shifts = schedules.flatMap((schedule) =>
    (told.get(schedule.id)?.shifts({ from: now - BEFORE, until: now + AHEAD }) ?? [])
      .filter(({ person }) => (onlyOf === null ? person !== null : person === onlyOf))
      .map((shift) => ({ schedule, ...shift })),
  )
  const people = await directory.people(shifts.flatMap(({ person }) => person ?? []))
  const name = onlyOf === null ? (schedules[0]?.name ?? 'On call') : 'On call'
  const calendar = ical({ name, prodId: { company: 'Throughline', product: 'on call' }, ttl: 3_600 })
  for (const { schedule, from, until, person } of shifts)
    calendar.createEvent({
      id: `${schedule.ref}-${from}@throughline`,
      stamp: new Date(now),
      start: new Date(from),
      end: new Date(until),
      summary: onlyOf === null ? `${people.get(person ?? 0)?.name ?? '–'}: ${schedule.name}` : schedule.name,
    })
  return calendar.toString()
}
