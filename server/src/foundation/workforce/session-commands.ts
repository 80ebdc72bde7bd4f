import { Problem } from '@throughline/contract'
import type { Ctx } from '../../spine/context/index.ts'
import { endSession, type SessionRow, sessionsOf } from '../../spine/identity/index.ts'
import { make } from './change.ts'
import { me } from './commands.ts'

/** Where one is signed in. A key has no business with sessions: whoever found one must not end or count them. */
export async function listSessions(ctx: Ctx): Promise<SessionRow[]> {
  if (ctx.actor.via !== 'session') throw new Problem('not-allowed', { action: 'see sessions with a key' })
  return sessionsOf(ctx.db, me(ctx), ctx.time.now())
}

/** Ends one of one's own sessions, in every process at once. */
export async function endOwnSession(ctx: Ctx, id: number): Promise<void> {
  const own = await listSessions(ctx)
  if (!own.some((session) => session.id === id)) throw new Problem('not-found', { what: `Session ${id}` })
  const person = me(ctx)
  await make(ctx, {
    area: 'people',
    verb: 'end-session',
    facts: { person, session: id },
    statements: [endSession(person, id)],
    people: [person],
  })
}
