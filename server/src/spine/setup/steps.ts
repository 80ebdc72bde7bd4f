import { Problem, type SetUpStep, setUpSteps } from '@throughline/contract'
import { atLeast } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { defaultCalendar, defaultSettings } from '../settings/index.ts'

/** What only who started the process knows. */
export type House = { /** Whether there is a server to send mail by. */ mail: boolean }

/** Which of the first steps have been made, as things are now: nobody ticks them off. */
export async function stepsMade(ctx: Ctx, { mail }: House): Promise<{ key: SetUpStep; done: boolean }[]> {
  if (!atLeast(ctx.actor, 'administrator'))
    throw new Problem('not-allowed', { action: 'read the first steps' })
  const facts = await factsOf(ctx)
  const done: Record<SetUpStep, boolean> = {
    'organisation-named': ctx.settings.current().organisation.name !== defaultSettings.organisation.name,
    'calendar-set': facts.calendar,
    'team-made': ctx.directory.teams().some(({ memberIds }) => memberIds.length > 0),
    'service-made': ctx.directory
      .services()
      .some(({ teamId, state }) => teamId !== null && state !== 'retired'),
    'person-invited': facts.colleagues,
    'mail-configured': mail,
    'second-factor': facts.secondFactor,
    'first-incident': facts.incident,
  }
  return setUpSteps.map((key) => ({ key, done: done[key] }))
}

type Facts = { calendar: boolean; colleagues: boolean; secondFactor: boolean; incident: boolean }

/** A calendar of one's own, or the usual one made anew; two who can sign in: oneself is not enough. */
async function factsOf({ db, actor }: Ctx): Promise<Facts> {
  const { rows } = await db.pool.query<Facts>(
    `select exists (select from calendar_version where version > 1 or key not in ('always', $2)) as calendar,
       (select count(*) from (select from person p where p.active
          and exists (select from account a where a.person_id = p.id and a.password is not null) limit 2) two) = 2 as colleagues,
       exists (select from person where id = $1 and two_factor_enabled) as "secondFactor",
       exists (select from record where kind = 'incident') as incident`,
    [actor.personId, defaultCalendar],
  )
  return rows[0] ?? { calendar: false, colleagues: false, secondFactor: false, incident: false }
}
