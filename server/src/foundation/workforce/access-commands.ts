import { badField, isoOf, Problem } from '@throughline/contract'
import type { Ctx } from '../../spine/context/index.ts'
import { endSessions, makePasswordToken } from '../../spine/identity/index.ts'
import { make } from './change.ts'
import { knownPerson } from './commands.ts'
import { forgetSecondFactor } from './store.ts'
import { authorizeAdministrator, authorizeOwn } from './workforce.ts'

/** A link with which someone chooses their password, for a week and once. It is shown once. */
export async function invite(ctx: Ctx, id: number): Promise<{ token: string; expiresAt: string }> {
  authorizeAdministrator(ctx.actor, 'invite people')
  const person = await knownPerson(ctx, id)
  if (!person.active)
    throw new Problem('rule-broken', { why: `${person.name} is not active; reactivate them first.` })
  if (person.email === null)
    throw badField('email', 'they need an e-mail to sign in with; give them one first')
  const { token, expiresAt, store } = makePasswordToken(id, ctx.time.now())
  await make(ctx, { area: 'people', verb: 'invite', facts: { person: id }, statements: [store] })
  return { token, expiresAt: isoOf(expiresAt) }
}

/** Forgets someone's second factor, because they lost it; their sessions end, and they sign in with the password alone. */
export async function resetSecondFactor(ctx: Ctx, id: number): Promise<void> {
  authorizeAdministrator(ctx.actor, 'reset the second factor of people')
  await knownPerson(ctx, id)
  const statements = [...forgetSecondFactor(id), endSessions(id)]
  await make(ctx, {
    area: 'people',
    verb: 'reset-second-factor',
    facts: { person: id },
    statements,
    people: [id],
  })
}

/** Ends all of someone's sessions. */
export async function signOutEverywhere(ctx: Ctx, id: number): Promise<void> {
  authorizeOwn(ctx.actor, id, 'sign people out')
  await knownPerson(ctx, id)
  await make(ctx, {
    area: 'people',
    verb: 'sign-out',
    facts: { person: id },
    statements: [endSessions(id)],
    people: [id],
  })
}
