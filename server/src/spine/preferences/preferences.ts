import {
  type MailWish,
  type NoticeType,
  noticeTypes,
  type PreferenceKey,
  type Preferences,
  Problem,
} from '@throughline/contract'
import type { Ctx } from '../context/index.ts'
import type { Db } from '../db/index.ts'

/** As it is kept: of the mails what was switched off, so that a new kind of notice is mailed until it is, too. */
type Kept = Partial<Omit<Preferences, 'notices'> & { notices: { off: NoticeType[] } & Partial<MailWish> }>

/** When those are mailed who said nothing. */
const atOnce: MailWish = { digest: { every: 'at-once' }, quiet: null }

/** How the actor likes things, with what holds where they said nothing. */
export async function preferencesOf(ctx: Ctx): Promise<Preferences> {
  const { views = [], desk = { columns: [] }, notices } = await kept(ctx.db, me(ctx))
  return { views, desk, notices: { mail: without(notices?.off ?? []), ...wishIn(notices) } }
}

/** Replaces one of the actor's own preferences whole. */
export async function replacePreference(
  ctx: Ctx,
  key: PreferenceKey,
  value: Preferences[PreferenceKey],
): Promise<Preferences> {
  await ctx.db.pool.query({
    name: 'keep a preference',
    text: `insert into preference (person_id, key, value) values ($1, $2, $3)
           on conflict (person_id, key) do update set value = excluded.value`,
    values: [me(ctx), key, JSON.stringify('mail' in value ? asKept(value) : value)],
  })
  return preferencesOf(ctx)
}

function asKept({ mail, ...wish }: Preferences['notices']): Kept['notices'] {
  return { off: without(mail), ...wish }
}

/** In the order in which answers have it, which jsonb does not keep. */
function wishIn({ digest, quiet }: Partial<MailWish> = {}): MailWish {
  return {
    digest: digest?.every === 'day' ? { every: 'day', at: digest.at } : (digest ?? atOnce.digest),
    quiet: quiet ? { from: quiet.from, to: quiet.to } : null,
  }
}

/** What somebody is mailed, and when. */
export type Mailing = MailWish & { off: readonly NoticeType[] }

/** How people want to be mailed; everybody who is asked for is in the answer. */
export async function mailingOf(
  db: Pick<Db['pool'], 'query'>,
  personIds: readonly number[],
): Promise<Map<number, Mailing>> {
  const { rows } = await db.query<{ id: number; value: Kept['notices'] }>({
    name: 'how people are mailed',
    text: `select person_id as id, value from preference where key = 'notices' and person_id = any($1::bigint[])`,
    values: [personIds],
  })
  const said = new Map(rows.map(({ id, value }) => [id, value]))
  return new Map(personIds.map((id) => [id, { off: said.get(id)?.off ?? [], ...wishIn(said.get(id)) }]))
}

async function kept(db: Db, personId: number): Promise<Kept> {
  const { rows } = await db.pool.query<{ key: PreferenceKey; value: never }>({
    name: 'preferences',
    text: 'select key, value from preference where person_id = $1',
    values: [personId],
  })
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

function without(types: readonly NoticeType[]): NoticeType[] {
  return (Object.keys(noticeTypes) as NoticeType[]).filter((type) => !types.includes(type))
}

function me({ actor }: Ctx): number {
  if (actor.personId === null) throw new Problem('not-allowed', { action: 'have preferences as a program' })
  return actor.personId
}
