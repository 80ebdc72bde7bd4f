import {
  type NoticeType,
  noticeTypes,
  type PreferenceKey,
  type Preferences,
  Problem,
} from '@throughline/contract'
import type { Ctx } from '../context/index.ts'
import type { Db } from '../db/index.ts'

/** As it is kept: of the mails what was switched off, so that a new kind of notice is mailed until it is, too. */
type Kept = Partial<Omit<Preferences, 'notices'> & { notices: { off: NoticeType[] } }>

/** How the actor likes things, with what holds where they said nothing. */
export async function preferencesOf(ctx: Ctx): Promise<Preferences> {
  const { views = [], desk = { columns: [] }, notices } = await kept(ctx.db, me(ctx))
  return { views, desk, notices: { mail: without(notices?.off ?? []) } }
}

/** Replaces one of the actor's own preferences whole. */
export async function replacePreference(
  ctx: Ctx,
  key: PreferenceKey,
  value: Preferences[PreferenceKey],
): Promise<Preferences> {
  const stored = 'mail' in value ? { off: without(value.mail) } : value
  await ctx.db.pool.query({
    name: 'keep a preference',
    text: `insert into preference (person_id, key, value) values ($1, $2, $3)
           on conflict (person_id, key) do update set value = excluded.value`,
    values: [me(ctx), key, JSON.stringify(stored)],
  })
  return preferencesOf(ctx)
}

/** Whether a person wants notices of a type by mail. */
export async function isMailed(db: Db, personId: number, type: NoticeType): Promise<boolean> {
  const { notices } = await kept(db, personId)
  return !notices?.off.includes(type)
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
