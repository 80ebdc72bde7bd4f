import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import type { NoteAccountChange } from './account-changes.ts'
import { passwordProblem } from './password-rules.ts'

/** What a wrong password answers, so that nothing else can be told from it. */
export function wrongCredentials(): APIError {
  return new APIError('UNAUTHORIZED', {
    code: 'INVALID_EMAIL_OR_PASSWORD',
    message: 'Invalid email or password',
  })
}

/** Before better-auth's own checks: our rules for a new password, and a changed one ends all other sessions. */
export const beforeRequests = createAuthMiddleware(async (ctx) => {
  if (ctx.path === '/change-password') {
    const session = await getSessionFromCtx(ctx)
    if (session) refuseWeak(ctx.body?.newPassword, session.user)
    return { context: { ...ctx, body: { ...ctx.body, revokeOtherSessions: true } } }
  }
  if (ctx.path === '/reset-password') {
    const token = String(ctx.body?.token ?? '')
    const link = await ctx.context.internalAdapter.findVerificationValue(`reset-password:${token}`)
    const person = link && (await ctx.context.internalAdapter.findUserById(link.value))
    if (person) refuseWeak(ctx.body?.newPassword, person)
  }
  return undefined
})

/** After better-auth did what was asked: what people changed about how they sign in is noted. */
export function afterRequests(note: NoteAccountChange) {
  return createAuthMiddleware(async (ctx) => {
    const { session, newSession, returned } = ctx.context
    const person = Number((session ?? newSession)?.user.id)
    if (returned instanceof Error || !person) return
    if (ctx.path === '/change-password') await note(person, 'change-password')
    if (ctx.path === '/two-factor/disable') await note(person, 'drop-second-factor')
    // Verifying a code while signed in is the last step of adding it; at sign-in there is no session yet.
    if (ctx.path === '/two-factor/verify-totp' && session?.session) await note(person, 'add-second-factor')
  })
}

function refuseWeak(password: unknown, owner: { name: string; email: string | null }): void {
  const problem = passwordProblem(String(password ?? ''), owner)
  if (problem) throw new APIError('BAD_REQUEST', { code: 'WEAK_PASSWORD', message: problem })
}
